import type { Resources } from './generated/methods.generated.ts';
import { resourcesOf } from './generated/resources.generated.ts';
import { createSend } from './send.ts';
import { type AstrocalOptions, readSettings } from './settings.ts';

/**
 * A client of one Astrocal server: `astrocal.bookings.create(…)`. It holds no connection and nothing to close, so one
 * is enough for a process. Throws AstrocalError where an option cannot be meant.
 */
export class Astrocal implements Resources {
  /** The address of the server, without a slash at its end. */
  readonly baseUrl: string;
  readonly eventTypes: Resources['eventTypes'];
  readonly availability: Resources['availability'];
  readonly bookings: Resources['bookings'];
  readonly waitlist: Resources['waitlist'];
  readonly webhooks: Resources['webhooks'];
  readonly apiKeys: Resources['apiKeys'];
  readonly events: Resources['events'];
  readonly mails: Resources['mails'];
  readonly usage: Resources['usage'];
  readonly service: Resources['service'];

  constructor(options: AstrocalOptions = {}) {
    const settings = readSettings(options);
    const resources = resourcesOf(createSend(settings));
    this.baseUrl = settings.baseUrl;
    this.eventTypes = resources.eventTypes;
    this.availability = resources.availability;
    this.bookings = resources.bookings;
    this.waitlist = resources.waitlist;
    this.webhooks = resources.webhooks;
    this.apiKeys = resources.apiKeys;
    this.events = resources.events;
    this.mails = resources.mails;
    this.usage = resources.usage;
    this.service = resources.service;
  }
}
