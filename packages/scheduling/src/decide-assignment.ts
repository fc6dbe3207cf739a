import { candidatesOf } from './assignment.ts';
import { type Judgement, judgeStart } from './decide-slot.ts';
import type { HostAnswer } from './host-answer.ts';
import type { Slot, SlotOverride, SlotQuestion, SlotRefusal } from './question.ts';
import { type TurnReason, turnReason } from './rotation.ts';
import type { Instant } from './time.ts';

/** A host who can take a start. */
export interface Candidate {
  readonly hostId: string;
  /** Its group slot is open already: joining it takes nobody's turn. */
  readonly joins: boolean;
}

/**
 * Why the first candidate is the first: asked for; nobody else can; its group slot is open already; the first in the
 * order given; or its turn.
 */
export type AssignmentReason = 'wanted' | 'only_one' | 'joins' | 'given_order' | TurnReason;

export type Assignment =
  | {
      readonly ok: true;
      /** With the first candidate. */
      readonly slot: Slot;
      /** Who takes part, whoever is chosen. */
      readonly requiredIds: readonly string[];
      /** Whom to try, one after another until one is not taken meanwhile. None: nobody is to be chosen. */
      readonly candidates: readonly Candidate[];
      /** Null without candidates. */
      readonly reason: AssignmentReason | null;
    }
  | { readonly ok: false; readonly reason: SlotRefusal };

/**
 * Who gets a booking: the verdict of `decideSlot`, with everybody who could be chosen in the order of their turns. Under
 * the event type's lock a server tries them one after another, judges each again with `wantedHostId` once its own lock is
 * held, and stores `tagsAfterAssignment` of whoever takes it, unless that one joins.
 */
export function decideAssignment(
  question: SlotQuestion,
  start: Instant,
  override: SlotOverride = [],
): Assignment {
  return assignmentOf(question, judgeStart(question, start, override));
}

/** The same from what has been judged. */
export function assignmentOf(question: SlotQuestion, { verdict, asked, answers }: Judgement): Assignment {
  if (!verdict.ok) return verdict;
  const candidates = candidatesOf(asked, answers);
  return {
    ok: true,
    slot: verdict.slot,
    requiredIds: asked.hosts.slice(0, asked.neededCount).map(({ id }) => id),
    candidates: candidates.map(({ hostId, joins }) => ({ hostId, joins })),
    reason: reasonOfFirst(question, candidates),
  };
}

function reasonOfFirst(
  { hosts, rotation, wantedHostId }: SlotQuestion,
  [first, second]: readonly HostAnswer[],
): AssignmentReason | null {
  if (!first) return null;
  if (first.hostId === wantedHostId) return 'wanted';
  if (!second) return 'only_one';
  if (first.joins && !second.joins) return 'joins';
  if (!rotation) return 'given_order';
  const contender = ({ hostId }: HostAnswer) => ({ ...hosts.find(({ id }) => id === hostId), id: hostId });
  return turnReason(rotation, contender(first), contender(second));
}
