// Made by tools/generate.ts from packages/contract. Do not edit.

import type { Send } from '../call.ts';
import { listOf } from '../list.ts';
import type {
  ApiKeysMethods,
  AvailabilityMethods,
  BookingsMethods,
  EventTypesMethods,
  EventsMethods,
  MailsMethods,
  Resources,
  ServiceMethods,
  UsageMethods,
  WaitlistMethods,
  WebhooksMethods,
} from './methods.generated.ts';

const eventTypes = (send: Send): EventTypesMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/event-types', body, idempotent: true, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/event-types', query, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/event-types/{id}', params: { id }, options }),
  getPublic: (id, options) =>
    send({ method: 'GET', path: '/v1/public/event-types/{id}', params: { id }, options }),
  update: (id, body, options) =>
    send({ method: 'PATCH', path: '/v1/event-types/{id}', params: { id }, body, idempotent: true, options }),
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/event-types/{id}', params: { id }, idempotent: true, options }),
});

const availability = (send: Send): AvailabilityMethods => ({
  getRules: (id, options) =>
    send({ method: 'GET', path: '/v1/event-types/{id}/availability', params: { id }, options }),
  replaceRules: (id, body, options) =>
    send({ method: 'PUT', path: '/v1/event-types/{id}/availability', params: { id }, body, options }),
  list: (query, options) =>
    send({ method: 'GET', path: '/v1/availability', query, options }),
  explain: (query, options) =>
    send({ method: 'GET', path: '/v1/availability/explain', query, options }),
});

const bookings = (send: Send): BookingsMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/bookings', body, idempotent: true, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/bookings', query, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/bookings/{id}', params: { id }, options }),
  reschedule: (id, body, options) =>
    send({ method: 'POST', path: '/v1/bookings/{id}/reschedule', params: { id }, body, idempotent: true, options }),
  cancel: (id, body, options) =>
    send({ method: 'POST', path: '/v1/bookings/{id}/cancel', params: { id }, body, idempotent: true, options }),
});

const waitlist = (send: Send): WaitlistMethods => ({
  join: (body, options) =>
    send({ method: 'POST', path: '/v1/waitlist', body, idempotent: true, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/waitlist', query, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/waitlist/{id}', params: { id }, options }),
  cancel: (id, options) =>
    send({ method: 'POST', path: '/v1/waitlist/{id}/cancel', params: { id }, idempotent: true, options }),
});

const apiKeys = (send: Send): ApiKeysMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/api-keys', body, idempotent: true, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/api-keys', query, options }),
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/api-keys/{id}', params: { id }, idempotent: true, options }),
});

const webhooks = (send: Send): WebhooksMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/webhooks', body, idempotent: true, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/webhooks', query, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/webhooks/{id}', params: { id }, options }),
  update: (id, body, options) =>
    send({ method: 'PATCH', path: '/v1/webhooks/{id}', params: { id }, body, idempotent: true, options }),
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/webhooks/{id}', params: { id }, idempotent: true, options }),
  rotateSecret: (id, options) =>
    send({ method: 'POST', path: '/v1/webhooks/{id}/rotate-secret', params: { id }, idempotent: true, options }),
  test: (id, body, options) =>
    send({ method: 'POST', path: '/v1/webhooks/{id}/test', params: { id }, body, idempotent: true, options }),
  replay: (id, body, options) =>
    send({ method: 'POST', path: '/v1/webhooks/{id}/replay', params: { id }, body, idempotent: true, options }),
  listDeliveries: (id, query, options) =>
    listOf(send, { method: 'GET', path: '/v1/webhooks/{id}/deliveries', params: { id }, query, options }),
  retryDelivery: (id, deliveryId, options) =>
    send({ method: 'POST', path: '/v1/webhooks/{id}/deliveries/{delivery_id}/retry', params: { id, delivery_id: deliveryId }, idempotent: true, options }),
});

const events = (send: Send): EventsMethods => ({
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/events', query, options }),
});

const mails = (send: Send): MailsMethods => ({
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/mails', query, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/mails/{id}', params: { id }, options }),
});

const usage = (send: Send): UsageMethods => ({
  get: (options) =>
    send({ method: 'GET', path: '/v1/usage', options }),
  summary: (query, options) =>
    send({ method: 'GET', path: '/v1/usage/summary', query, options }),
});

const service = (send: Send): ServiceMethods => ({
  health: (options) =>
    send({ method: 'GET', path: '/health', open: true, options }),
  ready: (options) =>
    send({ method: 'GET', path: '/ready', open: true, options }),
  openApi: (options) =>
    send({ method: 'GET', path: '/v1/openapi.json', open: true, options }),
});

/** Every operation of the API, by resource. */
export const resourcesOf = (send: Send): Resources => ({
  eventTypes: eventTypes(send),
  availability: availability(send),
  bookings: bookings(send),
  waitlist: waitlist(send),
  apiKeys: apiKeys(send),
  webhooks: webhooks(send),
  events: events(send),
  mails: mails(send),
  usage: usage(send),
  service: service(send),
});
