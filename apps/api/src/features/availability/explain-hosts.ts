import type { HostObstacle } from '@astrocal/contract';
import type { Assignment, HostExplanation } from '@astrocal/scheduling';
import type { Snapshot, SnapshotHost } from './snapshot.ts';

/** Why a host cannot take a time, in words for the organization. */
const hostSentences: Readonly<Record<HostObstacle, string>> = {
  inactive: 'The member is not active: it gets no new bookings.',
  outside_schedule: 'The time is outside the schedule of the member.',
  absent: 'The member is absent.',
  booked: 'Another booking takes this time.',
  full: 'Its group at this time has not enough places left.',
  calendar_busy: 'Its calendar is busy at this time.',
  buffer: 'The meeting would be free; a buffer, its own or that of another meeting, is in the way.',
  apart: 'It is free, but another one was asked for.',
};

export interface ExplainedHost {
  readonly member_id: string;
  readonly name: string;
  readonly required: boolean;
  readonly bookable: boolean;
  readonly reason: HostObstacle | null;
  readonly details: { readonly message: string };
  readonly next?: number;
  readonly next_reason?: Exclude<NextReason, null | 'wanted' | 'given_order'>;
}

type NextReason = Extract<Assignment, { readonly ok: true }>['reason'];

/** What each host says to a time: those who are needed first, then by their turns; last who is not asked, being inactive. */
export function presentHostVerdicts(
  { hosts }: Snapshot,
  explained: readonly HostExplanation[],
  assignment: Assignment,
): ExplainedHost[] {
  const judged = explained.flatMap((each) => {
    const host = hosts.find(({ id }) => id === each.hostId);
    return host ? [verdictOf(host, each, assignment)] : [];
  });
  const others = hosts.filter(({ id }) => !explained.some(({ hostId }) => hostId === id));
  return [...judged, ...others.map((host) => refused(host, 'inactive'))];
}

function verdictOf(
  host: SnapshotHost,
  { reason, isNeeded, turn }: HostExplanation,
  assignment: Assignment,
): ExplainedHost {
  if (reason !== null) return refused(host, reason === 'not_wanted' ? 'apart' : reason);
  const why = assignment.ok && turn === 1 ? assignment.reason : null;
  return {
    ...nameOf(host),
    required: isNeeded,
    bookable: true,
    reason: null,
    details: { message: 'The member could take this time.' },
    ...(turn !== null && { next: turn }),
    ...(why !== null && why !== 'wanted' && why !== 'given_order' && { next_reason: why }),
  };
}

const refused = (host: SnapshotHost, reason: HostObstacle): ExplainedHost => ({
  ...nameOf(host),
  required: host.isRequired,
  bookable: false,
  reason,
  details: { message: hostSentences[reason] },
});

const nameOf = ({ id, name }: SnapshotHost) => ({ member_id: id, name });
