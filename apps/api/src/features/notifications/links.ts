/** The pages on which the bearer of a booking's token sees, moves or cancels it. */
export interface BookingLinks {
  readonly view: string;
  readonly reschedule: string;
  readonly cancel: string;
}

/** These addresses are in mails for good: they never change. Opening one changes nothing, since scanners do. */
export function bookingLinks(publicUrl: string, { id, token }: { id: string; token: string }): BookingLinks {
  const view = `${publicUrl}/bookings/${id}?token=${encodeURIComponent(token)}`;
  return { view, reschedule: `${view}&action=reschedule`, cancel: `${view}&action=cancel` };
}

/** The page of a booking for whoever sees its calendar entry: it shows, and changes nothing. */
export const viewLink = (publicUrl: string, { id, view }: { id: string; view: string }): string =>
  `${publicUrl}/bookings/${id}?view=${encodeURIComponent(view)}`;

/** The page on which the bearer of a waitlist entry's token leaves the list. */
export const leaveWaitlistLink = (publicUrl: string, { id, token }: { id: string; token: string }): string =>
  `${publicUrl}/waitlist/${id}?token=${encodeURIComponent(token)}&action=cancel`;
