import {
  currencies,
  type EventTypeCreate,
  type EventTypeUpdate,
  eventTypeDefaults,
  type Notifications,
  type NotificationsChange,
  notificationDefaults,
} from '@astrocal/contract';
import { type Cap, capPeriod, findZone, type Instant, type Zone } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import { type Issue, invalid } from '../../lib/api-error.ts';
import { optionalText, requiredLine } from '../../lib/text.ts';

/** What no two event types have, by its constraint. */
export const taken = {
  event_types_slug: 'Slug already exists within the organization.',
  event_types_external_id: 'An event type has this external_id already.',
} as const;

/** The fields that a caller sets, as stored. */
export type EventTypeSettings = Omit<Required<Static<typeof EventTypeCreate>>, 'notifications'> & {
  readonly notifications: Static<typeof Notifications>;
};

/** The settings of a new event type: the body over the defaults of the contract, checked as a whole. */
export const newSettings = (body: Static<typeof EventTypeCreate>): EventTypeSettings =>
  mergeSettings(
    {
      ...eventTypeDefaults,
      title: body.title,
      slug: body.slug,
      duration_minutes: body.duration_minutes,
      notifications: notificationDefaults,
    },
    body,
  );

/** The settings after a change: the body over what is stored, checked as a whole (docs/event-types.md, Change). */
export const mergeSettings = (
  current: EventTypeSettings,
  { notifications, ...body }: Change,
): EventTypeSettings =>
  checkSettings(
    { ...current, ...body, notifications: mergeNotifications(current.notifications, notifications) },
    body,
  );

const mergeNotifications = (
  current: Static<typeof Notifications>,
  { invitee, host }: Static<typeof NotificationsChange> = {},
): Static<typeof Notifications> => ({
  invitee: { ...current.invitee, ...invitee },
  host: { ...current.host, ...host },
});

type Change = Omit<Static<typeof EventTypeUpdate>, 'active'>;

function checkSettings(
  settings: EventTypeSettings,
  change: Omit<Change, 'notifications'>,
): EventTypeSettings {
  const issues: Issue[] = priceIssues(settings, change);
  const { duration_options: options, duration_minutes: duration } = settings;
  if (options !== null && !options.includes(duration))
    issues.push({ path: 'body.duration_options', message: `must contain duration_minutes (${duration})` });
  if ((settings.booking_cap === null) !== (settings.booking_cap_period === null))
    issues.push({
      path: 'body.booking_cap',
      message: 'must be set together with booking_cap_period, or both be null',
    });
  if (issues.length > 0) throw invalid(...issues);
  return {
    ...settings,
    title: requiredLine('body.title', settings.title),
    description: optionalText(settings.description),
    location: optionalText(settings.location),
    color: settings.color.toLowerCase(),
    price_currency: settings.price_currency.toLowerCase(),
  };
}

/**
 * A price is checked when it is set: an older one, of a currency that is charged no more, does not stand in the way of
 * other changes.
 */
function priceIssues(settings: EventTypeSettings, change: Omit<Change, 'notifications'>): Issue[] {
  const { price_amount: amount, price_currency: code } = settings;
  if (change.price_amount === undefined && change.price_currency === undefined) return [];
  const currency = currencies.get(code.toLowerCase());
  if (currency === undefined) {
    const message = `must be a currency that can be charged, such as usd or eur; ${code} is none`;
    return [{ path: 'body.price_currency', message }];
  }
  if (amount === null || amount % currency.step === 0) return [];
  const message = `must be a multiple of ${currency.step} in ${code.toLowerCase()}, which is not charged in smaller parts`;
  return [{ path: 'body.price_amount', message }];
}

interface CapSettings {
  readonly booking_cap: number | null;
  readonly booking_cap_period: 'daily' | 'weekly' | 'monthly' | 'total' | null;
}
interface StoredCap extends CapSettings {
  readonly booking_cap_set_at: Date | null;
  readonly timezone: string;
}

/** Since when a `total` cap counts: a new number keeps the instant, a new period sets it anew (docs/event-types.md). */
export function capSetAt(before: StoredCap | null, after: CapSettings, now: Date): Date | null {
  if (after.booking_cap === null) return null;
  const samePeriod = before !== null && before.booking_cap_period === after.booking_cap_period;
  return (samePeriod && before.booking_cap_set_at) || now;
}

/** The current period of the cap, without an end for `total`; null without a cap. */
function currentPeriod(eventType: StoredCap, now: Instant): ReturnType<typeof capPeriod> | null {
  const { booking_cap_period: period, booking_cap_set_at: setAt, timezone } = eventType;
  if (period === null || setAt === null) return null;
  return capPeriod({ period, zone: zoneOf(timezone), now, setAt: setAt.getTime() });
}

/** Where the current period of the cap began; null without a cap. */
export const currentPeriodStart = (eventType: StoredCap, now: Instant): Instant | null =>
  currentPeriod(eventType, now)?.start ?? null;

/** When a reached cap opens again: with its next period. Null for `total`, and without a cap. */
export const capResetsAt = (eventType: StoredCap, now: Instant): Instant | null =>
  currentPeriod(eventType, now)?.end ?? null;

/** What is stored of the bookings that an event type received. */
export interface Receipts {
  /** Null before the first booking under a cap. */
  readonly periodStart: Instant | null;
  readonly received: number;
  /** Creation instants of unpaid bookings whose time is over: they still stand in the count, but no longer count. */
  readonly lapsed: readonly Instant[];
}

/**
 * The cap with what the current period has received; null without one. Every booking under a cap brings the stored
 * period up to date, so another period than the current one means that none has come in yet.
 */
export function capNow(eventType: StoredCap, receipts: Receipts, now: Instant): Cap | null {
  const start = currentPeriodStart(eventType, now);
  if (start === null || eventType.booking_cap === null) return null;
  if (receipts.periodStart !== start) return { limit: eventType.booking_cap, received: 0 };
  const lapsed = receipts.lapsed.filter((createdAt) => createdAt >= start).length;
  return { limit: eventType.booking_cap, received: receipts.received - lapsed };
}

/** Bookings left in the current period; null without a cap. */
export const bookingsRemaining = (cap: Cap | null): number | null =>
  cap && Math.max(0, cap.limit - cap.received);

/** A host as it decides whom a visitor meets. */
export interface OfferedHost {
  /** Gets new bookings. */
  readonly is_active: boolean;
  readonly required: boolean;
  /** Of the event type. */
  readonly assignment_strategy: EventTypeSettings['assignment_strategy'];
  readonly allow_host_choice: boolean;
}

/**
 * Of the active hosts those whom anyone may know: who takes part in every meeting, and the others where visitors may
 * choose of them. Where one is all there is to choose from, that one takes part in every meeting too.
 */
export function publicHosts<Host extends OfferedHost>(
  hosts: readonly Host[],
): (Host & { readonly isRequired: boolean })[] {
  const active = hosts.filter(({ is_active }) => is_active);
  const isNeeded = ({ required, assignment_strategy }: Host) =>
    required || assignment_strategy === 'collective';
  const choice = active.filter((host) => !isNeeded(host));
  const isChosen = choice.length > 1;
  const needed = active.filter((host) => isNeeded(host) || !isChosen);
  return [
    ...needed.map((host) => ({ ...host, isRequired: true })),
    ...choice
      .filter(({ allow_host_choice }) => isChosen && allow_host_choice)
      .map((host) => ({ ...host, isRequired: false })),
  ];
}

/** The rules of a zone that was checked when it was stored. */
export function zoneOf(name: string): Zone {
  const zone = findZone(name);
  if (!zone) throw new Error(`The stored time zone ${name} is not in the bundled rules.`);
  return zone;
}
