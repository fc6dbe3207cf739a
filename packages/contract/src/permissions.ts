/** What a person may be in an organization. A key acts as `admin`. */
export type Role = 'admin';

/** Whom a permission is given to: roles of an organization, bearers of the token of the very thing, and anyone. */
export type Grantee = Role | 'token' | 'public';

/**
 * Who may do what: one line for each permission that an operation asks for. A role has it within its organization and
 * mode, anyone over what their operations show or take without a key (docs/authentication.md).
 */
export const permissions = {
  'members.read': ['admin'],
  'members.write': ['admin'],
  'event_types.read': ['admin', 'public'],
  'event_types.write': ['admin'],
  'availability.read': ['admin', 'token', 'public'],
  'bookings.read': ['admin', 'token'],
  'bookings.create': ['admin', 'public'],
  'bookings.change': ['admin', 'token'],
  'waitlist.read': ['admin'],
  'waitlist.join': ['admin', 'public'],
  'waitlist.leave': ['admin', 'token'],
  'api_keys.read': ['admin'],
  'api_keys.write': ['admin'],
  'webhooks.read': ['admin'],
  'webhooks.write': ['admin'],
  'events.read': ['admin'],
  'mails.read': ['admin'],
  'usage.read': ['admin'],
} as const satisfies Readonly<Record<string, readonly Grantee[]>>;

export type Permission = keyof typeof permissions;
