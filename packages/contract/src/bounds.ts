/* Bounds that forms, tools and commands ask for too: there is no other place where they are spelled. */

/** The most characters of texts that people write. */
export const longest = {
  name: 255,
  title: 255,
  slug: 255,
  email: 254,
  description: 1000,
  location: 1000,
  notes: 1000,
  reason: 500,
  externalId: 255,
} as const;

/** Characters of a password. */
export const passwordLength = { least: 8, most: 128 } as const;

/** How a slug is made: lower-case letters, digits and single hyphens. */
export const slugPattern = '^[a-z0-9]+(-[a-z0-9]+)*$';

/** How long an embedded session lasts, in seconds, and in how many places it may be framed. */
export const embedSessionBounds = {
  least: 60,
  most: 86_400,
  booker: 1_800,
  host: 3_600,
  origins: 20,
} as const;

/** The length of a meeting in minutes. */
export const durationMinutes = { least: 5, most: 480 } as const;

/** The most people in one slot, and so in one booking. */
export const mostAttendees = 100;

/** The most hosts of one event type. */
export const mostHosts = 100;

/** Priorities begin with 0, weights with 1. All weights divide the unit in which turns are counted. */
export const shareBounds = { mostPriority: 100, mostWeight: 16 } as const;

/** The most windows of a date, and of a week. */
export const mostWindows = 100;

/** The most items of one page of a list, and how many there are unless told. */
export const pageSize = { most: 100, usual: 20 } as const;

/** Metadata of a booking: pairs, and characters of their names and values. A filter has as many pairs. */
export const metadataSize = { pairs: 50, name: 40, value: 500 } as const;

/** Attributes of a member: names, texts of one, and characters of a name and of a text. */
export const attributesSize = { names: 20, values: 20, name: 40, value: 255 } as const;
