import { deepStrictEqual } from 'node:assert/strict';
import { seededDatabase } from '../databases.ts';
import type { Figure } from '../figure.ts';
import type { LoadJob } from '../load/job.ts';
import { type Contender, runRounds } from '../rounds.ts';
import { isoDate, nextYear, slotMs, timezone } from '../scenario.ts';
import type { PartContext } from '../settings.ts';
import { goalsOf, httpOnly, startApi } from '../subjects/api-server.ts';
import { addHosts } from '../subjects/more-hosts.ts';
import { compare } from './compare.ts';
import { days, seedPlan } from './slots.ts';

/** Ten times the hosts cost ten times the time at most. */
const inProportion = { atLeast: 0.1 };

/**
 * GET /v1/availability of an event type of ten hosts beside one of one host, and of a hundred beside ten; POST /v1/bookings
 * of a round robin of ten beside one host. On PostgreSQL, each number of hosts in a database of its own.
 */
export async function hosts(context: PartContext): Promise<Figure[]> {
  const { settings } = context;
  const year = nextYear(settings.now);
  const asked = { kind: 'slots', start: isoDate(year, 1), end: isoDate(year, days), timezone } as const;
  const listed = async (number: number) =>
    contender(context, { number, plan: seedPlan(year, settings), ask: asked, status: 200 });
  const [one, ten, hundred] = [await listed(1), await listed(10), await listed(100)];
  await refuseDifference([one, ten, hundred], asked);
  const slots = await runRounds([one, ten, hundred], settings);
  const ask = { kind: 'bookings', firstStart: Date.UTC(year, 0, 1), slotMs, used: 0 } as const;
  const { organizations, now } = settings;
  const booked = (number: number) =>
    contender(context, { number, plan: { organizations, now }, ask, status: 201 });
  const [alone, inTurn] = [await booked(1), await booked(10)];
  const bookings = await runRounds([alone, inTurn], settings);
  return [
    compare(slots, { subject: ten, floor: one, target: inProportion }),
    compare(slots, { subject: hundred, floor: ten, target: inProportion }),
    compare(bookings, {
      subject: inTurn,
      floor: alone,
      note: 'one of them is chosen by turn, under a lock more',
    }),
  ];
}

interface Load extends Pick<LoadJob, 'ask'> {
  /** Of hosts. */
  readonly number: number;
  readonly plan: Parameters<typeof seededDatabase>[2];
  readonly status: number;
}

async function contender(
  { postgres, keep }: PartContext,
  { number, plan, ask, status }: Load,
): Promise<Contender> {
  const database = await keep(seededDatabase('postgres', postgres, plan));
  await addHosts(database.url ?? '', number - 1);
  const server = await keep(startApi(database, httpOnly));
  const name = `${ask.kind}, ${number === 1 ? 'one host' : `${number} hosts`}`;
  return { name, server, postgres, goals: goalsOf(database.organizations), ask, status };
}

/** All of the hosts are taken at the same times: a server that listed other slots would do other work. */
async function refuseDifference(
  contenders: readonly Contender[],
  { start, end }: { readonly start: string; readonly end: string },
): Promise<void> {
  const answers = await Promise.all(
    contenders.map(async ({ server, goals }) => {
      const query = new URLSearchParams({
        event_type_id: goals[0]?.eventTypeId ?? '',
        start,
        end,
        timezone,
      });
      const { slots } = (await (await fetch(`${server.url}/v1/availability?${query}`)).json()) as {
        slots: unknown[];
      };
      return slots;
    }),
  );
  for (const each of answers) deepStrictEqual(each, answers[0], 'More hosts list other slots.');
}
