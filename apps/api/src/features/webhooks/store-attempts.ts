import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { Outcome } from './rules.ts';
import type { EndpointRow } from './store.ts';
import type { DeliveryRow } from './store-deliveries.ts';

/** Which attempt at which delivery. */
export interface Attempt {
  readonly organizationId: string;
  readonly deliveryId: string;
  /** From 1 on: a job that runs again finds its attempt made and does nothing. */
  readonly attempt: number;
}

/** An attempt in the hands of one worker. */
export interface Claim {
  readonly delivery: Pick<DeliveryRow, 'organization_id' | 'id' | 'message_id' | 'body'>;
  readonly endpoint: Pick<
    EndpointRow,
    | 'organization_id'
    | 'is_test'
    | 'id'
    | 'url'
    | 'secret_sealed'
    | 'previous_secret_sealed'
    | 'previous_secret_expires_at'
    | 'failures'
  >;
  readonly until: Date;
}

type ClaimedRow = Claim['delivery'] &
  Pick<DeliveryRow, 'is_test'> &
  Omit<Claim['endpoint'], 'id' | 'is_test'> & {
    readonly endpoint_id: string;
  };

/**
 * Claims those that are plainly to be made: they are due, nobody has them and nobody changes them at this moment, and
 * their endpoint is there and on. What became of the others has to be asked one by one. Returns the claims by the id of
 * their delivery.
 */
export async function claimAttempts(
  db: Kysely<Schema>,
  attempts: readonly Attempt[],
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<Map<string, Claim>> {
  const { rows } = await sql<ClaimedRow>`with free as (
      select d.organization_id, d.id from unnest(
        ${attempts.map(({ organizationId }) => organizationId)}::text[],
        ${attempts.map(({ deliveryId }) => deliveryId)}::text[],
        ${attempts.map(({ attempt }) => attempt)}::integer[]
      ) as due (organization_id, id, number)
      join webhook_deliveries d on d.organization_id = due.organization_id and d.id = due.id
      where d.status = 'pending' and d.attempts = due.number - 1
        and (d.claimed_until is null or d.claimed_until <= ${now})
      for update of d skip locked
    ) update webhook_deliveries d set claimed_until = ${until} from free, webhook_endpoints e
    where d.organization_id = free.organization_id and d.id = free.id
      and e.organization_id = d.organization_id and e.is_test = d.is_test and e.id = d.endpoint_id
      and e.deleted_at is null and (e.active or d.cause = 'test')
    returning d.organization_id, d.id, d.is_test, d.message_id, d.body, d.endpoint_id, e.url, e.secret_sealed,
      e.previous_secret_sealed, e.previous_secret_expires_at, e.failures`.execute(db);
  return new Map(rows.map((row) => [row.id, claimOf(row, until)]));
}

function claimOf({ id, message_id, body, endpoint_id, ...endpoint }: ClaimedRow, until: Date): Claim {
  const { organization_id } = endpoint;
  return {
    delivery: { organization_id, id, message_id, body },
    endpoint: { ...endpoint, id: endpoint_id },
    until,
  };
}

/** What an attempt came to that was answered with 2xx. */
export interface Success {
  readonly claim: Claim;
  readonly outcome: Outcome;
}

/**
 * Writes down successes, where the claim is still the worker's own and nobody changes the delivery at this moment.
 * Returns the ids of the deliveries whose success is written.
 */
export async function recordSuccesses(
  db: Kysely<Schema>,
  successes: readonly Success[],
  now: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`with made as (
      select d.organization_id, d.id, answer.status_code, answer.body, answer.duration_ms from unnest(
        ${successes.map(({ claim }) => claim.delivery.organization_id)}::text[],
        ${successes.map(({ claim }) => claim.delivery.id)}::text[],
        ${successes.map(({ claim }) => claim.until)}::timestamptz[],
        ${successes.map(({ outcome }) => outcome.statusCode)}::integer[],
        ${successes.map(({ outcome }) => outcome.responseBody)}::text[],
        ${successes.map(({ outcome }) => outcome.durationMs)}::integer[]
      ) as answer (organization_id, id, claimed_until, status_code, body, duration_ms)
      join webhook_deliveries d on d.organization_id = answer.organization_id and d.id = answer.id
        and d.claimed_until = answer.claimed_until
      for update of d skip locked
    ) update webhook_deliveries d set status = 'success', attempts = d.attempts + 1, claimed_until = null,
      last_attempt_at = ${now}, response_status_code = made.status_code, response_body = made.body, error = null,
      duration_ms = made.duration_ms, next_retry_at = null
    from made where d.organization_id = made.organization_id and d.id = made.id
    returning d.id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
