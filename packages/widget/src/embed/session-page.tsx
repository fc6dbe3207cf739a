/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Booking } from '../api/wire.ts';
import { visitorZone } from '../time/zone.ts';
import { useDerivedColors } from '../ui/hooks.ts';
import { BookingPanel } from './booking-panel.tsx';
import { BookingsView, Failed } from './bookings-view.tsx';
import { HoursView } from './hours-view.tsx';
import type { EmbeddedPage } from './page.ts';

/** A session that is over says so; of one that could not be read nobody knows. */
export type PageState = 'open' | 'over' | 'failed';

/** What a session shows: a host's bookings and hours, or one booking. */
export function SessionPage({ page, state }: { page: EmbeddedPage; state: PageState }) {
  const root = useRef<HTMLDivElement>(null);
  const { words, texts, session, brandColor } = page;
  const theme = brandColor === null ? undefined : { primaryColor: brandColor };
  useDerivedColors(root, 'auto', theme);
  return (
    <div ref={root} class="root" lang={words.locale.language} dir={words.direction} data-scheme="auto">
      <main class="portal">
        {state === 'over' ? (
          <p class="note" role="alert">
            {texts.ended}
          </p>
        ) : state === 'failed' ? (
          <Failed page={page} onRetry={() => location.reload()} />
        ) : session.kind === 'host' ? (
          <HostViews page={page} />
        ) : (
          <OneBooking page={page} />
        )}
      </main>
    </div>
  );
}

function HostViews({ page }: { page: EmbeddedPage }) {
  const [view, setView] = useState<'bookings' | 'hours'>('bookings');
  const zone = visitorZone();
  const isFirst = useRef(true);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isFirst.current) place.current?.querySelector<HTMLElement>('#title')?.focus();
    isFirst.current = false;
  }, [view]);
  return (
    <div ref={place} class="portal-views">
      {view === 'bookings' ? (
        <>
          <BookingsView page={page} zone={zone} onHours={() => setView('hours')} />
          <Zone page={page} zone={zone} />
        </>
      ) : (
        <HoursView page={page} onBack={() => setView('bookings')} />
      )}
    </div>
  );
}

/** On whose clock times are told. */
const Zone = ({ page, zone }: { page: EmbeddedPage; zone: string }) => (
  <p class="said">{page.words.zone(new Date(page.now()).toISOString(), zone)}</p>
);

function OneBooking({ page }: { page: EmbeddedPage }) {
  const { session, send, texts } = page;
  const [booking, setBooking] = useState<Booking | null>(null);
  const [failed, setFailed] = useState(false);
  const read = () => {
    setFailed(false);
    send<Booking>({ method: 'GET', path: `/v1/bookings/${session.booking_id}` }).then(setBooking, () =>
      setFailed(true),
    );
  };
  useEffect(read, []);
  const isCancelled = booking?.status === 'cancelled';
  return (
    <>
      <h1 id="title" tabindex={-1}>
        {isCancelled ? texts.cancelled : texts.booked}
      </h1>
      <section class="card" aria-labelledby="title" aria-busy={booking === null && !failed}>
        {failed && <Failed page={page} onRetry={read} />}
        {booking && (
          <BookingPanel
            key={`${booking.status} ${booking.start_time}`}
            {...{ page, booking }}
            zone={visitorZone()}
            title={booking.event_type.title}
            onChanged={(changed) => changed.status === 'cancelled' && setBooking(changed)}
          />
        )}
      </section>
    </>
  );
}
