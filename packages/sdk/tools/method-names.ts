/**
 * What each operation of the contract is called in the client: `resource.verb`. The generator refuses an operation
 * that has no name here, and a name without its operation.
 */
export const methodNames: Readonly<Record<string, string>> = {
  createEventType: 'eventTypes.create',
  listEventTypes: 'eventTypes.list',
  getEventType: 'eventTypes.get',
  getPublicEventType: 'eventTypes.getPublic',
  updateEventType: 'eventTypes.update',
  deleteEventType: 'eventTypes.delete',
  getAvailabilityRules: 'availability.getRules',
  replaceAvailabilityRules: 'availability.replaceRules',
  getAvailability: 'availability.list',
  explainAvailability: 'availability.explain',
  createBooking: 'bookings.create',
  listBookings: 'bookings.list',
  getBooking: 'bookings.get',
  rescheduleBooking: 'bookings.reschedule',
  cancelBooking: 'bookings.cancel',
  joinWaitlist: 'waitlist.join',
  listWaitlist: 'waitlist.list',
  getWaitlistEntry: 'waitlist.get',
  cancelWaitlistEntry: 'waitlist.cancel',
  createApiKey: 'apiKeys.create',
  listApiKeys: 'apiKeys.list',
  deleteApiKey: 'apiKeys.delete',
  createWebhook: 'webhooks.create',
  listWebhooks: 'webhooks.list',
  getWebhook: 'webhooks.get',
  updateWebhook: 'webhooks.update',
  deleteWebhook: 'webhooks.delete',
  rotateWebhookSecret: 'webhooks.rotateSecret',
  testWebhook: 'webhooks.test',
  replayWebhook: 'webhooks.replay',
  listWebhookDeliveries: 'webhooks.listDeliveries',
  retryWebhookDelivery: 'webhooks.retryDelivery',
  listEvents: 'events.list',
  listMails: 'mails.list',
  getMail: 'mails.get',
  getUsage: 'usage.get',
  getUsageSummary: 'usage.summary',
  getHealth: 'service.health',
  getReady: 'service.ready',
  getOpenApi: 'service.openApi',
};

/** Components whose name in the contract is a global of JavaScript. */
export const typeNames: Readonly<Record<string, string>> = { Error: 'ErrorAnswer' };

/**
 * Answers whose type is narrower than the contract's union: who reads with a key gets the whole record, and who
 * has none calls `getPublic`.
 */
export const answerTypes: Readonly<Record<string, string>> = { getEventType: 'EventType' };
