import type { Language } from '../i18n/messages.ts';
import { ar } from './words/ar.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { ja } from './words/ja.ts';
import { nl } from './words/nl.ts';
import { pl } from './words/pl.ts';
import { pt } from './words/pt.ts';

/** The words of a session's page in one language. */
export type EmbedTexts = { readonly [Key in keyof typeof en]: string };

/** All of them are in the one file: they are few, and none is waited for. */
export const texts: Readonly<Record<Language, EmbedTexts>> = { en, de, fr, es, pt, it, nl, pl, ja, ar };
