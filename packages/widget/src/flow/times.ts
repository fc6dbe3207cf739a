import type { Client } from '../api/client.ts';
import type { RescheduleTarget } from '../config.ts';
import { addMonths, firstDay, lastDay, type MonthKey } from '../time/month.ts';
import { problemOf } from './problem.ts';
import { type Action, isFreeMonth } from './reduce.ts';
import type { AskedHost, FlowState } from './state.ts';

/** Reading times, month by month. */
export interface Times {
  /** Shows the first month with a free day, within a year. */
  findFirst(): Promise<void>;
  /** Shows a month, reads it unless it is known, and the one after it ahead of need. */
  show(month: MonthKey): Promise<void>;
  /** Drops every month and reads the shown one again. */
  reread(): Promise<void>;
  /** The same, only when it was read a while ago. */
  refresh(): Promise<void>;
  /** Answers that are still on their way are for other questions now. */
  forget(): void;
}

interface Around {
  readonly client: Client;
  readonly now: () => number;
  /** The booking whose new times are read; undefined for times of a new one. */
  readonly reschedule: RescheduleTarget | undefined;
  readonly state: () => FlowState;
  readonly dispatch: (action: Action) => void;
}

/** The API answers at most 92 days at once, which three months never exceed. */
const monthsAtOnce = 3;
const searchedMonths = 12;
const staleMs = 60_000;

export function createTimes({ client, now, reschedule, state, dispatch }: Around): Times {
  let question = 0;
  let readAt = 0;

  /** Reads months in a row; false when that failed or the answer is no longer wanted. */
  async function ask(months: readonly MonthKey[], { quietly }: { quietly: boolean }): Promise<boolean> {
    const asked = question;
    const { eventType, timezone, duration, host } = state();
    const [first, last] = [months[0], months.at(-1)];
    if (eventType === null || first === undefined || last === undefined) return false;
    dispatch({ type: 'timesAsked', months });
    try {
      const availability = await client.readAvailability({
        event_type_id: eventType.id,
        start: firstDay(first),
        end: lastDay(last),
        timezone,
        ...(duration !== null && { duration }),
        ...(reschedule ? moveOf(reschedule) : wishOf(host)),
      });
      if (asked !== question) return false;
      readAt = now();
      dispatch({ type: 'timesRead', months, availability });
      return true;
    } catch (error) {
      if (asked !== question) return false;
      const problem = quietly ? null : problemOf(error, 'times');
      dispatch({ type: 'timesFailed', months, problem });
      return false;
    }
  }

  const isKnown = (month: MonthKey) => ['loading', 'ready'].includes(state().months[month]?.status ?? '');

  async function askAhead(month: MonthKey): Promise<void> {
    const next = addMonths(month, 1);
    if (!isKnown(next)) await ask([next], { quietly: true });
  }

  async function show(month: MonthKey): Promise<void> {
    dispatch({ type: 'monthShown', month });
    if (!isKnown(month) && !(await ask([month], { quietly: false }))) return;
    await askAhead(month);
  }

  async function findFirst(): Promise<void> {
    const from = state().month;
    dispatch({ type: 'searchStarted' });
    for (let ahead = 0; ahead <= searchedMonths; ahead += ahead === 0 ? 1 : monthsAtOnce) {
      const months = Array.from({ length: ahead === 0 ? 1 : monthsAtOnce }, (_, index) =>
        addMonths(from, ahead + index),
      );
      if (!(await ask(months, { quietly: false }))) return;
      if (!state().searching) return; // the visitor went on meanwhile
      const free = months.find((month) => isFreeMonth(state(), month));
      if (free === undefined && !state().capped) continue;
      dispatch({ type: 'searchEnded', month: free ?? from });
      return askAhead(state().month);
    }
    dispatch({ type: 'searchEnded', month: firstWithAny(state(), from) });
  }

  async function reread(): Promise<void> {
    question += 1;
    dispatch({ type: 'timesDropped' });
    await ask([state().month], { quietly: true });
  }

  return {
    findFirst,
    show,
    reread,
    async refresh() {
      if (now() - readAt > staleMs && state().months[state().month]?.status === 'ready') await reread();
    },
    forget() {
      question += 1;
    },
  };
}

const moveOf = ({ bookingId, token }: RescheduleTarget) => ({ booking_id: bookingId, token });

/** As a query has it: `host_attributes[language]=es`. */
const wishOf = ({ id, attributes = {} }: AskedHost) => ({
  host_id: id,
  ...Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [`host_attributes[${name}]` as const, value]),
  ),
});

/** The first month in which there is at least something to wait for. */
const firstWithAny = ({ months }: FlowState, from: MonthKey): MonthKey =>
  Object.keys(months)
    .sort()
    .find((month) => month >= from && Object.keys(months[month]?.days ?? {}).length > 0) ?? from;
