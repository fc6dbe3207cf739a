import type { Offer } from './store.ts';

/** Where an event type is booked, from the root of the server: live ones by slug, test ones by id. */
export const bookPath = ({ organizationSlug, slug, id, isTest }: Offer): string =>
  `book/${organizationSlug}/${isTest ? id : slug}`;

/** Where the bearer of a booking's token sees it, from the root of the server. */
export const bookingPath = (id: string, token: string): string =>
  `bookings/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}`;

/** The booking as a calendar file. */
export const calendarPath = (id: string, token: string): string =>
  `bookings/${encodeURIComponent(id)}/calendar.ics?token=${encodeURIComponent(token)}`;

/** Where the bearer of a waitlist entry's token sees it. */
export const entryPath = (id: string, token: string): string =>
  `waitlist/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}`;

/** The way from a page to the root of the server: addresses are relative, so a proxy may add a prefix. */
export const rootFrom = (path: string): string => '../'.repeat(path.split('/').length - 2) || './';
