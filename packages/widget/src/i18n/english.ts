import { en } from './en.ts';
import type { enRest } from './en-rest.ts';
import type { LanguageTexts } from './messages.ts';

/** The English messages. Those of the second file stand in them once it is there, and are needed by nothing else. */
export const english = { ...en } as unknown as LanguageTexts;

const given: LanguageTexts[] = [english];

/** Messages of another language: English for what it lacks, also for what comes later. */
export function overEnglish(loaded: Partial<LanguageTexts>): LanguageTexts {
  const messages = { ...english, ...loaded };
  given.push(messages);
  return messages;
}

export function addEnglish(more: typeof enRest): void {
  for (const messages of given) Object.assign(messages, { ...more, ...messages });
}
