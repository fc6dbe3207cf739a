import {
  compileHours,
  findSlots,
  findZone,
  type Interval,
  type SlotQuestion,
  slotsJson,
  startOfDate,
  type Zone,
} from '../../packages/scheduling/src/index.ts';
import {
  bufferMinutes,
  bufferMs,
  closeSecond,
  firstInstant,
  openSecond,
  type Scenario,
  slotMinutes,
  slotMs,
  timezone,
  workDays,
} from '../scenario.ts';

const zone = findZone(timezone) as Zone;
const dayMs = 86_400_000;

export const hoursInput = {
  zone,
  rules: workDays.map((dayOfWeek) => ({ dayOfWeek, startSecond: openSecond, endSecond: closeSecond })),
  overrides: [],
};

/** What the engine is asked: as the server asks it, from values that are read already. */
export interface Asked {
  readonly question: SlotQuestion;
  readonly range: Interval;
}

/** The scenario for a number of hosts, each with its bookings a second later than the one before. */
export function askEngine({ year, days, bookedStarts }: Scenario, hosts = 1): Asked {
  const hours = compileHours(hoursInput);
  const first = firstInstant(year);
  const firstDay = Date.UTC(year, 2, 1) / dayMs;
  const question: SlotQuestion = {
    now: first - 10 * dayMs,
    eventType: {
      id: 'event-type',
      zone,
      durationMinutes: slotMinutes,
      bufferBeforeMinutes: bufferMinutes,
      bufferAfterMinutes: bufferMinutes,
      slotIntervalMinutes: slotMinutes,
      minimumNoticeMinutes: 0,
      bookingWindowDays: null,
      capacity: 1,
    },
    cap: null,
    hosts: Array.from({ length: hosts }, (_, host) => ({
      id: `host-${host}`,
      hours,
      allocations: bookedStarts.map((bookedStart) => {
        const slotStart = bookedStart + host * 1000;
        const slotEnd = slotStart + slotMs;
        return {
          start: slotStart - bufferMs,
          end: slotEnd + bufferMs,
          eventTypeId: 'other',
          slotStart,
          slotEnd,
          spotsTaken: 1,
        };
      }),
      busy: [],
    })),
    assignment: 'any',
    spots: 1,
  };
  return { question, range: { start: first, end: startOfDate(zone, firstDay + days) } };
}

/** The slots as the JSON text of the answer. */
export const engineSlots = ({ question, range }: Asked): string =>
  slotsJson(findSlots(question, range).slots, { spots: false });
