import { english, overEnglish } from './english.ts';
import type { Language, LanguageTexts } from './messages.ts';

/** Gets the messages of a language other than English. */
export type MessageLoader = (language: Exclude<Language, 'en'>) => Promise<Partial<LanguageTexts>>;

let loader: MessageLoader | undefined;

/** Says where languages come from: modules beside this one, or files beside a script. */
export function setMessageLoader(load: MessageLoader): void {
  loader = load;
}

/** The messages of a language; in English what it lacks, and everything where it cannot be had. */
export async function loadMessages(language: Exclude<Language, 'en'>): Promise<LanguageTexts> {
  const loaded = await loader?.(language).catch(() => undefined);
  return loaded ? overEnglish(loaded) : english;
}
