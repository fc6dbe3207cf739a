// Made by tools/generate.ts from packages/contract. Do not edit.

import type { Send } from '../call.ts';
import { listOf } from '../list.ts';
import { createSend } from '../send.ts';
import { type AstrocalOptions, readSettings } from '../settings.ts';
import type {
  AbsencesMethods,
  ApiKeysMethods,
  AuthMethods,
  AvailabilityMethods,
  BookingsMethods,
  EmbedSessionsMethods,
  EventTypesMethods,
  EventsMethods,
  HostsMethods,
  InvitationsMethods,
  MailsMethods,
  MembersMethods,
  OrganizationMethods,
  Resources,
  SchedulesMethods,
  ServiceMethods,
  UsageMethods,
  WaitlistMethods,
  WebhooksMethods,
} from './methods.generated.ts';

const eventTypes = (send: Send): EventTypesMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/event-types', body, idempotent: true, options }),
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/event-types/{id}', params: { id }, idempotent: true, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/event-types/{id}', params: { id }, options }),
  getPublic: (id, options) =>
    send({ method: 'GET', path: '/v1/public/event-types/{id}', params: { id }, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/event-types', query, options }),
  update: (id, body, options) =>
    send({ method: 'PATCH', path: '/v1/event-types/{id}', params: { id }, body, idempotent: true, options }),
});

const hosts = (send: Send): HostsMethods => ({
  add: (id, body, options) =>
    send({ method: 'POST', path: '/v1/event-types/{id}/hosts', params: { id }, body, idempotent: true, options }),
  list: (id, options) =>
    send({ method: 'GET', path: '/v1/event-types/{id}/hosts', params: { id }, options }),
  remove: (id, hostId, options) =>
    send({ method: 'DELETE', path: '/v1/event-types/{id}/hosts/{host_id}', params: { id, host_id: hostId }, idempotent: true, options }),
  replace: (id, body, options) =>
    send({ method: 'PUT', path: '/v1/event-types/{id}/hosts', params: { id }, body, options }),
  update: (id, hostId, body, options) =>
    send({ method: 'PATCH', path: '/v1/event-types/{id}/hosts/{host_id}', params: { id, host_id: hostId }, body, idempotent: true, options }),
});

const schedules = (send: Send): SchedulesMethods => ({
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/members/{id}/schedule', params: { id }, idempotent: true, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/members/{id}/schedule', params: { id }, options }),
  replace: (id, body, options) =>
    send({ method: 'PUT', path: '/v1/members/{id}/schedule', params: { id }, body, options }),
});

const absences = (send: Send): AbsencesMethods => ({
  create: (id, body, options) =>
    send({ method: 'POST', path: '/v1/members/{id}/absences', params: { id }, body, idempotent: true, options }),
  delete: (id, absenceId, options) =>
    send({ method: 'DELETE', path: '/v1/members/{id}/absences/{absence_id}', params: { id, absence_id: absenceId }, idempotent: true, options }),
  list: (id, query, options) =>
    listOf(send, { method: 'GET', path: '/v1/members/{id}/absences', params: { id }, query, options }),
});

const availability = (send: Send): AvailabilityMethods => ({
  explain: (query, options) =>
    send({ method: 'GET', path: '/v1/availability/explain', query, options }),
  getRules: (id, options) =>
    send({ method: 'GET', path: '/v1/event-types/{id}/availability', params: { id }, options }),
  list: (query, options) =>
    send({ method: 'GET', path: '/v1/availability', query, options }),
  replaceRules: (id, body, options) =>
    send({ method: 'PUT', path: '/v1/event-types/{id}/availability', params: { id }, body, options }),
});

const bookings = (send: Send): BookingsMethods => ({
  cancel: (id, body, options) =>
    send({ method: 'POST', path: '/v1/bookings/{id}/cancel', params: { id }, body, idempotent: true, options }),
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/bookings', body, idempotent: true, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/bookings/{id}', params: { id }, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/bookings', query, options }),
  markNoShow: (id, body, options) =>
    send({ method: 'POST', path: '/v1/bookings/{id}/no-show', params: { id }, body, idempotent: true, options }),
  reassign: (id, body, options) =>
    send({ method: 'POST', path: '/v1/bookings/{id}/reassign', params: { id }, body, idempotent: true, options }),
  reschedule: (id, body, options) =>
    send({ method: 'POST', path: '/v1/bookings/{id}/reschedule', params: { id }, body, idempotent: true, options }),
});

const embedSessions = (send: Send): EmbedSessionsMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/embed-sessions', body, idempotent: true, options }),
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/embed-sessions/{id}', params: { id }, idempotent: true, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/embed-sessions/{id}', params: { id }, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/embed-sessions', query, options }),
});

const waitlist = (send: Send): WaitlistMethods => ({
  cancel: (id, options) =>
    send({ method: 'POST', path: '/v1/waitlist/{id}/cancel', params: { id }, idempotent: true, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/waitlist/{id}', params: { id }, options }),
  join: (body, options) =>
    send({ method: 'POST', path: '/v1/waitlist', body, idempotent: true, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/waitlist', query, options }),
});

const auth = (send: Send): AuthMethods => ({
  beginTotp: (options) =>
    send({ method: 'POST', path: '/v1/auth/totp', open: true, options }),
  changePassword: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/password', body, open: true, options }),
  chooseOrganization: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/organization', body, open: true, options }),
  confirmEmail: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/email', body, open: true, options }),
  confirmTotp: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/totp/confirm', body, open: true, options }),
  endOtherSessions: (options) =>
    send({ method: 'DELETE', path: '/v1/auth/sessions', open: true, options }),
  endSession: (id, options) =>
    send({ method: 'DELETE', path: '/v1/auth/sessions/{id}', params: { id }, open: true, options }),
  endTotp: (options) =>
    send({ method: 'DELETE', path: '/v1/auth/totp', open: true, options }),
  methods: (options) =>
    send({ method: 'GET', path: '/v1/auth/methods', open: true, options }),
  reauthenticate: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/reauthenticate', body, open: true, options }),
  resetPassword: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/password-reset/complete', body, open: true, options }),
  sendPasswordLink: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/password-reset', body, open: true, options }),
  sendSignInLink: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/magic-link', body, open: true, options }),
  session: (options) =>
    send({ method: 'GET', path: '/v1/auth/session', open: true, options }),
  sessions: (options) =>
    send({ method: 'GET', path: '/v1/auth/sessions', open: true, options }),
  setUp: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/setup', body, open: true, options }),
  signIn: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/sign-in', body, open: true, options }),
  signInByLink: (body, options) =>
    send({ method: 'POST', path: '/v1/auth/verify', body, open: true, options }),
  signOut: (options) =>
    send({ method: 'POST', path: '/v1/auth/sign-out', open: true, options }),
  updateUser: (body, options) =>
    send({ method: 'PATCH', path: '/v1/auth/user', body, open: true, options }),
});

const members = (send: Send): MembersMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/members', body, idempotent: true, options }),
  delete: (id, body, options) =>
    send({ method: 'DELETE', path: '/v1/members/{id}', params: { id }, body, idempotent: true, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/members/{id}', params: { id }, options }),
  getRemoval: (id, options) =>
    send({ method: 'GET', path: '/v1/member-removals/{id}', params: { id }, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/members', query, options }),
  update: (id, body, options) =>
    send({ method: 'PATCH', path: '/v1/members/{id}', params: { id }, body, idempotent: true, options }),
});

const invitations = (send: Send): InvitationsMethods => ({
  accept: (body, options) =>
    send({ method: 'POST', path: '/v1/invitations/accept', body, open: true, options }),
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/invitations', body, idempotent: true, options }),
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/invitations/{id}', params: { id }, idempotent: true, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/invitations', query, options }),
  lookUp: (body, options) =>
    send({ method: 'POST', path: '/v1/invitations/lookup', body, open: true, options }),
  resend: (id, options) =>
    send({ method: 'POST', path: '/v1/invitations/{id}/resend', params: { id }, idempotent: true, options }),
});

const organization = (send: Send): OrganizationMethods => ({
  get: (options) =>
    send({ method: 'GET', path: '/v1/organization', options }),
  update: (body, options) =>
    send({ method: 'PATCH', path: '/v1/organization', body, idempotent: true, options }),
});

const apiKeys = (send: Send): ApiKeysMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/api-keys', body, idempotent: true, options }),
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/api-keys/{id}', params: { id }, idempotent: true, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/api-keys', query, options }),
});

const webhooks = (send: Send): WebhooksMethods => ({
  create: (body, options) =>
    send({ method: 'POST', path: '/v1/webhooks', body, idempotent: true, options }),
  delete: (id, options) =>
    send({ method: 'DELETE', path: '/v1/webhooks/{id}', params: { id }, idempotent: true, options }),
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/webhooks/{id}', params: { id }, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/webhooks', query, options }),
  listDeliveries: (id, query, options) =>
    listOf(send, { method: 'GET', path: '/v1/webhooks/{id}/deliveries', params: { id }, query, options }),
  replay: (id, body, options) =>
    send({ method: 'POST', path: '/v1/webhooks/{id}/replay', params: { id }, body, idempotent: true, options }),
  retryDelivery: (id, deliveryId, options) =>
    send({ method: 'POST', path: '/v1/webhooks/{id}/deliveries/{delivery_id}/retry', params: { id, delivery_id: deliveryId }, idempotent: true, options }),
  rotateSecret: (id, options) =>
    send({ method: 'POST', path: '/v1/webhooks/{id}/rotate-secret', params: { id }, idempotent: true, options }),
  test: (id, body, options) =>
    send({ method: 'POST', path: '/v1/webhooks/{id}/test', params: { id }, body, idempotent: true, options }),
  update: (id, body, options) =>
    send({ method: 'PATCH', path: '/v1/webhooks/{id}', params: { id }, body, idempotent: true, options }),
});

const events = (send: Send): EventsMethods => ({
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/events', query, options }),
});

const mails = (send: Send): MailsMethods => ({
  get: (id, options) =>
    send({ method: 'GET', path: '/v1/mails/{id}', params: { id }, options }),
  list: (query, options) =>
    listOf(send, { method: 'GET', path: '/v1/mails', query, options }),
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
  openApi: (options) =>
    send({ method: 'GET', path: '/v1/openapi.json', open: true, options }),
  ready: (options) =>
    send({ method: 'GET', path: '/ready', open: true, options }),
});

/** Every operation of the API, by resource, over what sends. */
export const resourcesOf = (send: Send): Resources => ({
  eventTypes: eventTypes(send),
  hosts: hosts(send),
  schedules: schedules(send),
  absences: absences(send),
  availability: availability(send),
  bookings: bookings(send),
  embedSessions: embedSessions(send),
  waitlist: waitlist(send),
  auth: auth(send),
  members: members(send),
  invitations: invitations(send),
  organization: organization(send),
  apiKeys: apiKeys(send),
  webhooks: webhooks(send),
  events: events(send),
  mails: mails(send),
  usage: usage(send),
  service: service(send),
});

/**
 * A client of one Astrocal server: `astrocal.bookings.create(…)`. It holds no connection and nothing to close, so one
 * is enough for a process. Throws AstrocalError where an option cannot be meant.
 */
export class Astrocal implements Resources {
  /** The address of the server, without a slash at its end. */
  readonly baseUrl: string;
  readonly eventTypes: EventTypesMethods;
  readonly hosts: HostsMethods;
  readonly schedules: SchedulesMethods;
  readonly absences: AbsencesMethods;
  readonly availability: AvailabilityMethods;
  readonly bookings: BookingsMethods;
  readonly embedSessions: EmbedSessionsMethods;
  readonly waitlist: WaitlistMethods;
  readonly auth: AuthMethods;
  readonly members: MembersMethods;
  readonly invitations: InvitationsMethods;
  readonly organization: OrganizationMethods;
  readonly apiKeys: ApiKeysMethods;
  readonly webhooks: WebhooksMethods;
  readonly events: EventsMethods;
  readonly mails: MailsMethods;
  readonly usage: UsageMethods;
  readonly service: ServiceMethods;

  constructor(options: AstrocalOptions = {}) {
    const settings = readSettings(options);
    const resources = resourcesOf(createSend(settings));
    this.baseUrl = settings.baseUrl;
    this.eventTypes = resources.eventTypes;
    this.hosts = resources.hosts;
    this.schedules = resources.schedules;
    this.absences = resources.absences;
    this.availability = resources.availability;
    this.bookings = resources.bookings;
    this.embedSessions = resources.embedSessions;
    this.waitlist = resources.waitlist;
    this.auth = resources.auth;
    this.members = resources.members;
    this.invitations = resources.invitations;
    this.organization = resources.organization;
    this.apiKeys = resources.apiKeys;
    this.webhooks = resources.webhooks;
    this.events = resources.events;
    this.mails = resources.mails;
    this.usage = resources.usage;
    this.service = resources.service;
  }
}
