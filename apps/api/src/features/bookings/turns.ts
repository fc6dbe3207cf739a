import { type Assignment, type SlotQuestion, tagsAfterAssignment, tagUnit } from '@astrocal/scheduling';
import type { StoredAssignment } from '../../db/schema.ts';
import type { ShareChange } from '../event-types/index.ts';

/** Whose turn a booking is, and what it moves (docs/decisions/0034-turns-by-virtual-time.md). */
export interface Turn {
  readonly memberId: string;
  /** By which it is charged, and given back. */
  readonly weight: number;
  /** How far the host's tag moves, in tag units. */
  readonly tag: number;
  /** How much of that the host has not to make up for. */
  readonly forgiven: number;
  /** What the event type's clock of turns shows then. */
  readonly virtualTime: number;
}

/** What the engine decided for a booking. */
export type Decision = Extract<Assignment, { readonly ok: true }>;

/** Whose turn it is to open the slot; null where there is nobody to choose from. */
export function turnOf(
  { rotation, hosts }: SlotQuestion,
  { candidates: [first] }: Pick<Decision, 'candidates'>,
): Turn | null {
  const share = hosts.find(({ id }) => id === first?.hostId)?.share;
  if (!first || !rotation || !share || hosts.length === 1) return null;
  const { virtualTime, tag } = tagsAfterAssignment(rotation, share);
  const moved = tag - share.tag;
  const forgiven = moved - tagUnit / share.weight;
  return { memberId: first.hostId, weight: share.weight, tag: moved, forgiven, virtualTime };
}

/** Why a host has the booking, as it is stored; null where there was nobody to choose from. */
export function assignmentOf(
  { rotation, hosts }: SlotQuestion,
  { candidates, reason }: Pick<Decision, 'candidates' | 'reason'>,
): StoredAssignment | null {
  if (!rotation || hosts.length === 1 || reason === null || reason === 'given_order') return null;
  return { strategy: rotation.strategy, reason, candidates: candidates.length };
}

/** That hosts have one booking more, for one of whom it is a turn. */
export const servedBy = (memberIds: readonly string[], turn: Turn | null): ShareChange[] =>
  memberIds.map((memberId) => {
    const { tag, forgiven } = turn?.memberId === memberId ? turn : { tag: 0, forgiven: 0 };
    return { memberId, bookings: 1, tag, forgiven };
  });

/** A turn that was charged, as its claim says. */
export interface ChargedTurn {
  readonly memberId: string;
  readonly weight: number;
}

/** How far a turn of the weight moved the tag of who had it; null: it was nobody's turn. */
export const tagOfTurn = (weight: number | null): number => (weight === null ? 0 : tagUnit / weight);

/** What a booking that goes on with other hosts, or as another meeting, changes of their shares. */
export function changesOfMove({
  from,
  to,
  givenBack,
  charged,
}: {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly givenBack: ChargedTurn | null;
  readonly charged: Turn | null;
}): ShareChange[] {
  return [...new Set([...from, ...to])]
    .map((memberId): ShareChange => {
      const back = tagOfTurn(givenBack?.memberId === memberId ? givenBack.weight : null);
      const { tag, forgiven } = charged?.memberId === memberId ? charged : { tag: 0, forgiven: 0 };
      const bookings = Number(to.includes(memberId)) - Number(from.includes(memberId));
      return { memberId, bookings, tag: tag - back, forgiven };
    })
    .filter(({ bookings, tag, forgiven }) => bookings !== 0 || tag !== 0 || forgiven !== 0);
}
