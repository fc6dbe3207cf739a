import type { Permission, PlanName, Role } from '@astrocal/contract';

/** What every stored row belongs to. */
export interface Owner {
  readonly organizationId: string;
  readonly isTest: boolean;
}

/** What is done something to: of an owner, and of those members whose own it is, such as the hosts of a booking. */
export interface Concern extends Owner {
  readonly memberIds?: readonly string[];
}

/** One thing of an owner, by its id. */
export interface OwnedKey {
  readonly owner: Owner;
  readonly id: string;
}

/** Who asks with an API key: it reaches only rows of its organization and mode. */
export interface KeyPrincipal extends Owner {
  readonly kind: 'key';
  /** The id of the key. */
  readonly id: string;
  /** What it may do; null: all that keys may. */
  readonly permissions: readonly Permission[] | null;
  /** From when on it is none any more, epoch milliseconds; null: it does not end. */
  readonly expiresAt: number | null;
  /** The plan of its organization; null where the installation's holds. */
  readonly plan: PlanName | null;
}

/** A session as whoever comes with it brings it along. */
export interface PrincipalSession {
  readonly id: string;
  readonly userId: string;
  /** When the person last proved who they are, in epoch milliseconds. */
  readonly provenAt: number;
  readonly expiresAt: number;
}

/** A person of an organization, who is signed in and acts in one of its modes as their role may. */
export interface MemberPrincipal extends Owner {
  readonly kind: 'member';
  /** The id of the member. */
  readonly id: string;
  readonly role: Role;
  /** The plan of the organization; null where the installation's holds. */
  readonly plan: PlanName | null;
  readonly session: PrincipalSession;
}

/** A user of somebody else's product, by an embedded session of an organization in one of its modes. */
interface AnyEmbedded extends Owner {
  readonly kind: 'embed';
  /** The id of the session. */
  readonly id: string;
  /** From when on it is none any more, epoch milliseconds. */
  readonly expiresAt: number;
  /** The plan of the organization; null where the installation's holds. */
  readonly plan: PlanName | null;
}

/** Who a booker is, where the session says so. */
export interface EmbeddedAttendee {
  readonly name: string;
  readonly email: string;
  readonly timezone: string | null;
  readonly external_id: string | null;
}

/** Books one event type. */
export interface EmbeddedBooker extends AnyEmbedded {
  readonly as: 'booker';
  readonly eventTypeId: string;
  readonly hostId: string | null;
  readonly attendee: EmbeddedAttendee | null;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
}

/** Sees and changes one booking, as the bearer of its token does. */
export interface EmbeddedBooking extends AnyEmbedded {
  readonly as: 'booking';
  readonly bookingId: string;
}

/** Has the times and bookings of one member, as that member does. */
export interface EmbeddedHost extends AnyEmbedded {
  readonly as: 'host';
  readonly memberId: string;
  readonly isReadOnly: boolean;
}

export type EmbedPrincipal = EmbeddedBooker | EmbeddedBooking | EmbeddedHost;

/** Who brings the token of a booking or waitlist entry. Whether it is the right one, the thing itself tells. */
export interface TokenPrincipal {
  readonly kind: 'token';
  readonly id: null;
  readonly token: string;
}

/** Anyone. */
export interface PublicPrincipal {
  readonly kind: 'public';
  readonly id: null;
}

/** The server itself, where time or a job makes something true. */
export interface SystemPrincipal {
  readonly kind: 'system';
  readonly id: null;
}

/** Who acts for an organization. */
export type Insider = KeyPrincipal | MemberPrincipal;

/** Whom the rows of one organization and mode are open to: to an embedded session what it is for alone. */
export type Resident = Insider | EmbedPrincipal;

/** Who makes a request. */
export type Caller = Resident | TokenPrincipal | PublicPrincipal;

/** Who does something. */
export type Principal = Caller | SystemPrincipal;

export const anyone: PublicPrincipal = { kind: 'public', id: null };

export const system: SystemPrincipal = { kind: 'system', id: null };

/** Who brings a token: anyone where they bring none. */
export const tokenHolder = (token: string | undefined): TokenPrincipal | PublicPrincipal =>
  token === undefined ? anyone : { kind: 'token', id: null, token };

export const isInsider = (principal: Principal): principal is Insider =>
  principal.kind === 'key' || principal.kind === 'member';

export const isResident = (principal: Principal): principal is Resident =>
  isInsider(principal) || principal.kind === 'embed';

/** Whether it acts for nobody of an organization: what members need not ask is asked of it. */
export const isOutsider = (principal: Principal): boolean =>
  principal.kind === 'token' ||
  principal.kind === 'public' ||
  (principal.kind === 'embed' && principal.as !== 'host');

/** Whether the principal may look for the thing of an id: an embedded session only for what it is for. */
export const mayLookFor = (principal: Principal, id: string): boolean => {
  if (principal.kind !== 'embed' || principal.as === 'host') return true;
  return id === (principal.as === 'booking' ? principal.bookingId : principal.eventTypeId);
};

/** Where a thing is looked for by its id: in one organization, and in one mode or in both. */
export interface Reach {
  readonly organizationId: string;
  /** Null where whoever asks does not know it. */
  readonly isTest: boolean | null;
}

/** The owner as one text: by it locks, counts and Idempotency-Keys are kept apart. */
export const ownerName = ({ organizationId, isTest }: Owner): string =>
  `${organizationId}:${isTest ? 'test' : 'live'}`;

/** Whether it is a key that stays in the sandbox; people are of both modes (docs/sandbox.md). */
export const isTestKey = ({ kind, isTest }: Pick<Insider, 'kind' | 'isTest'>): boolean =>
  kind === 'key' && isTest;
