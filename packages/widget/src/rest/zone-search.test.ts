import { describe, expect, it } from 'vitest';
import { searchZones } from './zone-search.ts';

const options = [
  { zone: 'America/New_York', city: 'New York', name: 'Eastern Time', offset: 'UTC−4' },
  { zone: 'America/Sao_Paulo', city: 'São Paulo', name: 'Brasília Time', offset: 'UTC−3' },
  { zone: 'Asia/Kolkata', city: 'Kolkata', name: 'India Standard Time', offset: 'UTC+5:30' },
  { zone: 'Europe/Paris', city: 'Paris', name: 'Central European Time', offset: 'UTC+2' },
  { zone: 'America/Port_of_Spain', city: 'Port of Spain', name: 'Atlantic Time', offset: 'UTC−4' },
];
const found = (query: string) => searchZones(options, query).map(({ city }) => city);

describe('searching zones', () => {
  it.each([
    ['new y', ['New York']],
    ['sao', ['São Paulo']],
    ['brasilia', ['São Paulo']],
    ['INDIA', ['Kolkata']],
    ['gmt-4', ['New York', 'Port of Spain']],
    ['america new', ['New York']],
    ['europe', ['Paris']],
    ['atlantis', []],
  ])('finds by %j', (query, cities) => expect(found(query)).toEqual(cities));

  it('puts cities that begin so first', () =>
    expect(found('pa')).toEqual(['Paris', 'São Paulo', 'Port of Spain']));
  it('shows all without a word', () => expect(found(' ')).toHaveLength(options.length));
});
