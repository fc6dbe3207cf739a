import { type Booking, formatStart, useBooking, useCancel } from '@astrocal/react';

interface Props {
  readonly booking: Booking;
  readonly locale: string;
  readonly onAgain: () => void;
}

/** What was booked, and the way to take it back. Its own token opens it; there is no key in this page. */
export function Booked({ booking, locale, onAgain }: Props) {
  const access = { token: booking.cancel_token };
  const current = useBooking(booking.id, access).data ?? booking;
  const { cancel, isPending, error } = useCancel(booking.id, access);
  const isCancelled = current.status === 'cancelled';
  return (
    <div role="status">
      <h2>{isCancelled ? 'Cancelled' : 'You are booked'}</h2>
      <p>{formatStart(current, locale, current.invitee_timezone)}</p>
      {error && <p role="alert">{error.message}</p>}
      {!isCancelled && (
        <button type="button" disabled={isPending} onClick={() => cancel()}>
          Cancel it
        </button>
      )}
      <button type="button" className="plain" onClick={onAgain}>
        Book another time
      </button>
    </div>
  );
}
