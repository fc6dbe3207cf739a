import { expect, test } from 'vitest';
import { languages } from '../i18n/messages.ts';
import { type EmbedTexts, texts } from './texts.ts';

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test.each(languages)('%s has every word, with what is filled in', (language) => {
  for (const [name, english] of Object.entries(texts.en)) {
    const text = texts[language][name as keyof EmbedTexts];
    expect(text.trim(), name).not.toBe('');
    expect(placeholders(text), name).toEqual(placeholders(english));
  }
});
