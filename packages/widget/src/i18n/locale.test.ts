import { describe, expect, it } from 'vitest';
import { chooseLocale } from './locale.ts';

describe('the language', () => {
  it.each([
    ["the page's", 'de', ['en-US'], 'de', 'de'],
    ["the page's, in the visitor's variant", 'en', ['fr-FR', 'en-GB'], 'en', 'en-GB'],
    ["the visitor's, where the page has one that is not here", 'sv', ['fr-CA', 'en'], 'fr', 'fr-CA'],
    ["the visitor's first that is here", '', ['sv', 'ja-JP'], 'ja', 'ja-JP'],
    ['English, where there is none', 'sv', ['fi'], 'en', 'en'],
    ['not disturbed by nonsense', 'no such tag!', ['-', 'pl'], 'pl', 'pl'],
  ])('is %s', (_which, page, visitor, language, tag) => {
    expect(chooseLocale(page, visitor)).toMatchObject({ language, tag });
  });
});

describe('clock and week', () => {
  it.each([
    ['en-US', 'h12', 0],
    ['en-GB', 'h23', 1],
    ['de-DE', 'h23', 1],
    ['pt-BR', 'h23', 0],
    ['ar-EG', 'h12', 6],
    ['ja-JP', 'h23', 0],
  ])('are those of %s', (tag, hourCycle, firstWeekday) => {
    expect(chooseLocale('en', [tag])).toMatchObject({ hourCycle, firstWeekday });
  });

  it('come from a table where the browser does not tell the week', () => {
    const prototype = Intl.Locale.prototype as { getWeekInfo?: unknown };
    const { getWeekInfo } = prototype;
    delete prototype.getWeekInfo;
    try {
      const first = (tag: string) => chooseLocale('en', [tag]).firstWeekday;
      expect(['en-US', 'en-GB', 'ar-EG', 'pt-BR', 'de'].map(first)).toEqual([0, 1, 6, 0, 1]);
    } finally {
      prototype.getWeekInfo = getWeekInfo;
    }
  });
});
