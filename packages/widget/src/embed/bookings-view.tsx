/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { Booking } from '../api/wire.ts';
import { localTime } from '../time/zone.ts';
import { Icon } from '../ui/icons.tsx';
import { BookingPanel } from './booking-panel.tsx';
import type { EmbeddedPage } from './page.ts';
import { readUpcoming } from './read-upcoming.ts';

interface ViewProps {
  readonly page: EmbeddedPage;
  readonly zone: string;
  readonly onHours: () => void;
}

/** What a host has ahead, day by day; one of them can be opened. */
export function BookingsView({ page, zone, onHours }: ViewProps) {
  const { texts } = page;
  const [bookings, setBookings] = useState<readonly Booking[] | null>(null);
  const [failed, setFailed] = useState(false);
  const read = () => {
    setFailed(false);
    readUpcoming(page).then(setBookings, () => setFailed(true));
  };
  useEffect(read, []);
  return (
    <>
      <div class="head">
        <h1 id="title" tabindex={-1}>
          {texts.bookings}
        </h1>
        <button type="button" class="button plain small" onClick={onHours}>
          <Icon name="clock" />
          {texts.hours}
        </button>
      </div>
      <section class="card" aria-labelledby="title" aria-busy={bookings === null && !failed}>
        {failed && <Failed page={page} onRetry={read} />}
        {bookings?.length === 0 && <p class="panel-body">{texts.none}</p>}
        {bookings && <Days page={page} zone={zone} bookings={bookings} onRead={read} />}
      </section>
    </>
  );
}

export const Failed = ({ page, onRetry }: { page: EmbeddedPage; onRetry: () => void }) => (
  <div class="panel-body" role="alert">
    <p>{page.texts.failed}</p>
    <button type="button" class="button plain small" onClick={onRetry}>
      {page.words.messages.retry}
    </button>
  </div>
);

interface DaysProps extends Pick<ViewProps, 'page' | 'zone'> {
  readonly bookings: readonly Booking[];
  readonly onRead: () => void;
}

function Days({ page, zone, bookings, onRead }: DaysProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const dateOf = ({ start_time }: Booking) => localTime(Date.parse(start_time), zone).date;
  const onChanged = (booking: Booking) => {
    if (booking.status !== 'cancelled') return; // the panel shows that it moved
    setSaid(page.texts.cancelled);
    setOpened(null);
    onRead();
  };
  return (
    <>
      <p class="hidden" role="status">
        {said}
      </p>
      <ul class="list">
        {bookings.map((booking, i) => {
          const before = bookings[i - 1];
          const isFirst = before === undefined || dateOf(before) !== dateOf(booking);
          return (
            <li key={booking.id}>
              {isFirst && <DayLine page={page} date={dateOf(booking)} zone={zone} />}
              <Row
                {...{ page, zone, booking, isOpen: opened === booking.id }}
                onToggle={() => {
                  setOpened(opened === booking.id ? null : booking.id);
                  if (opened === booking.id) onRead(); // it may have moved
                }}
              />
              {opened === booking.id && (
                <BookingPanel {...{ page, zone, booking, onChanged }} title={booking.invitee_name} />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function DayLine({
  page: { words, texts, now },
  date,
  zone,
}: {
  page: EmbeddedPage;
  date: string;
  zone: string;
}) {
  const isToday = date === localTime(now(), zone).date;
  return (
    <p class="dayline">
      {isToday ? texts.today : words.day(date)}
      {isToday && <span>{words.shortDay(date)}</span>}
    </p>
  );
}

interface RowProps extends Pick<ViewProps, 'page' | 'zone'> {
  readonly booking: Booking;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Row({ page: { words }, zone, booking, isOpen, onToggle }: RowProps) {
  const { start_time, end_time, invitee_name, event_type, attendee_count } = booking;
  return (
    <button type="button" class="booking-row" aria-expanded={isOpen} onClick={onToggle}>
      <span class="at">{words.timeRange(start_time, end_time, zone)}</span>
      <span>
        <b>
          <bdi>{invitee_name}</bdi>
          {attendee_count > 1 && ` +${words.number(attendee_count - 1)}`}
        </b>
        <small>
          <bdi>{event_type.title}</bdi>
        </small>
      </span>
    </button>
  );
}
