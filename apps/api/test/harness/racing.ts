import { expect } from 'vitest';
import { proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import type { TestAnswer } from './api.ts';
import type { RaceWorld } from './race-world.ts';
import { expectReconciled } from './reconcile.ts';
import { reportFigure } from './report-figure.ts';

/** How many race at once, and how often. `ASTROCAL_PROOF_RACERS=50 ASTROCAL_PROOF_ROUNDS=200` is the full proof. */
export const racers = proofSize('ASTROCAL_PROOF_RACERS', 16);
export const rounds = proofSize('ASTROCAL_PROOF_ROUNDS', 5);

/** Every racer's number, from 0. */
export const everyRacer: readonly number[] = Array.from({ length: racers }, (_, racer) => racer);

/** Runs each round on a day that no other round has, and reconciles at the end. */
export async function repeatRace(world: RaceWorld, round: (day: Day, index: number) => Promise<void>) {
  for (let index = 0; index < rounds; index++) await round(freshDay(world), index);
  await expectReconciled(world);
  world.tally.races++;
  world.tally.rounds += rounds;
}

/** Reports what was raced in a world: call it when all of its races are over. */
export function reportRaces(name: string, { tally: { races, rounds: all, answers, deadlocks } }: RaceWorld) {
  const answered = (first: number, last = first) =>
    [...answers].reduce((sum, [status, count]) => (first <= status && status <= last ? sum + count : sum), 0);
  reportFigure(name, {
    races,
    'rounds in all': all,
    'racers each': racers,
    requests: answered(100, 599),
    'answered 201': answered(201),
    'answered 409': answered(409),
    'answered 5xx': answered(500, 599),
    ...(deadlocks !== undefined && { deadlocks }),
  });
}

/** A time of the round's day, as the API writes it. */
export type Day = (hours: number, minutes?: number) => string;

const dayMs = 24 * 60 * 60_000;
const daysUsed = new WeakMap<RaceWorld, number>();

/** A day that no round in this world has used. */
export function freshDay(world: RaceWorld): Day {
  const used = (daysUsed.get(world) ?? 40) + 2;
  daysUsed.set(world, used);
  const midnight = Math.floor(world.api.clock.now() / dayMs + used) * dayMs;
  return (hours, minutes = 0) =>
    new Date(midnight + (hours * 60 + minutes) * 60_000).toISOString().replace('.000Z', 'Z');
}

/** Books by the racer's server. */
export const book = (world: RaceWorld, racer: number, body: object): Promise<TestAnswer> =>
  world.call(racer, 'POST', '/v1/bookings', { body: { ...invitee(racer), ...body } });

const invitee = (racer: number) => ({
  invitee_name: `Racer ${racer}`,
  invitee_email: `racer-${racer}@example.com`,
});

/** A party of so many people instead of the one invitee. */
export const party = (racer: number, size: number) => ({
  invitee_name: undefined,
  invitee_email: undefined,
  attendees: Array.from({ length: size }, (_, guest) => ({
    name: `Guest ${guest} of ${racer}`,
    email: `guest-${guest}-of-${racer}@example.com`,
  })),
});

/** The bookings that were answered 201; every other answer must be one of the refusals. */
export function winners(answers: readonly TestAnswer[], ...refusals: readonly string[]): TestAnswer[] {
  const lost = answers.filter(({ status }) => status !== 201).map(refusalOf);
  expect(lost.filter((refusal) => !refusals.includes(refusal))).toEqual([]);
  return answers.filter(({ status }) => status === 201);
}

/** A refusal in a word: the code, and for a slot its reason too. */
export function refusalOf({ status, body }: TestAnswer): string {
  const { code, details } = body?.error ?? {};
  if (!code) return `${status} ${JSON.stringify(body)}`;
  return details?.reason ? `${code}: ${details.reason}` : code;
}
