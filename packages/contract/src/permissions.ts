/** What a person is in an organization, in the order of power: each may what the next may, and more. */
export const roles = ['owner', 'admin', 'member'] as const;
export type Role = (typeof roles)[number];

/**
 * What an embedded session is for: booking one event type, changing one booking, or the times and bookings of one
 * member (docs/embedding.md).
 */
export const embedKinds = ['booker', 'booking', 'host'] as const;
export type EmbedKind = (typeof embedKinds)[number];

/**
 * Whom a permission is given to: roles of an organization; a member over what is their own, such as the bookings that
 * they host (`self`); keys; bearers of the token of the very thing; and anyone.
 */
export type Grantee = Role | 'self' | 'key' | 'token' | 'public';

/** Who runs an organization: keys do as admins. */
const managers = ['owner', 'admin', 'key'] as const;

/**
 * Who may do what: one line for each permission that an operation asks for. A role and a key have it within their
 * organization and mode, anyone over what its operations show or take without a key (docs/authentication.md).
 */
export const permissions = {
  'account.own': roles,
  'organization.read': [...managers, 'member'],
  'organization.write': managers,
  'members.read': [...managers, 'member'],
  'members.write': managers,
  'invitations.read': managers,
  'invitations.write': managers,
  'event_types.read': [...managers, 'member', 'public'],
  'event_types.write': managers,
  'schedules.read': [...managers, 'self'],
  'schedules.write': [...managers, 'self'],
  'availability.read': [...managers, 'member', 'token', 'public'],
  'bookings.read': [...managers, 'self', 'token'],
  'bookings.create': [...managers, 'member', 'public'],
  'bookings.change': [...managers, 'self', 'token'],
  'waitlist.read': [...managers, 'self'],
  'waitlist.join': [...managers, 'member', 'public'],
  'waitlist.leave': [...managers, 'token'],
  'embed_sessions.read': managers,
  'embed_sessions.write': managers,
  'api_keys.read': managers,
  'api_keys.write': managers,
  'webhooks.read': managers,
  'webhooks.write': managers,
  'events.read': managers,
  'mails.read': managers,
  'usage.read': managers,
} as const satisfies Readonly<Record<string, readonly Grantee[]>>;

export type Permission = keyof typeof permissions;

/** All that a key can be given, in the order of the table. */
export const keyPermissions = (Object.keys(permissions) as Permission[]).filter((each) =>
  (permissions[each] as readonly Grantee[]).includes('key'),
);
