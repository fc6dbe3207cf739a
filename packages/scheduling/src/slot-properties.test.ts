import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryTeamWorld } from '../test/oracle/arbitrary-team.ts';
import { questionOf } from '../test/oracle/ask-world.ts';
import type { World } from '../test/oracle/world.ts';
import { patience, proofSize } from '../test/proof-size.ts';
import { decideSlot, findSlots, type SlotQuestion } from './index.ts';

const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
const worlds = Math.ceil(proofSize('ASTROCAL_PROOF_WORLDS', 1000) / 4);
const minuteMs = 60_000;

const rangeOf = ({ range }: World) => ({ start: range[0] * minuteMs, end: range[1] * minuteMs });
const startsOf = (world: World, question: SlotQuestion) =>
  findSlots(question, rangeOf(world)).slots.map((slot) => slot.start);

/** Tries a property in worlds of one to ten hosts, and counts what the property returns: it must be more than nothing. */
function inTeams(check: (world: World, question: SlotQuestion) => number): void {
  let tried = 0;
  const property = fc.property(arbitraryTeamWorld, (world) => {
    tried += check(world, questionOf(world));
  });
  fc.assert(property, { numRuns: worlds, seed });
  expect(tried).toBeGreaterThan(worlds / 10);
}

test('another host to choose from never takes a slot away, but for the first', patience, () => {
  inTeams((world, question) => {
    const [added, ...hosts] = question.hosts;
    const { wantedHostId: _, ...anybody } = question;
    const withChoice: SlotQuestion = { ...anybody, assignment: 'any', hosts };
    // Where only required hosts are left, they suffice; the first other one has to take part.
    if (!added || added.isRequired || hosts.every((host) => host.isRequired)) return 0;
    const before = startsOf(world, withChoice);
    const after = new Set(startsOf(world, { ...withChoice, hosts: question.hosts }));
    expect(before.filter((start) => !after.has(start))).toEqual([]);
    return before.length;
  });
});

test('one host less of those who are all needed never takes a slot away, but for the last', patience, () => {
  inTeams((world, question) => {
    const all: SlotQuestion = { ...question, assignment: 'all' };
    if (question.hosts.length < 2) return 0;
    const before = startsOf(world, all);
    const after = new Set(startsOf(world, { ...all, hosts: question.hosts.slice(1) }));
    expect(before.filter((start) => !after.has(start))).toEqual([]);
    return after.size;
  });
});

test('turns hide no slot: with them and without the same times are offered', patience, () => {
  inTeams((world, question) => {
    const { rotation: _, ...uncounted } = question;
    const starts = startsOf(world, uncounted);
    expect(startsOf(world, question)).toEqual(starts);
    return starts.length;
  });
});

test('list and verdict agree at every quarter of an hour', patience, () => {
  inTeams((world, question) => {
    const { start: from, end } = rangeOf(world);
    const listed = new Set(startsOf(world, question));
    for (let start = from; start < end; start += 15 * minuteMs) {
      expect(decideSlot(question, start).ok).toBe(listed.has(start));
    }
    return listed.size;
  });
});
