import { describe, expect, it } from 'vitest';
import { en as first } from './en.ts';
import { enRest } from './en-rest.ts';
import { addEnglish } from './english.ts';
import { loadMessages, setMessageLoader } from './load.ts';
import { fill, type LanguageTexts, languages } from './messages.ts';
import { importMessages } from './modules.ts';

const en: LanguageTexts = { ...first, ...enRest };
const keys = Object.keys(en) as (keyof LanguageTexts)[];
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

/** Words that are the same in both languages. */
const shared: Readonly<Record<string, readonly string[]>> = {
  de: ['name'],
  es: ['google'],
  it: ['google', 'email'],
  nl: [],
};

describe.each(languages.filter((language) => language !== 'en'))('the messages in %s', (language) => {
  it('are there for every key, with the same placeholders, and translated', async () => {
    const messages = await importMessages(language);
    expect(Object.keys(messages).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      if (key === 'spots') continue;
      const text = messages[key] ?? '';
      expect(text.trim(), key).toBe(text);
      expect(text.length, key).toBeGreaterThan(0);
      expect(placeholders(text), key).toEqual(placeholders(en[key]));
      if (!shared[language]?.includes(key)) expect(text, key).not.toBe(en[key]);
    }
  });

  it('count places in every plural form of whole numbers', async () => {
    const { spots } = await importMessages(language);
    const rules = new Intl.PluralRules(language);
    const used = new Set(Array.from({ length: 100 }, (_, count) => rules.select(count + 1)));
    const given = [...Object.keys(spots ?? {})];
    for (const form of used) expect(given, form).toContain(form);
    expect(given).toContain('other');
  });
});

it('are ten languages', () => expect(languages).toHaveLength(10));

describe('loading', () => {
  it('takes English for what a language lacks, and for all of one that cannot be had', async () => {
    setMessageLoader(async () => ({ back: 'Zurück', when: 'Wann' }));
    const german = await loadMessages('de');
    setMessageLoader(async () => Promise.reject(new Error('no network')));
    const none = await loadMessages('de');
    expect([german.back, german.close, german.when, none.back]).toEqual(['Zurück', 'Close', 'Wann', 'Back']);
    addEnglish(enRest); // comes with the second file
    expect(german).toEqual({ ...en, back: 'Zurück', when: 'Wann' });
    expect(none).toEqual(en);
  });
});

it('fills in what is named, and leaves what is not', () => {
  expect(fill('{n} of {all}', { n: 3 })).toBe('3 of {all}');
});
