import { compileHours, decideAssignment, findZone, type SlotQuestion, type Zone } from '@astrocal/scheduling';
import { describe, expect, test } from 'vitest';
import { decideReassignment, whoGoesOn } from './reassigning.ts';
import type { BookingRecord } from './store.ts';

const zone = findZone('UTC') as Zone;
const hoursOf = (startHour: number, endHour: number) =>
  compileHours({
    zone,
    overrides: [],
    rules: [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => ({
      dayOfWeek,
      startSecond: startHour * 3600,
      endSecond: endHour * 3600,
    })),
  });
const nine = Date.UTC(2026, 5, 2, 9);
const halfHour = 30 * 60_000;
const meeting = { start: nine, end: nine + halfHour };

type Host = SlotQuestion['hosts'][number];
const host = (id: string, more: Partial<Host> = {}): Host => ({ id, allocations: [], busy: [], ...more });

const questionOf = (hosts: readonly Host[], more: Partial<SlotQuestion> = {}): SlotQuestion => ({
  now: Date.UTC(2026, 5, 1),
  eventType: {
    id: 'evt',
    zone,
    durationMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    slotIntervalMinutes: null,
    minimumNoticeMinutes: 0,
    bookingWindowDays: null,
    capacity: 1,
  },
  cap: null,
  hours: hoursOf(9, 17),
  hosts,
  assignment: 'any',
  rotation: { strategy: 'round_robin', virtualTime: 0 },
  spots: 1,
  ...more,
});

const bookingOf = (...ids: string[]) =>
  ({
    start_at: new Date(nine),
    hosts: ids.map((id) => ({ member_id: id, name: id, email: `${id}@example.com` })),
  }) as unknown as BookingRecord;

function decide(
  question: SlotQuestion,
  holding: readonly string[],
  wish: { to?: string; from?: string; isForced?: boolean } = {},
) {
  const booking = bookingOf(...holding);
  const decided = decideReassignment(
    { decideAssignment },
    { question, booking },
    { isForced: false, ...wish },
  );
  return typeof decided === 'string' ? decided : [decided.fromId, decided.decision.slot.hostIds.join()];
}

describe('who gets a booking of whom', () => {
  test('is whose turn it is of the others', () => {
    const turns = (tag: number) => ({ share: { weight: 1, priority: 0, tag, bookings: 0 } });
    const hosts = [host('ana', turns(0)), host('bo', turns(720_720)), host('cy', turns(0))];
    expect(decide(questionOf(hosts), ['ana'])).toEqual(['ana', 'cy']);
  });

  test('is refused for what that host says, unless it is forced; another meeting always refuses', () => {
    const taken = {
      ...meeting,
      eventTypeId: 'other',
      slotStart: nine,
      slotEnd: nine + halfHour,
      spotsTaken: 1,
    };
    for (const [reason, more, isForcible] of [
      ['outside_schedule', { hours: hoursOf(12, 17) }, true],
      ['absent', { absences: [meeting] }, true],
      ['calendar_busy', { busy: [meeting] }, true],
      ['booked', { allocations: [taken] }, false],
    ] as const) {
      const question = questionOf([host('ana'), host('bo', more)]);
      expect(decide(question, ['ana'], { to: 'bo' })).toBe(reason);
      expect(decide(question, ['ana'], { to: 'bo', isForced: true })).toEqual(
        isForcible ? ['ana', 'bo'] : reason,
      );
    }
  });

  test('whatever the event type asks of new bookings by now', () => {
    const question = questionOf([host('ana'), host('bo')], { hours: hoursOf(20, 21) });
    expect(decide(question, ['ana'])).toEqual(['ana', 'bo']);
  });

  test('leaves those whom every meeting needs, and who is asked for among them comes too', () => {
    const hosts = [
      host('ana', { isRequired: true }),
      host('bo'),
      host('cy'),
      host('di', { isRequired: true }),
    ];
    expect(decide(questionOf(hosts), ['ana', 'bo'])).toEqual(['bo', 'ana,cy']);
    expect(decide(questionOf(hosts), ['ana', 'bo'], { to: 'di' })).toEqual(['bo', 'ana,di']);
    expect(decide(questionOf(hosts), ['ana', 'di'])).toBe('all_take_part');
  });

  test('who is no host any more gives it up first, also where all take part', () => {
    const hosts = [host('ana'), host('bo'), host('cy')];
    expect(decide(questionOf(hosts), ['gone', 'ana'])).toEqual(['gone', 'ana,bo']);
    expect(decide(questionOf(hosts, { assignment: 'all' }), ['gone', 'ana'])).toEqual(['gone', 'ana,bo']);
    expect(decide(questionOf(hosts, { assignment: 'all' }), ['ana', 'bo', 'cy'])).toBe('all_take_part');
  });

  test('is nobody where nobody else is there, or it is theirs already', () => {
    expect(decide(questionOf([host('ana')]), ['ana'])).toBe('nobody');
    expect(decide(questionOf([host('ana'), host('bo')]), ['ana'], { to: 'cy' })).toBe('nobody');
    expect(decide(questionOf([host('ana'), host('bo')]), ['ana'], { to: 'ana' })).toBe('same');
  });
});

describe('who goes on with a booking that a member leaves', () => {
  const goOn = (question: SlotQuestion, holding: readonly string[], leaving: string) => {
    const going = whoGoesOn(question, bookingOf(...holding), leaving);
    return going && [going.hosts.map(({ member_id }) => member_id).join(), going.keepsChoice];
  };
  const lead = host('lead', { isRequired: true });

  test('are the others, where all take part', () => {
    const question = questionOf([host('bo'), host('cy')], { assignment: 'all' });
    expect(goOn(question, ['ana', 'bo', 'cy'], 'ana')).toEqual(['bo,cy', true]);
    expect(goOn(question, ['ana'], 'ana')).toBeNull();
  });

  test('are those whom every meeting needs only where nobody can be chosen beside', () => {
    expect(goOn(questionOf([lead, host('bo')]), ['lead', 'ana'], 'ana')).toBeNull();
    expect(goOn(questionOf([lead]), ['lead', 'ana'], 'ana')).toEqual(['lead', false]);
  });

  test('is whoever was chosen, host or not by now, when one of the needed leaves', () => {
    const question = questionOf([lead, host('bo')]);
    expect(goOn(question, ['gone', 'lead', 'bo'], 'gone')).toEqual(['lead,bo', true]);
    expect(goOn(question, ['lead', 'former'], 'lead')).toEqual(['former', true]);
  });
});
