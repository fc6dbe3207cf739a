import type { RawConnection } from '../db/database.ts';
import type { Owner } from '../lib/principal.ts';
import type { AnyAttemptKind, AttemptKey, AttemptRow } from './kind.ts';
import type { Room } from './places.ts';
import { claimOneText, claimText, giveBackText, renewText } from './statements.ts';

/** How long a worker has what it claims, unless it says again that it is alive; after that another one takes it over. */
export const leaseMs = 20_000;

/** A row in the hands of one worker. */
export interface Claimed<Row extends AttemptRow = AttemptRow> {
  readonly row: Row;
  /** What `claimed_until` is while it is: whoever finds another instant there has lost it. */
  claim: Date;
}

const claimOf = (row: Record<string, unknown>, claim: Date): Claimed => ({
  row: row as unknown as AttemptRow,
  claim,
});

/** What is claimed of one owner. */
export interface ClaimedOf {
  readonly claims: Claimed[];
  /** Whether more was due than there was room for. */
  readonly isMore: boolean;
}

/** Claims due attempts of owners, the earliest first, of each as many as it has room for. */
export async function claimDue(
  connection: Pick<RawConnection, 'executeAll'>,
  kind: AnyAttemptKind,
  { asked, now }: { readonly asked: readonly Wanted[]; readonly now: number },
): Promise<ClaimedOf[]> {
  const until = new Date(now + leaseMs);
  const statements = asked.map(
    ({ owner: { organizationId, isTest }, room: { lanes, atMost, unproven } }) => ({
      text: claimText(kind),
      values: [
        organizationId,
        isTest,
        new Date(now),
        until,
        atMost,
        lanes.map(({ lane }) => lane),
        lanes.map((each) => each.room),
        lanes.map(({ isProven }) => isProven),
        unproven,
      ],
    }),
  );
  return (await connection.executeAll(statements)).map((rows) => ({
    claims: rows.filter(({ id }) => id !== null).map(({ is_more: _, ...row }) => claimOf(row, until)),
    isMore: rows[0]?.is_more === true,
  }));
}

/** How much may be claimed of whom. */
export interface Wanted {
  readonly owner: Owner;
  readonly room: Room;
}

/** Claims this very attempt, due or not; undefined when there is none to be made, or somebody has it. */
export async function claimOne(
  connection: RawConnection,
  kind: AnyAttemptKind,
  { organization_id, id, now }: AttemptKey & { readonly now: number },
): Promise<Claimed | undefined> {
  const until = new Date(now + leaseMs);
  const values = [organization_id, id, new Date(now), until];
  const { rows } = await connection.executeSql(claimOneText(kind), values);
  return rows[0] && claimOf(rows[0], until);
}

/** Says that this process is alive. Returns those claims that are another's now. */
export async function renewClaims<Each extends Claimed>(
  connection: RawConnection,
  kind: AnyAttemptKind,
  { claims, now }: { readonly claims: readonly Each[]; readonly now: number },
): Promise<Each[]> {
  const until = new Date(now + leaseMs);
  const lost: Each[] = [];
  for (const [organizationId, ofOne] of byOrganization(claims)) {
    const values = [organizationId, ofOne.map(({ row }) => row.id), ofOne.map(({ claim }) => claim), until];
    const { rows } = await connection.executeSql(renewText(kind), values);
    const ours = new Set(rows.map(({ id }) => id));
    for (const each of ofOne) {
      if (ours.has(each.row.id)) each.claim = until;
      else lost.push(each);
    }
  }
  return lost;
}

/** Gives claims back: somebody else makes these attempts. */
export async function giveBack(
  connection: RawConnection,
  kind: AnyAttemptKind,
  claims: readonly Claimed[],
): Promise<void> {
  for (const [organizationId, ofOne] of byOrganization(claims)) {
    const values = [organizationId, ofOne.map(({ row }) => row.id), ofOne.map(({ claim }) => claim)];
    await connection.executeSql(giveBackText(kind), values);
  }
}

/** One list for each organization: every statement names its own. */
export const byOrganization = <Each extends { readonly row: AttemptRow }>(
  claims: readonly Each[],
): Map<string, Each[]> => Map.groupBy(claims, ({ row }) => row.organization_id);
