import {
  type Allocation,
  compileHours,
  findSlots,
  findZone,
  formatInstant,
  formatLocalTime,
  type Host,
  type Hours,
  type Instant,
  type Interval,
  type LocalWindow,
  parseDate,
  parseInstant,
  parseLocalTime,
  type SlotQuestion,
  type SlotRules,
  startOfDate,
  type Zone,
} from '../src/index.ts';

const everyDay = [0, 1, 2, 3, 4, 5, 6];

export function zoneNamed(name: string): Zone {
  return must(findZone(name), name);
}

export function instant(text: string): Instant {
  return must(parseInstant(text), text);
}

export function date(text: string): number {
  return must(parseDate(text), text);
}

/** Windows such as '09:00-12:00'. */
export function windows(...texts: string[]): LocalWindow[] {
  return texts.map((text) => {
    const [start = '', end = ''] = text.split('-');
    return { startSecond: must(parseLocalTime(start), text), endSecond: must(parseLocalTime(end), text) };
  });
}

/** The same windows on every day of the week. */
export function dailyHours(zone: string, ...texts: string[]): Hours {
  const rules = everyDay.flatMap((dayOfWeek) =>
    windows(...texts).map((window) => ({ dayOfWeek, ...window })),
  );
  return compileHours({ zone: zoneNamed(zone), rules, overrides: [] });
}

export interface QuestionParts extends Partial<Omit<SlotRules, 'zone'>> {
  readonly zone?: string;
  readonly windows?: readonly string[];
  readonly now?: string;
  readonly question?: Partial<SlotQuestion>;
}

/** A 60-minute event type in UTC without buffers, one host free from 09:00 to 12:00 every day. */
export function ask(parts: QuestionParts = {}): SlotQuestion {
  const {
    zone = 'UTC',
    windows: texts = ['09:00-12:00'],
    now = '2026-01-01T00:00:00Z',
    question,
    ...rules
  } = parts;
  return {
    now: instant(now),
    eventType: {
      id: 'evt_1',
      durationMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      slotIntervalMinutes: null,
      minimumNoticeMinutes: 0,
      bookingWindowDays: null,
      capacity: 1,
      ...rules,
      zone: zoneNamed(zone),
    },
    cap: null,
    hours: dailyHours(zone, ...texts),
    hosts: [{ id: 'hst_1', allocations: [], busy: [] }],
    assignment: 'any',
    spots: 1,
    ...question,
  };
}

export function host(id: string, parts: Partial<Host> = {}): Host {
  return { id, hours: dailyHours('UTC', '09:00-12:00'), allocations: [], busy: [], ...parts };
}

/** A booking of evt_1; `before` and `after` are the buffers in minutes as it was booked. */
export function booking(
  start: string,
  end: string,
  { before = 0, after = 0, ...parts }: Partial<Allocation> & { before?: number; after?: number } = {},
): Allocation {
  const [slotStart, slotEnd] = [instant(start), instant(end)];
  const reserved = { start: slotStart - before * 60_000, end: slotEnd + after * 60_000 };
  return { ...reserved, eventTypeId: 'evt_1', slotStart, slotEnd, spotsTaken: 1, ...parts };
}

export function between(start: string, end: string): Interval {
  return { start: instant(start), end: instant(end) };
}

/** The starts offered on one local date of the event type's zone, in UTC. */
export function startsOn(question: SlotQuestion, dateText: string): string[] {
  const { zone } = question.eventType;
  const day = date(dateText);
  const range = { start: startOfDate(zone, day), end: startOfDate(zone, day + 1) };
  return findSlots(question, range).slots.map((slot) => formatInstant(slot.start));
}

/** Hours as texts, for comparison. */
export function windowTexts(list: readonly { startMs: number; endMs: number }[]): string[] {
  return list.map(
    ({ startMs, endMs }) => `${formatLocalTime(startMs / 1000)}-${formatLocalTime(endMs / 1000)}`,
  );
}

function must<Value>(value: Value | null, text: string): Value {
  if (value === null) throw new Error(`Not readable: ${text}`);
  return value;
}
