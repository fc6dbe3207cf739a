/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { fill } from '../i18n/messages.ts';
import { placeText, zoneText } from './about.tsx';
import { googleCalendarUrl } from './calendar-links.ts';
import { Icon } from './icons.tsx';
import type { PartProps } from './ui.ts';

/** The end: booked, moved, held until it is paid, or on the waitlist. */
export function Done({ ui, state }: PartProps) {
  const { messages } = ui.words;
  const isPending = state.booking?.status === 'pending_payment';
  const title =
    state.step === 'waitlisted'
      ? messages.waiting
      : state.moving
        ? messages.moved
        : isPending
          ? messages.held
          : messages.confirmed;
  const icon = state.step === 'waitlisted' ? 'queue' : isPending ? 'clock' : 'tick';
  return (
    <div class="done enter" part="done">
      <span class={icon === 'tick' ? 'tick drawn' : 'tick'}>
        <Icon name={icon} size={28} />
      </span>
      <h2 id="title" tabindex={-1} data-focus>
        {title}
      </h2>
      <p class="muted">
        <bdi>{state.eventType?.title}</bdi>
      </p>
      {isPending && <HeldText ui={ui} state={state} />}
      <WaitingText ui={ui} state={state} />
      <Summary ui={ui} state={state} />
      {state.booking && !isPending && !ui.demo && <BookingLinks ui={ui} state={state} />}
    </div>
  );
}

function HeldText({ ui: { words }, state }: PartProps) {
  const { eventType, booking, timezone } = state;
  const amount = booking?.payment?.amount ?? eventType?.price_amount ?? 0;
  const currency = booking?.payment?.currency ?? eventType?.price_currency ?? 'usd';
  const until = booking?.payment?.expires_at;
  const time = until ? words.time(until, timezone) : '';
  return <p>{fill(words.messages.heldText, { price: words.price(amount, currency), time })}</p>;
}

function WaitingText({ ui: { words }, state: { entry } }: PartProps) {
  if (entry?.position === undefined) return null;
  return <p>{fill(words.messages.waitingText, { n: words.number(entry.position) })}</p>;
}

function Summary({ ui: { words }, state }: PartProps) {
  const { messages } = words;
  const { booking, choice, timezone, eventType } = state;
  const start = booking?.start_time ?? choice?.startTime;
  const end = booking?.end_time ?? choice?.endTime;
  const [first, ...guests] = state.draft.people;
  return (
    <dl class="summary">
      <Line label={messages.when}>
        {start && end ? words.dayAt(start, timezone) : messages.anyTime}
        {start && end && (
          <small>
            {words.timeRange(start, end, timezone)} · {zoneText(timezone)}
          </small>
        )}
      </Line>
      <Line label={messages.who}>
        <bdi>{first?.name}</bdi>
        <small>{first?.email}</small>
        {guests.map(({ name, email }) => (
          <small key={email}>
            <bdi>{name}</bdi> · {email}
          </small>
        ))}
      </Line>
      {eventType?.location && (
        <Line label={messages.where}>
          <Place location={booking?.meeting_url ?? booking?.location ?? eventType.location} />
        </Line>
      )}
    </dl>
  );
}

/** An address of a call can be opened; anything else is text. */
const Place = ({ location }: { location: string }) =>
  /^https?:\/\/\S+$/.test(location) ? (
    <a href={location} target="_blank" rel="noopener noreferrer">
      {placeText(location)}
    </a>
  ) : (
    <span>{location}</span>
  );

const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

function BookingLinks({ ui, state }: PartProps) {
  const { messages } = ui.words;
  const { booking } = state;
  const token = booking?.cancel_token ?? ui.reschedule?.token;
  if (!booking) return null;
  const page = `${ui.apiUrl}/bookings/${encodeURIComponent(booking.id)}`;
  const query = token && `?token=${encodeURIComponent(token)}`;
  return (
    <div class="row">
      {query && (
        <a class="button plain small" href={`${page}/calendar.ics${query}`}>
          <Icon name="calendar" />
          {messages.calendar}
        </a>
      )}
      <a
        class="button plain small"
        href={googleCalendarUrl(booking)}
        target="_blank"
        rel="noopener noreferrer"
      >
        {messages.google}
      </a>
      {query && (
        <a class="button plain small" href={page + query} target="_blank" rel="noopener noreferrer">
          {messages.manage}
        </a>
      )}
    </div>
  );
}
