import type { en } from './en.ts';
import type { enRest } from './en-rest.ts';

/** A text for each plural form of a language that differs; `other` is for the rest. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

type English = typeof en & typeof enRest;

/** A message for each key of the English ones. */
export type LanguageTexts = {
  readonly [Key in keyof English]: Key extends 'spots' ? PluralForms : string;
};

/** The tags of all languages. English is built in, the others are loaded when they are needed. */
export const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'ja', 'ar'] as const;

export type Language = (typeof languages)[number];

export const isLanguage = (tag: string): tag is Language => (languages as readonly string[]).includes(tag);

/** Languages that are written from right to left. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** The text with `{name}` replaced by its value. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
