/**
 * Makes src/zone-data.generated.ts from the packed time zone data of moment-timezone.
 * Run by hand after an update of that package: node packages/scheduling/tools/make-zone-data.ts
 * A test compares the committed file with what this makes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface PackedZones {
  readonly version: string;
  /** 'name|abbreviations|offsets|indices|untils|population', numbers in base 60 minutes. */
  readonly zones: readonly string[];
  /** 'target|alias' */
  readonly links: readonly string[];
}

const FROM_SECOND = Date.UTC(2020, 0, 1) / 1000;
const TO_SECOND = Date.UTC(2037, 11, 31) / 1000;
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX';

/** The text of the generated module. */
export function makeZoneData(packed: PackedZones): string {
  const namesByRule = new Map<string, string[]>();
  for (const [name, rule] of ruleByName(packed)) {
    const names = namesByRule.get(rule);
    if (names) names.push(name);
    else namesByRule.set(rule, [name]);
  }
  const lines = [...namesByRule].map(([rule, names]) => `  ['${names.sort().join(' ')}', [${rule}]],`).sort();
  return `// Made by tools/make-zone-data.ts from the IANA time zone data ${packed.version}. Do not edit.

export const zoneDataVersion = '${packed.version}';

/** The table knows the offsets between these two instants, in seconds since the Unix epoch. */
export const tableStartSecond = ${FROM_SECOND};
export const tableEndSecond = ${TO_SECOND};

/** Names that share a rule; the rule: first offset, then (change, offset from then on)…, all in seconds. */
export const zoneRules: readonly (readonly [names: string, rule: readonly number[]])[] = [
${lines.join('\n')}
];
`;
}

/** The packed data as the installed moment-timezone carries it. */
export function readPackedZones(): PackedZones {
  const path = createRequire(import.meta.url).resolve('moment-timezone/data/packed/latest.json');
  return JSON.parse(readFileSync(path, 'utf8'));
}

function ruleByName(packed: PackedZones): Map<string, string> {
  const rules = new Map<string, string>();
  for (const zone of packed.zones) rules.set(zone.slice(0, zone.indexOf('|')), unpackRule(zone).join(','));
  for (const link of packed.links) {
    const [target = '', alias = ''] = link.split('|');
    const rule = rules.get(target);
    if (rule === undefined) throw new Error(`The link ${link} leads nowhere`);
    rules.set(alias, rule);
  }
  return rules;
}

/** First offset, then (change, offset)…, east of Greenwich positive, within the table's span. */
function unpackRule(zone: string): number[] {
  const [, , offsetsText = '', indices = '', untilsText = ''] = zone.split('|');
  const offsets = offsetsText.split(' ').map((text) => -Math.round(unpackBase60(text) * 60));
  const untilDeltas = untilsText === '' ? [] : untilsText.split(' ').map(unpackBase60);
  const rule: number[] = [];
  let current: number | undefined;
  let untilMinute = 0;
  [...indices].forEach((index, period) => {
    const offset = offsets[DIGITS.indexOf(index)];
    if (offset === undefined) throw new Error(`No offset ${index} in ${zone}`);
    const startSecond = period === 0 ? Number.NEGATIVE_INFINITY : Math.round(untilMinute * 60);
    untilMinute += untilDeltas[period] ?? 0;
    if (startSecond <= FROM_SECOND) rule[0] = offset;
    else if (startSecond < TO_SECOND && offset !== current) rule.push(startSecond, offset);
    current = offset;
  });
  return rule;
}

function unpackBase60(text: string): number {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  let number = 0;
  for (const digit of whole) number = number * 60 + DIGITS.indexOf(digit);
  let place = 1;
  for (const digit of fraction) {
    place /= 60;
    number += DIGITS.indexOf(digit) * place;
  }
  return text.startsWith('-') ? -number : number;
}

if (import.meta.main) {
  const target = new URL('../src/zone-data.generated.ts', import.meta.url);
  writeFileSync(target, makeZoneData(readPackedZones()));
}
