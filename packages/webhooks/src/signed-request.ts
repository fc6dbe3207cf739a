import type { WebhookEvent, WebhookMessage } from './message.ts';
import { type SignedHeaders, sign } from './sign.ts';

export interface SignedRequestInput<Data> {
  readonly secret: string;
  readonly event: WebhookEvent;
  readonly data: Data;
  readonly id: string;
  /** When it is signed and, here, made: seconds since the Unix epoch. */
  readonly timestamp: number;
  /** True unless told. */
  readonly isTest?: boolean;
}

export interface SignedRequest {
  readonly headers: SignedHeaders & { readonly 'content-type': string };
  readonly body: string;
}

/** A request as Astrocal would send it, to try a receiver with. */
export function signedRequest<Data>(input: SignedRequestInput<Data>): SignedRequest {
  const { secret, event, data, id, timestamp, isTest = true } = input;
  const message: WebhookMessage<Data> = {
    id,
    event,
    created_at: `${new Date(timestamp * 1000).toISOString().slice(0, -5)}Z`,
    is_test: isTest,
    data,
  };
  const body = JSON.stringify(message);
  return {
    headers: { 'content-type': 'application/json', ...sign({ id, timestamp, body, secrets: [secret] }) },
    body,
  };
}
