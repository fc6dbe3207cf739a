import { explainSlot, type HostReason, type SlotOverride, type SlotQuestion } from '@astrocal/scheduling';
import type { Guards } from '../../deps.ts';
import type { BookingRecord } from './store.ts';
import type { Decision } from './turns.ts';

/** What is asked of a booking that shall have another host. */
export interface ReassignmentWish {
  /** Who shall hold it; left out: whose turn it is. */
  readonly to?: string | undefined;
  /** Who shall hold it no more; left out: the one who was chosen, and before that whoever is no host any more. */
  readonly from?: string | undefined;
  /** Schedules, absences and calendars do not hold; bookings always do. */
  readonly isForced: boolean;
}

/** Who holds the booking from now on, and who did. */
export interface Reassignment {
  readonly decision: Decision;
  readonly fromId: string;
}

/**
 * Why a booking stays with its hosts: it is with that member already; all take part and nobody is chosen; nobody else is a
 * host; or why the one who could have it has no time.
 */
export type StaysReason = 'same' | 'all_take_part' | 'nobody' | Exclude<HostReason, 'not_wanted'>;

/** The time is given: what the event type asks of new bookings is not asked again. */
const given: SlotOverride = ['notice', 'window', 'hours', 'grid'];

/**
 * Who gets the booking of whom. The question is of its event type, without the booking's own spots; whoever gets it has to
 * be there, by schedule and absences, and to have time. The others who hold it stay.
 */
export function decideReassignment(
  { decideAssignment }: Pick<Guards, 'decideAssignment'>,
  { question, booking }: { readonly question: SlotQuestion; readonly booking: BookingRecord },
  wish: ReassignmentWish,
): Reassignment | StaysReason {
  const holding = booking.hosts.map(({ member_id }) => member_id);
  if (wish.to !== undefined && holding.includes(wish.to)) return 'same';
  const fromId = wish.from ?? leavingOf(question, holding);
  if (fromId === undefined) return 'all_take_part';
  const start = booking.start_at.getTime();
  const others = othersOf(question, holding, wish);
  if (others.length === 0) return 'nobody';
  const asked: SlotQuestion = { ...question, hosts: others, assignment: 'any' };
  const explained = explainSlot(asked, start).hosts;
  const able = others.filter(({ id }) =>
    explained.some(({ hostId, turn }) => hostId === id && turn !== null),
  );
  const staying = holding.filter((id) => id !== fromId && question.hosts.some((host) => host.id === id));
  const decision = decideAssignment({ ...asked, hosts: able }, start, given);
  if (!decision.ok || able.length === 0) return firstReason(explained.map(({ reason }) => reason));
  const hostIds = [...staying, ...decision.slot.hostIds];
  const reason = wish.to === undefined ? decision.reason : 'wanted';
  return { decision: { ...decision, reason, slot: { ...decision.slot, hostIds } }, fromId };
}

/** Whoever is no host any more, else the one who was chosen; nobody where every host takes part. */
function leavingOf({ hosts, assignment }: SlotQuestion, holding: readonly string[]): string | undefined {
  const former = holding.find((id) => !hosts.some((host) => host.id === id));
  if (former !== undefined || assignment === 'all') return former;
  return holding.findLast((id) => hosts.some((host) => host.id === id && !host.isRequired));
}

/** Those who could get it. Whom every meeting needs is not chosen, but can be asked for. */
function othersOf(
  { hosts }: SlotQuestion,
  holding: readonly string[],
  { to, isForced }: ReassignmentWish,
): SlotQuestion['hosts'] {
  return hosts
    .filter(({ id, isInactive }) => !holding.includes(id) && !isInactive)
    .filter(({ id, isRequired }) => (to === undefined ? !isRequired : id === to))
    .map(({ isRequired: _, hours, absences, busy, ...host }) =>
      isForced
        ? { ...host, busy: [] }
        : { ...host, busy, ...(hours && { hours }), ...(absences && { absences }) },
    );
}

/** Those who hold a booking when one of them has left. */
export interface GoingOn {
  readonly hosts: BookingRecord['hosts'];
  /** Whoever was chosen for it is among them. */
  readonly keepsChoice: boolean;
}

/**
 * Who goes on with a booking that a member leaves, where that is enough: of all who take part the others, and else
 * whoever was chosen. Null where somebody is to get the place: nobody holds it then, or those only whom every meeting needs
 * beside somebody who can be chosen.
 */
export function whoGoesOn(
  { hosts, assignment }: SlotQuestion,
  booking: Pick<BookingRecord, 'hosts'>,
  leavingId: string,
): GoingOn | null {
  const [first, ...others] = booking.hosts.filter(({ member_id }) => member_id !== leavingId);
  if (!first) return null;
  const isNeeded = (id: string) => hosts.some((host) => host.id === id && host.isRequired);
  const keepsChoice = [first, ...others].some(({ member_id }) => !isNeeded(member_id));
  const hasChoice = assignment === 'any' && hosts.some(({ isRequired }) => !isRequired);
  return keepsChoice || !hasChoice ? { hosts: [first, ...others], keepsChoice } : null;
}

function firstReason(reasons: readonly (HostReason | null)[]): StaysReason {
  const [first = 'booked'] = reasons.filter((reason) => reason !== null && reason !== 'not_wanted');
  return first as StaysReason;
}
