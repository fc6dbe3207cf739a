/**
 * Prints how long one answer of slots takes: node packages/scheduling/test/speed.ts
 * 30 days of New York over the March change, Mon–Fri 9–17, 30-minute slots, 15-minute buffers, from the
 * compiled question to the JSON text. The median of many rounds.
 */
import {
  type Allocation,
  compileHours,
  findSlots,
  findZone,
  parseDate,
  parseInstant,
  type SlotQuestion,
  slotsJson,
  startOfDate,
  type Zone,
} from '../src/index.ts';

const zone = findZone('America/New_York') as Zone;
const firstDate = parseDate('2026-03-01') as number;
const rules = [1, 2, 3, 4, 5].map((dayOfWeek) => ({
  dayOfWeek,
  startSecond: 9 * 3600,
  endSecond: 17 * 3600,
}));
const hoursInput = { zone, rules, overrides: [] };
const hours = compileHours(hoursInput);

function allocations(count: number, days: number, shift: number): Allocation[] {
  return Array.from({ length: count }, (_, index) => {
    const slotStart =
      startOfDate(zone, firstDate) + Math.floor((days * 86_400 * index) / count + shift) * 1000;
    const slotEnd = slotStart + 30 * 60_000;
    return {
      start: slotStart - 900_000,
      end: slotEnd + 900_000,
      eventTypeId: 'other',
      slotStart,
      slotEnd,
      spotsTaken: 1,
    };
  });
}

function question(hosts: number, count: number, days: number): SlotQuestion {
  return {
    now: parseInstant('2026-02-20T00:00:00Z') as number,
    eventType: {
      id: 'event-type',
      zone,
      durationMinutes: 30,
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 15,
      slotIntervalMinutes: 30,
      minimumNoticeMinutes: 0,
      bookingWindowDays: null,
      capacity: 1,
    },
    cap: null,
    hosts: Array.from({ length: hosts }, (_, host) => ({
      id: `host-${host}`,
      hours,
      allocations: allocations(count, days, host * 1000),
      busy: [],
    })),
    assignment: 'any',
    spots: 1,
  };
}

function measure(name: string, work: () => unknown): void {
  const rounds: number[] = [];
  for (let round = 0; round < 3000; round++) {
    const started = performance.now();
    work();
    rounds.push(performance.now() - started);
  }
  const median = rounds.sort((a, b) => a - b)[rounds.length >> 1] as number;
  console.log(`${name.padEnd(34)} ${median.toFixed(4)} ms`);
}

function measureSlots(hosts: number, count: number, days = 30): void {
  const asked = question(hosts, count, days);
  const range = { start: startOfDate(zone, firstDate), end: startOfDate(zone, firstDate + days) };
  measure(
    `${hosts} hosts, ${count} allocations, ${days} days`,
    () => slotsJson(findSlots(asked, range).slots, { spots: false }).length,
  );
}

measureSlots(1, 50);
measureSlots(1, 500);
measureSlots(10, 50);
measureSlots(1, 150, 90);
measure('compileHours', () => compileHours(hoursInput));
