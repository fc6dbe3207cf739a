import { CompiledQuery } from 'kysely';
import type { Database } from '../db/database.ts';
import { describeError } from '../lib/describe-error.ts';
import { storable } from '../lib/text.ts';
import { byOrganization, type Claimed } from './claim.ts';
import type { AnyAttemptKind, AttemptRow, Result } from './kind.ts';
import { nextAfterFault, nextAttemptAt } from './schedule.ts';
import { faultText, giveUpText, lockText, outcomeColumns, settleText } from './statements.ts';

/** An attempt with what came of it. */
export interface Settlement extends Claimed {
  readonly result: Result;
}

type Columns = Readonly<Record<string, unknown>>;

/** The columns of the row as the outcome leaves them. */
function columnsAfter(
  kind: Pick<AnyAttemptKind, 'schedule' | 'values'>,
  { row, result }: Pick<Settlement, 'row' | 'result'>,
  { now, random }: { readonly now: number; readonly random: number },
): Columns {
  const own = Object.fromEntries(
    Object.keys(kind.values).map((column) => [column, (row as unknown as Columns)[column]]),
  );
  const attempts = row.attempts + (result.is === 'done' || result.is === 'failed' ? 1 : 0);
  return { ...standingAfter(), attempts, ...own, ...result.values };

  function standingAfter(): Columns {
    if (result.is === 'postponed') return { status: row.status, next_attempt_at: result.until };
    if (result.is !== 'failed') return { status: result.status, next_attempt_at: null };
    const next = result.forGood
      ? null
      : nextAttemptAt(kind.schedule, attempts - (row.attempts_before ?? 0), {
          now,
          random,
          hintMs: result.hintMs ?? null,
          expiresAt: row.expires_at?.getTime() ?? null,
        });
    return next === null
      ? { status: 'failed', next_attempt_at: null }
      : { status: row.status, next_attempt_at: new Date(next) };
  }
}

/** Whether an outcome can be written with others: it changes nothing else, and is judged by nothing but itself. */
export const isPlain = ({ is, also }: Result): boolean => !also && is !== 'failed';

/**
 * Writes plain outcomes down by one statement for each organization, where the claims are still ours and nobody holds
 * the row at this moment. Returns which of them are written.
 */
export async function settleTogether(
  { queueConnection }: Pick<Database, 'queueConnection'>,
  kind: AnyAttemptKind,
  { settlements, now }: { readonly settlements: readonly Settlement[]; readonly now: number },
): Promise<boolean[]> {
  const organizations = [...byOrganization(settlements)];
  const answers = await queueConnection.executeAll(
    organizations.map(([organizationId, ofOne]) => ({
      text: settleText(kind),
      values: valuesOf(kind, { organizationId, settlements: ofOne, now }),
    })),
  );
  const written = new Set(
    organizations.flatMap(([organizationId], at) => answers[at]?.map(({ id }) => `${organizationId} ${id}`)),
  );
  return settlements.map(({ row }) => written.has(`${row.organization_id} ${row.id}`));
}

function valuesOf(
  kind: AnyAttemptKind,
  {
    organizationId,
    settlements,
    now,
  }: { organizationId: string; settlements: readonly Settlement[]; now: number },
): unknown[] {
  const after = settlements.map((each) => columnsAfter(kind, each, { now, random: Math.random() }));
  return [
    organizationId,
    settlements.map(({ row }) => row.id),
    settlements.map(({ claim }) => claim),
    ...Object.keys(outcomeColumns(kind.values)).map((column) =>
      after.map((columns) => columns[column] ?? null),
    ),
  ];
}

/**
 * Writes one outcome down with what else it changes, and waits for whoever holds the row: how often it has failed is
 * judged by the row as it is then. False where the claim is another's, or the row is gone.
 */
export const settleAlone = (
  { inTransaction }: Pick<Database, 'inTransaction'>,
  kind: AnyAttemptKind,
  { settlement: { claim, row, result }, now }: { readonly settlement: Settlement; readonly now: number },
): Promise<boolean> =>
  inTransaction(async (tx) => {
    const { organization_id: organizationId, id } = row;
    const locked = await tx.executeQuery<AttemptRow>(
      CompiledQuery.raw(lockText(kind), [organizationId, id, claim]),
    );
    const current = locked.rows[0];
    if (!current) return false;
    const settlements = [{ row: current, claim, result }];
    await tx.executeQuery(
      CompiledQuery.raw(settleText(kind), valuesOf(kind, { organizationId, settlements, now })),
    );
    await result.also?.(tx);
    return true;
  });

/** What is said of an attempt where this server is to blame. */
const ownFault = 'Given up because of a fault of this server.';

/** Writes a fault of ours down: the attempt is due again soon, or is given up. */
export async function recordFault(
  { queueConnection }: Pick<Database, 'queueConnection'>,
  kind: AnyAttemptKind,
  { claimed, error, now }: { readonly claimed: Claimed; readonly error: unknown; readonly now: number },
): Promise<void> {
  const { row, claim } = claimed;
  const next = nextAfterFault(row.faults + 1, now);
  const values = [row.organization_id, row.id, claim, faultOf(error)];
  if (next === null) await queueConnection.executeSql(giveUpText(kind), [...values, new Date(now), ownFault]);
  else await queueConnection.executeSql(faultText(kind), [...values, new Date(next)]);
}

const faultOf = (error: unknown): string => {
  const { message } = describeError(error) as { message?: unknown };
  return storable(String(message ?? error).slice(0, 500));
};
