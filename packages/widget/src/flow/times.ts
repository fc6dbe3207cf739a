import type { Client } from '../api/client.ts';
import { addMonths, firstDay, lastDay, type Month } from '../time/month.ts';
import { problemOf } from './problem.ts';
import { type Action, isFreeMonth } from './reduce.ts';
import { offeredLength } from './requests.ts';
import type { FlowState } from './state.ts';

/** Reading times, month by month. */
export interface Times {
  /** Shows the first month with a free day, within a year. */
  findFirst(): Promise<void>;
  /** Shows a month, reads it unless it is known, and the one after it ahead of need. */
  show(month: Month): Promise<void>;
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
  readonly state: () => FlowState;
  readonly dispatch: (action: Action) => void;
}

/** The API answers at most 92 days at once, which three months never exceed. */
const monthsAtOnce = 3;
const searchedMonths = 12;
const staleMs = 60_000;

export function createTimes({ client, now, state, dispatch }: Around): Times {
  let question = 0;
  let readAt = 0;

  /** Reads months in a row; false when that failed or the answer is no longer wanted. */
  async function ask(months: readonly Month[], { quietly }: { quietly: boolean }): Promise<boolean> {
    const asked = question;
    const { eventType, timezone } = state();
    const [first, last] = [months[0], months.at(-1)];
    if (eventType === null || first === undefined || last === undefined) return false;
    dispatch({ type: 'timesAsked', months });
    try {
      const duration = offeredLength(state());
      const range = { start: firstDay(first), end: lastDay(last), timezone };
      const query = { event_type_id: eventType.id, ...range, ...(duration !== undefined && { duration }) };
      const availability = await client.readAvailability(query);
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

  const isKnown = (month: Month) => ['loading', 'ready'].includes(state().months[month]?.status ?? '');

  async function askAhead(month: Month): Promise<void> {
    const next = addMonths(month, 1);
    if (!isKnown(next)) await ask([next], { quietly: true });
  }

  async function show(month: Month): Promise<void> {
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

/** The first month in which there is at least something to wait for. */
const firstWithAny = ({ months }: FlowState, from: Month): Month =>
  Object.keys(months)
    .sort()
    .find((month) => month >= from && Object.keys(months[month]?.days ?? {}).length > 0) ?? from;
