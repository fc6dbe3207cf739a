import { Type } from 'typebox';
import { Id, oneOf } from '../fields.ts';
import { operation } from '../operation.ts';
import { pageQuery } from '../resources/list.ts';
import {
  Webhook,
  WebhookCreate,
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookList,
  WebhookReplay,
  WebhookReplayed,
  WebhookTest,
  WebhookUpdate,
  WebhookWithSecret,
  webhookDeliveryExample,
  webhookDeliveryStatuses,
  webhookExample,
  webhookSecretExample,
} from '../resources/webhook.ts';

const params = Type.Object({ id: Id('webhook_endpoint') });

export const createWebhook = operation({
  method: 'POST',
  path: '/v1/webhooks',
  operationId: 'createWebhook',
  sdk: 'webhooks.create',
  answersSecret: true,
  tag: 'Webhooks',
  summary: 'Create a webhook endpoint',
  description:
    'An endpoint of a test key is told of test data only, one of a live key of live data only. There are at most 50 of each: one more is `conflict` until another is deleted.',
  access: 'key',
  permission: 'webhooks.write',
  body: WebhookCreate,
  requestExample: { url: webhookExample.url, events: webhookExample.events },
  answers: {
    201: {
      description: 'The endpoint, and the secret that its messages are signed with: it is shown this once.',
      body: WebhookWithSecret,
      example: { ...webhookExample, secret: webhookSecretExample },
    },
  },
  errors: ['conflict'],
});

export const listWebhooks = operation({
  method: 'GET',
  path: '/v1/webhooks',
  operationId: 'listWebhooks',
  sdk: 'webhooks.list',
  tag: 'Webhooks',
  summary: 'List webhook endpoints',
  access: 'key',
  permission: 'webhooks.read',
  query: Type.Object(pageQuery('webhook_endpoint')),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: WebhookList,
      example: { data: [webhookExample], has_more: false },
    },
  },
});

export const getWebhook = operation({
  method: 'GET',
  path: '/v1/webhooks/{id}',
  operationId: 'getWebhook',
  sdk: 'webhooks.get',
  tag: 'Webhooks',
  summary: 'Read a webhook endpoint',
  access: 'key',
  permission: 'webhooks.read',
  params,
  answers: { 200: { description: 'The endpoint.', body: Webhook, example: webhookExample } },
});

export const updateWebhook = operation({
  method: 'PATCH',
  path: '/v1/webhooks/{id}',
  operationId: 'updateWebhook',
  sdk: 'webhooks.update',
  tag: 'Webhooks',
  summary: 'Change a webhook endpoint',
  description:
    '`{"active": true}` switches one on again that the server switched off: it keeps its id, secret and history.',
  access: 'key',
  permission: 'webhooks.write',
  params,
  body: WebhookUpdate,
  requestExample: { active: false },
  answers: {
    200: { description: 'The endpoint.', body: Webhook, example: { ...webhookExample, active: false } },
  },
});

export const deleteWebhook = operation({
  method: 'DELETE',
  path: '/v1/webhooks/{id}',
  operationId: 'deleteWebhook',
  sdk: 'webhooks.delete',
  tag: 'Webhooks',
  summary: 'Delete a webhook endpoint',
  description: 'Nothing more is sent to it. Its secret and its history are gone.',
  access: 'key',
  permission: 'webhooks.write',
  params,
  answers: { 204: { description: 'Deleted.' } },
});

export const rotateWebhookSecret = operation({
  method: 'POST',
  path: '/v1/webhooks/{id}/rotate-secret',
  operationId: 'rotateWebhookSecret',
  sdk: 'webhooks.rotateSecret',
  answersSecret: true,
  tag: 'Webhooks',
  summary: 'Give a webhook endpoint a new secret',
  description:
    'For 24 hours messages are signed with both, the new one first: replace the old one in that time.',
  access: 'key',
  permission: 'webhooks.write',
  params,
  answers: {
    200: {
      description: 'The endpoint with its new secret, which is shown this once.',
      body: WebhookWithSecret,
      example: { ...webhookExample, secret: webhookSecretExample },
    },
  },
  errors: ['reauthentication_required'],
});

export const testWebhook = operation({
  method: 'POST',
  path: '/v1/webhooks/{id}/test',
  operationId: 'testWebhook',
  sdk: 'webhooks.test',
  tag: 'Webhooks',
  summary: 'Send a sample to a webhook endpoint',
  description:
    'Sent at once, once, and also while the endpoint is off. The answer waits for the outcome, 15 seconds at most.',
  access: 'key',
  permission: 'webhooks.write',
  params,
  body: WebhookTest,
  bodyOptional: true,
  requestExample: { event: 'booking.created' },
  answers: {
    201: {
      description: 'The delivery, with what the endpoint answered.',
      body: WebhookDelivery,
      example: webhookDeliveryExample,
    },
  },
});

export const replayWebhook = operation({
  method: 'POST',
  path: '/v1/webhooks/{id}/replay',
  operationId: 'replayWebhook',
  sdk: 'webhooks.replay',
  tag: 'Webhooks',
  summary: 'Send the messages of a time again',
  description:
    'For what an endpoint missed: the messages of the log that it subscribes to, each with the id that it always had.',
  access: 'key',
  permission: 'webhooks.write',
  params,
  body: WebhookReplay,
  requestExample: { created_after: '2026-06-01T00:00:00Z', created_before: '2026-06-04T00:00:00Z' },
  answers: { 200: { description: 'They are on their way.', body: WebhookReplayed, example: { queued: 12 } } },
  errors: ['conflict'],
});

export const listWebhookDeliveries = operation({
  method: 'GET',
  path: '/v1/webhooks/{id}/deliveries',
  operationId: 'listWebhookDeliveries',
  sdk: 'webhooks.listDeliveries',
  tag: 'Webhooks',
  summary: 'List the deliveries to a webhook endpoint',
  description: 'Kept for 30 days.',
  access: 'key',
  permission: 'webhooks.read',
  params,
  query: Type.Object({
    ...pageQuery('webhook_delivery'),
    status: Type.Optional(oneOf(webhookDeliveryStatuses, { description: 'Only deliveries that stand so.' })),
  }),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: WebhookDeliveryList,
      example: { data: [webhookDeliveryExample], has_more: false },
    },
  },
});

export const retryWebhookDelivery = operation({
  method: 'POST',
  path: '/v1/webhooks/{id}/deliveries/{delivery_id}/retry',
  operationId: 'retryWebhookDelivery',
  sdk: 'webhooks.retryDelivery',
  tag: 'Webhooks',
  summary: 'Send a delivery again',
  description:
    'At once, whatever became of it, and with all attempts anew. It is the same message with the same id.',
  access: 'key',
  permission: 'webhooks.write',
  params: Type.Object({ id: Id('webhook_endpoint'), delivery_id: Id('webhook_delivery') }),
  answers: {
    200: {
      description: 'The delivery, pending again.',
      body: WebhookDelivery,
      example: {
        ...webhookDeliveryExample,
        status: 'pending',
        response_status_code: 500,
        response_body: 'Internal Server Error',
      },
    },
  },
  errors: ['conflict'],
});
