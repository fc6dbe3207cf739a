/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { fill, Hosts, hostNames, Icon, placeText } from '../shared.ts';
import type { PartProps } from '../ui/ui.ts';
import { googleCalendarUrl } from './calendar-links.ts';

/** What came of it, under the heading that says so: until when it is held, where one stands in line, what is booked. */
export function Outcome({ ui, state }: PartProps) {
  const isPending = state.booking?.status === 'pending_payment';
  return (
    <>
      {isPending && <HeldText ui={ui} state={state} />}
      <WaitingText ui={ui} state={state} />
      <Summary ui={ui} state={state} />
      {state.booking && !isPending && !ui.demo && <BookingLinks ui={ui} state={state} />}
    </>
  );
}

/** What is to be paid for a booking, and until when its time is held. */
function HeldText({ ui: { words }, state }: PartProps) {
  const { eventType, booking, timezone } = state;
  const amount = booking?.payment?.amount ?? eventType?.price_amount ?? 0;
  const currency = booking?.payment?.currency ?? eventType?.price_currency ?? 'usd';
  const until = booking?.payment?.expires_at;
  const time = until ? words.time(until, timezone) : '';
  return <p>{fill(words.messages.heldText, { price: words.price(amount, currency), time })}</p>;
}

/** Where in the line the visitor stands now. */
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
  const hosts = hostNames(state);
  return (
    <dl class="summary">
      <Line label={messages.when}>
        {start && end ? words.dayAt(start, timezone) : messages.anyTime}
        {start && end && (
          <small>
            {words.timeRange(start, end, timezone)} · {words.zone(start, timezone)}
          </small>
        )}
      </Line>
      {hosts.length > 0 && (
        <Line label={messages.with}>
          <Hosts names={hosts} />
        </Line>
      )}
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
