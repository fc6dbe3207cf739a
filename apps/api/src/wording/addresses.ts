/** What the address of an event type's page is made of. */
export interface Bookable {
  readonly organizationSlug: string;
  readonly slug: string;
  readonly id: string;
  readonly isTest: boolean;
}

/** Whoever holds the token of a booking or of a waitlist entry. */
export interface TokenBearer {
  readonly id: string;
  readonly token: string;
}

/** An organization with its picture. */
export interface Pictured {
  readonly organizationId: string;
  /** A hash of the picture; null where there is none. */
  readonly logoVersion: string | null;
}

/** Where its picture is, from the root of the server; null where there is none. Another picture has another address. */
export const logoPath = ({ organizationId, logoVersion }: Pictured): string | null =>
  logoVersion && `logos/${organizationId}/${logoVersion}`;

/** Where an event type is booked, from the root of the server: live ones by slug, test ones by id. */
export const bookPath = ({ organizationSlug, slug, id, isTest }: Bookable): string =>
  `book/${organizationSlug}/${isTest ? id : slug}`;

/** The same by id alone: it leads on to the path above. */
export const bookPathById = (id: string): string => `book/${id}`;

/** Where the bearer of a booking's token sees it, from the root of the server. */
export const bookingPath = ({ id, token }: TokenBearer): string =>
  `bookings/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}`;

/** The booking as a calendar file. */
export const calendarPath = ({ id, token }: TokenBearer): string =>
  `bookings/${encodeURIComponent(id)}/calendar.ics?token=${encodeURIComponent(token)}`;

/** Where the bearer of a waitlist entry's token sees it. */
export const entryPath = ({ id, token }: TokenBearer): string =>
  `waitlist/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}`;

/** The way from a page to the root of the server: addresses are relative, so a proxy may add a prefix. */
export const rootFrom = (path: string): string => '../'.repeat(path.split('/').length - 2) || './';

/** The pages on which the bearer of a booking's token sees, moves or cancels it. */
export interface BookingLinks {
  readonly view: string;
  readonly reschedule: string;
  readonly cancel: string;
}

/** These addresses are in mails for good: they never change. Opening one changes nothing, since scanners do. */
export function bookingLinks(publicUrl: string, bearer: TokenBearer): BookingLinks {
  const view = `${publicUrl}/${bookingPath(bearer)}`;
  return { view, reschedule: `${view}&action=reschedule`, cancel: `${view}&action=cancel` };
}

/** The page of a booking for whoever sees its calendar entry: it shows, and changes nothing. */
export const viewLink = (publicUrl: string, { id, view }: { id: string; view: string }): string =>
  `${publicUrl}/bookings/${id}?view=${encodeURIComponent(view)}`;

/** The page on which the bearer of a waitlist entry's token leaves the list. */
export const leaveWaitlistLink = (publicUrl: string, bearer: TokenBearer): string =>
  `${publicUrl}/${entryPath(bearer)}&action=cancel`;

/** The page on which the owner of a first start gets their account. Links of accounts work once, by POST: scanners open them. */
export const setupLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/account/setup?token=${encodeURIComponent(token)}`;

/** Where somebody joins an organization, from the root of the server. */
export const invitationPath = (token: string): string =>
  `account/invitation?token=${encodeURIComponent(token)}`;

/** The page on which somebody joins an organization. */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/${invitationPath(token)}`;

/** The page on which an account gets a new password. */
export const passwordLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/account/reset?token=${encodeURIComponent(token)}`;

/** Where somebody confirms an address of their account, from the root of the server. */
export const emailPath = (token: string): string => `account/email?token=${encodeURIComponent(token)}`;

/** The page on which somebody confirms an address of their account. */
export const emailLink = (publicUrl: string, token: string): string => `${publicUrl}/${emailPath(token)}`;

/** The page of an account. */
export const accountLink = (publicUrl: string): string => `${publicUrl}/account`;

/** The page on which somebody signs in by a link alone. */
export const signInLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/account/link?token=${encodeURIComponent(token)}`;

/** Where an embedded session is shown, from the root of the server. Its token is the fragment, which no server is sent. */
export const embedPath = (id: string): string => `embed/${encodeURIComponent(id)}`;

/** The page of an embedded session for whoever has its token. */
export const embedUrl = (publicUrl: string, { id, token }: TokenBearer): string =>
  `${publicUrl}/${embedPath(id)}#${token}`;
