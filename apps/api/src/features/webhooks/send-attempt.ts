import { sign } from '@astrocal/webhooks';
import type { Deps } from '../../deps.ts';
import { storable } from '../../lib/text.ts';
import { OutboundError } from '../../providers/outbound/index.ts';
import { keptAnswerBytes, type Outcome, parseRetryAfter } from './rules.ts';
import { signingSecrets } from './secrets.ts';
import type { EndpointRow } from './store.ts';
import type { DeliveryRow } from './store-deliveries.ts';

/** Sends the message and says what came of it. Throws when that is unknown because this server stops. */
export async function sendAttempt(
  { outbound, keyring, clock, version }: Deps,
  delivery: DeliveryRow,
  endpoint: EndpointRow,
): Promise<Outcome> {
  const now = clock.now();
  const signed = sign({
    id: delivery.message_id,
    timestamp: Math.floor(now / 1000),
    body: delivery.body,
    secrets: signingSecrets(keyring, endpoint, now),
  });
  try {
    const answer = await outbound.send({
      method: 'POST',
      url: endpoint.url,
      headers: { 'content-type': 'application/json', 'user-agent': `Astrocal/${version}`, ...signed },
      body: delivery.body,
      maxResponseBytes: keptAnswerBytes,
    });
    return {
      statusCode: answer.status,
      responseBody: storable(answer.body.text),
      error: null,
      durationMs: answer.durationMs,
      retryAfterMs: parseRetryAfter(answer.headers['retry-after'], clock.now()),
    };
  } catch (error) {
    if (!(error instanceof OutboundError) || error.code === 'closed') throw error;
    const { message, durationMs } = error;
    return { statusCode: null, responseBody: null, error: message, durationMs, retryAfterMs: null };
  }
}
