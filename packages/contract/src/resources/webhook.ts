import { Type } from 'typebox';
import { component } from '../component.ts';
import { messageEvents } from '../events.ts';
import { exactObject, exampleId, Id, Instant, nullable, oneOf } from '../fields.ts';
import { page } from './list.ts';
import { Message, messageExample } from './message.ts';

/** Why the server switched an endpoint off by itself. */
export const webhookDisabledReasons = ['gone', 'failing'] as const;
export const webhookDeliveryStatuses = ['pending', 'success', 'failed'] as const;

const Url = Type.String({
  minLength: 1,
  maxLength: 2048,
  description:
    'Where messages are sent: https, without credentials, and not an address inside a private network.',
  examples: ['https://example.com/webhooks/astrocal'],
});
const Events = Type.Array(oneOf(messageEvents), {
  minItems: 1,
  uniqueItems: true,
  description: 'The events that it is told of.',
  examples: [['booking.confirmed', 'booking.cancelled']],
});
const Active = Type.Boolean({ description: 'Whether messages are sent to it.' });

export const WebhookCreate = component(
  'WebhookCreate',
  exactObject({ url: Url, events: Events, active: Type.Optional(Active) }),
);

export const WebhookUpdate = component(
  'WebhookUpdate',
  exactObject({
    url: Type.Optional(Url),
    events: Type.Optional(Events),
    active: Type.Optional(Active),
  }),
);

const endpoint = {
  id: Id('webhook_endpoint'),
  url: Url,
  events: Events,
  active: Active,
  is_test: Type.Boolean(),
  disabled_reason: nullable(
    oneOf(webhookDisabledReasons, {
      description:
        'Why it was switched off by the server: `gone` after an answer of 410, `failing` after five days of nothing but failure.',
    }),
  ),
  created_at: Instant('When it was made.'),
  updated_at: Instant('When it was last changed.'),
};

export const Webhook = component('Webhook', Type.Object(endpoint));
export const WebhookWithSecret = component(
  'WebhookWithSecret',
  Type.Object({
    ...endpoint,
    secret: Type.String({
      description: 'What its messages are signed with. It is shown this once.',
      examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='],
    }),
  }),
);
export const WebhookList = page('WebhookList', Webhook, 'newest first');

export const WebhookTest = component(
  'WebhookTest',
  exactObject({
    event: Type.Optional(
      oneOf(messageEvents, { description: 'What the sample tells of. Defaults to `booking.created`.' }),
    ),
  }),
);

export const WebhookReplay = component(
  'WebhookReplay',
  exactObject({
    event: Type.Optional(
      oneOf(messageEvents, { description: 'Only this event; else all it subscribed to.' }),
    ),
    created_after: Instant('Only messages of this instant or later; they are kept for 30 days.'),
    created_before: Instant('Only messages before this instant.'),
  }),
);

export const WebhookReplayed = component(
  'WebhookReplayed',
  Type.Object({ queued: Type.Integer({ minimum: 0, description: 'How many messages are sent again.' }) }),
);

export const WebhookDelivery = component(
  'WebhookDelivery',
  Type.Object({
    id: Id('webhook_delivery'),
    webhook_endpoint_id: Id('webhook_endpoint'),
    event_type: oneOf(messageEvents, { description: 'The event that the message tells of.' }),
    payload: Message,
    status: oneOf(webhookDeliveryStatuses, {
      description: '`pending` until an attempt succeeded, or the last one failed.',
    }),
    attempts: Type.Integer({ minimum: 0, description: 'How many requests were made.' }),
    last_attempt_at: nullable(Instant('When the last one was made.')),
    response_status_code: nullable(
      Type.Integer({ description: 'What it was answered. Null where no answer came.' }),
    ),
    response_body: nullable(Type.String({ description: 'The first 2 kB of that answer.' })),
    error: nullable(Type.String({ description: 'Why there was no answer, or why no more is tried.' })),
    duration_ms: nullable(Type.Integer({ minimum: 0, description: 'How long the last attempt took.' })),
    next_retry_at: nullable(Instant('When it is tried again.')),
    created_at: Instant('When it was made.'),
  }),
);
export const WebhookDeliveryList = page('WebhookDeliveryList', WebhookDelivery, 'newest first');

export const webhookExample = {
  id: exampleId('webhook_endpoint'),
  url: 'https://example.com/webhooks/astrocal',
  events: ['booking.confirmed', 'booking.cancelled'],
  active: true,
  is_test: false,
  disabled_reason: null,
  created_at: '2026-06-04T09:00:00Z',
  updated_at: '2026-06-04T09:00:00Z',
};

export const webhookSecretExample = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';

export const webhookDeliveryExample = {
  id: exampleId('webhook_delivery'),
  webhook_endpoint_id: exampleId('webhook_endpoint'),
  event_type: 'booking.created',
  payload: messageExample,
  status: 'success',
  attempts: 1,
  last_attempt_at: '2026-06-04T09:12:00Z',
  response_status_code: 200,
  response_body: 'ok',
  error: null,
  duration_ms: 84,
  next_retry_at: null,
  created_at: '2026-06-04T09:12:00Z',
};
