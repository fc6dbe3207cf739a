import type { Message, MessageEvent } from '@astrocal/contract';
import type { Static } from 'typebox';
import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import type { EndpointRow } from './store.ts';
import type { DeliveryRow } from './store-deliveries.ts';

/** The endpoint as the API shows it. */
export const presentEndpoint = (row: EndpointRow) => ({
  id: row.id,
  url: row.url,
  events: row.events as MessageEvent[],
  active: row.active,
  is_test: row.is_test,
  disabled_reason: row.disabled_reason,
  created_at: isoSeconds(row.created_at),
  updated_at: isoSeconds(row.updated_at),
});

/** The same with the secret, for whoever made it. */
export const presentEndpointWithSecret = ({ row, secret }: { row: EndpointRow; secret: string }) => ({
  ...presentEndpoint(row),
  secret,
});

/** The delivery as the API shows it. */
export const presentDelivery = (row: DeliveryRow) => ({
  id: row.id,
  webhook_endpoint_id: row.endpoint_id,
  event_type: row.event as MessageEvent,
  payload: JSON.parse(row.body) as Static<typeof Message>,
  status: row.status,
  attempts: row.attempts,
  last_attempt_at: isoSecondsOrNull(row.last_attempt_at),
  response_status_code: row.response_status_code,
  response_body: row.response_body,
  error: row.error,
  duration_ms: row.duration_ms,
  next_retry_at: isoSecondsOrNull(isRetry(row) ? row.next_attempt_at : null),
  created_at: isoSeconds(row.created_at),
});

/** Whether the attempt that is due, if any, is another one than the first that follows from the message or the sample. */
const isRetry = ({ attempts, cause, next_attempt_at: at, created_at: since }: DeliveryRow): boolean =>
  attempts > 0 || (cause !== 'test' && at !== null && at > since);
