import { describe, expect, it } from 'vitest';
import { findInvited, firstNameOf, holdersText, partyLines } from './names.ts';

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.com` });
const host = { name: 'Grace', email: 'grace@northwind.example' };
const crowd = Array.from({ length: 40 }, (_, i) => person(`P${i}`));

it('hosts of a meeting are named up to three, and then counted', () => {
  expect(holdersText([])).toBe('');
  expect(holdersText([host])).toBe('Grace');
  expect(holdersText(crowd.slice(0, 3))).toBe('P0, P1, and P2');
  expect(holdersText(crowd)).toBe('P0, P1, and 38 others');
});

describe('a large party', () => {
  it('is named up to ten', () => {
    expect(partyLines(crowd.slice(0, 10))).toHaveLength(10);
    expect(partyLines(crowd.slice(0, 11)).slice(9)).toEqual(['P9 <p9@example.com>', 'and 1 more']);
    expect(partyLines([])).toEqual([]);
  });

  it('is invited as the host, ten people, and a number; the reader among the ten', () => {
    const names = (reader: string | null) =>
      findInvited({ hosts: [host], party: crowd }, reader).people.map(({ name }) => name);
    expect(names(null)).toEqual(['Grace', ...crowd.slice(0, 10).map(({ name }) => name)]);
    expect(names('p3@example.com')).toEqual(names(null));
    expect(names('P39@EXAMPLE.com')).toEqual(['Grace', 'P39', ...crowd.slice(0, 9).map(({ name }) => name)]);
    expect(findInvited({ hosts: [host], party: crowd }, null).others).toBe(30);
    expect(findInvited({ hosts: [host], party: crowd.slice(0, 10) }, null).others).toBe(0);
  });

  it('names a host who came as a guest once', () => {
    const party = [{ name: 'Grace', email: 'Grace@northwind.example' }];
    expect(findInvited({ hosts: [host], party }, null).people).toEqual(party);
    expect(findInvited({ hosts: [], party }, null).people).toEqual(party);
  });
});

it.each([
  ['Jamie Rivera', 'Jamie'],
  ['Jamie', 'Jamie'],
  ['Jean-Luc Picard', 'Jean-Luc'],
  ['Zoë D’Arcy', 'Zoë'],
  ['Dr. Jamie Rivera', 'Dr. Jamie Rivera'],
  ['J Rivera', 'J Rivera'],
  ['山田 太郎', '山田 太郎'],
  ['Анна Иванова', 'Анна Иванова'],
  ['<b>x</b> y', '<b>x</b> y'],
])('%s is greeted as %s', (name, greeted) => expect(firstNameOf(name)).toBe(greeted));
