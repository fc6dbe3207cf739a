import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { sync, type VEvent } from 'node-ical';
import { describe, expect, it } from 'vitest';
import { type CalendarPerson, writeCalendarObject } from '../src/index.ts';
import { exampleObject } from './example-object.ts';

/** What a reader that shares no code with the writer makes of it: the only event of the calendar. */
function readByAnotherParser(text: string): VEvent {
  const events = Object.values(sync.parseICS(text)).filter((each) => each?.type === 'VEVENT');
  expect(events).toHaveLength(1);
  return events[0] as VEvent;
}

const person = (value: unknown): CalendarPerson => {
  const { val, params } = value as { val: string; params: { CN: string } };
  return { name: params.CN.replace(/^"|"$/g, ''), email: addressIn(val) };
};

/** The address that a `mailto:` means (RFC 6068). */
function addressIn(uri: string): string {
  expect(uri).toMatch(/^mailto:[\w.!~*'()+$%-]+@[\w.-]+$/);
  const [local = '', domain = ''] = uri.slice('mailto:'.length).split('@');
  return `${decodeURIComponent(local)}@${domainToUnicode(domain)}`;
}

/** The names of a property's people: parameters as RFC 6868 says, where ical.js reads backslashes too. */
const namesIn = (written: string, property: string) =>
  written
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line.startsWith(property))
    .map((line) => /;CN=(?:"([^"]*)"|([^;:]*))[;:]/.exec(line))
    .map((found) => (found?.[1] ?? found?.[2] ?? '').replace(/\^([n'^])/g, (_, code) => decoded[code] ?? ''));
const decoded: Readonly<Record<string, string>> = { n: '\n', "'": '"', '^': '^' };

const readEvent = (text: string): ICAL.Component => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent');
  expect(events).toHaveLength(1);
  expect(calendar.getAllSubcomponents()).toHaveLength(2);
  return events[0] as ICAL.Component;
};

describe('a calendar object', () => {
  it('is read by another parser as it was meant', () => {
    const object = exampleObject({ description: 'Bring\nthe, plan; please', location: 'Room 4, left' });
    const event = readByAnotherParser(writeCalendarObject(object));
    expect(event.method).toBe('REQUEST');
    expect(event.uid).toBe(object.uid);
    expect(Number(event.sequence)).toBe(0);
    expect(event.status).toBe('CONFIRMED');
    expect(event.start.getTime()).toBe(object.start);
    expect(event.end?.getTime()).toBe(object.end);
    expect(event.summary).toBe('Discovery Call');
    expect(event.description).toBe('Bring\nthe, plan; please');
    expect(event.location).toBe('Room 4, left');
    expect(person(event.organizer)).toEqual(object.organizer);
    expect(person(event.attendee)).toEqual(object.attendees[0]);
  });

  it('moves and cancels under the same UID with a higher SEQUENCE', () => {
    const cancelled = writeCalendarObject(
      exampleObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 3 }),
    );
    expect(cancelled).toContain('\r\nMETHOD:CANCEL\r\n');
    expect(cancelled).toContain('\r\nUID:bkg_01jz5x8k3mqv7e2n4r6t8w9y0a\r\n');
    expect(cancelled).toContain('\r\nSEQUENCE:3\r\n');
    expect(cancelled).toContain('\r\nSTATUS:CANCELLED\r\n');
    expect(cancelled).toContain('\r\nTRANSP:TRANSPARENT\r\n');
  });

  it('says its times in the wall clock of its zone, and in UTC what is about the message', () => {
    const text = writeCalendarObject(exampleObject());
    expect(text).toContain('\r\nDTSTART;TZID=America/New_York:20270314T080000\r\n');
    expect(text).toContain('\r\nDTEND;TZID=America/New_York:20270314T083000\r\n');
    expect(text).toContain('\r\nDTSTAMP:20261120T090000Z\r\n');
  });

  it('quotes names as RFC 6868 says, so that none ends its parameter', () => {
    const text = writeCalendarObject(
      exampleObject({ organizer: { name: 'A "B" ^ C;D:E,F', email: 'a@example.com' } }),
    );
    expect(text).toContain(`ORGANIZER;CN="A ^'B^' ^^ C;D:E,F":mailto:a@example.com`);
  });
});

const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const hostile = fc.oneof(
  text,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'END:VEVENT\r\nBEGIN:VEVENT',
    '";ROLE=CHAIR:mailto:x@y.zz',
    '\u0000',
    '\ud800',
    'x\\n\\,',
    '^n^^',
  ),
);
const address = fc.constantFrom(
  'a@example.com',
  "o'neil+tag@example.com",
  'ü@bücher.example',
  'a?b=c%d@example.com',
);
const people = fc.record({ name: hostile, email: address });

const folded = (value: string) =>
  value
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what the writer leaves out
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
    .toWellFormed();

describe('an address', () => {
  const written = (email: string) =>
    writeCalendarObject(
      exampleObject({ attendees: [{ name: 'A', email }], organizer: { name: 'O', email } }),
    );
  const uriOf = (email: string) =>
    String(readEvent(written(email)).getFirstProperty('attendee')?.getFirstValue());

  it.each([
    ['alex@example.com', 'mailto:alex@example.com'],
    ['a%b@example.com', 'mailto:a%25b@example.com'],
    ['a/b?c@example.com', 'mailto:a%2Fb%3Fc@example.com'],
    ['a#b@example.com', 'mailto:a%23b@example.com'],
    ['a&b=c@example.com', 'mailto:a%26b%3Dc@example.com'],
    ['jose+tag@exämple.com', 'mailto:jose+tag@xn--exmple-cua.com'],
    ['zoë@example.com', 'mailto:zo%C3%AB@example.com'],
  ])('%s is the URI %s', (email, uri) => expect(uriOf(email)).toBe(uri));

  it('comes back equal from both readers, whatever it is, in one event', () => {
    // What the API takes for an address.
    const local = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => /^[^\s\p{Cc}\p{Cf}@,;:<>()[\]\\"]+$/u.test(text));
    const domain = fc.constantFrom('example.com', 'mail.Example.org', 'bücher.example', '例え.jp');
    fc.assert(
      fc.property(local, domain, (name, at) => {
        const email = `${name}@${at}`;
        const lower = `${name}@${at.toLowerCase()}`;
        const text = written(email);
        const parts = ({ email: each }: CalendarPerson) => each.replace(/@.*/, (end) => end.toLowerCase());
        expect(parts(person(readByAnotherParser(text).attendee))).toBe(lower);
        expect(parts({ name: '', email: addressIn(uriOf(email)) })).toBe(lower);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever people write', () => {
  it('comes back equal, in one event with the same attendees, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        people,
        fc.array(people, { maxLength: 4 }),
        (summary, description, location, organizer, attendees) => {
          const written = writeCalendarObject(
            exampleObject({ summary, description, location, organizer, attendees }),
          );
          for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
          const event = readEvent(written);
          expect(event.getFirstPropertyValue('summary')).toBe(folded(summary));
          expect(event.getFirstPropertyValue('description')).toBe(folded(description));
          expect(event.getFirstPropertyValue('location')).toBe(folded(location));
          const addresses = (name: string) =>
            event.getAllProperties(name).map((each) => addressIn(String(each.getFirstValue())));
          const names = (all: readonly CalendarPerson[]) =>
            all.map(({ name }) => folded(name).replaceAll('\n', ' '));
          expect(addresses('attendee')).toEqual(attendees.map(({ email }) => email));
          expect(addresses('organizer')).toEqual([organizer.email]);
          expect(namesIn(written, 'ATTENDEE')).toEqual(names(attendees));
          expect(namesIn(written, 'ORGANIZER')).toEqual(names([organizer]));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is folded within 75 octets, whatever a character takes', () => {
    for (const text of ['a', 'ü', '語', '𐀀'])
      for (let length = 1; length < 200; length++)
        for (const line of writeCalendarObject(exampleObject({ summary: text.repeat(length) })).split('\r\n'))
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it.each([
    'a b@example.com',
    'a@example.com\r\nX:1',
    'a@b.co,c@d.co',
    '<a@b.co>',
    'a',
    '"a"@b.co',
    'a;b@c.co',
  ])('refuses the address %j', (email) => {
    expect(() => writeCalendarObject(exampleObject({ attendees: [{ name: 'A', email }] }))).toThrow(
      RangeError,
    );
  });

  it('refuses a meeting that ends when it begins', () => {
    const { start } = exampleObject();
    expect(() => writeCalendarObject(exampleObject({ end: start }))).toThrow(RangeError);
  });
});
