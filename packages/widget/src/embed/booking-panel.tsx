/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Booking } from '../api/wire.ts';
import { limits } from '../flow/limits.generated.ts';
import { fill } from '../i18n/messages.ts';
import { localTime, visitorZone } from '../time/zone.ts';
import { Field } from '../ui/field.tsx';
import { mountWidget } from '../widget.tsx';
import { type EmbeddedPage, tellEvent } from './page.ts';

interface PanelProps {
  readonly page: EmbeddedPage;
  readonly booking: Booking;
  /** The zone in which it is told. */
  readonly zone: string;
  /** What it is called: for the host who comes, for the invitee what it is. */
  readonly title: string;
  readonly onChanged: (booking: Booking) => void;
}

/** One booking, opened: when it is, and what can be done about it. */
export function BookingPanel(props: PanelProps) {
  const { page, booking, zone, title } = props;
  const [doing, setDoing] = useState<'move' | 'cancel' | null>(null);
  const { words } = page;
  const { start_time: start, end_time: end } = booking;
  return (
    <div class="panel-body">
      <div class="opened">
        <Leaf page={page} start={start} zone={zone} />
        <div>
          <h2>
            <bdi>{title}</bdi>
          </h2>
          <p>{words.dayAt(start, zone)}</p>
          <p>
            {words.timeRange(start, end, zone)} <GuestTime {...props} />
          </p>
        </div>
      </div>
      {doing === null && <Actions {...props} onDo={setDoing} />}
      {doing === 'cancel' && <Cancelling {...props} onKeep={() => setDoing(null)} />}
      {doing === 'move' && <Moving {...props} onBack={() => setDoing(null)} />}
    </div>
  );
}

/** The leaf of a calendar on which the meeting is. */
function Leaf({ page: { words }, start, zone }: { page: EmbeddedPage; start: string; zone: string }) {
  const day = new Date(`${localTime(Date.parse(start), zone).date}T12:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(words.locale.tag, { timeZone: 'UTC', calendar: 'gregory', ...options }).format(
      day,
    );
  return (
    <div class="leaf" aria-hidden="true">
      <span class="month">{part({ month: 'short' })}</span>
      <span class="day-number">{part({ day: 'numeric' })}</span>
      <span class="weekday">{part({ weekday: 'short' })}</span>
    </div>
  );
}

/** What time it is then for the invitee, where that is another. */
function GuestTime({ page, booking, zone }: PanelProps) {
  const { words, texts, session } = page;
  const { start_time: start, invitee_timezone: theirs, invitee_name: name } = booking;
  if (session.kind !== 'host' || words.time(start, theirs) === words.time(start, zone)) return null;
  return <span class="muted">· {fill(texts.forGuest, { time: words.time(start, theirs), name })}</span>;
}

function Actions({ page, booking, onDo }: PanelProps & { onDo: (what: 'move' | 'cancel') => void }) {
  const { texts, session } = page;
  const link = booking.meeting_url ?? booking.location;
  const isOpen = booking.status !== 'cancelled' && Date.parse(booking.start_time) > page.now();
  return (
    <div class="actions">
      {link && /^https?:\/\/\S+$/.test(link) && booking.status !== 'cancelled' && (
        <a class="button primary" href={link} target="_blank" rel="noopener noreferrer">
          {texts.join}
        </a>
      )}
      {isOpen && !session.read_only && (
        <>
          <button type="button" class="button plain" onClick={() => onDo('move')}>
            {texts.move}
          </button>
          <button type="button" class="button danger last" onClick={() => onDo('cancel')}>
            {texts.cancel}
          </button>
        </>
      )}
    </div>
  );
}

function Cancelling({ page, booking, onChanged, onKeep }: PanelProps & { onKeep: () => void }) {
  const { texts, words, send } = page;
  const [reason, setReason] = useState('');
  const [state, setState] = useState<'asked' | 'sent' | 'failed'>('asked');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const cancel = async (event: Event) => {
    event.preventDefault();
    if (state === 'sent') return;
    setState('sent');
    try {
      const path = `/v1/bookings/${booking.id}/cancel`;
      const changed = await send<Booking>({ method: 'POST', path, body: { reason: reason.trim() || null } });
      tellEvent(page, 'booking.cancelled', changed);
      onChanged(changed);
    } catch {
      setState('failed');
    }
  };
  return (
    <form class="form" onSubmit={cancel}>
      <h2 ref={heading} tabindex={-1}>
        {texts.cancelAsk}
      </h2>
      <Field
        id="cancel-reason"
        label={texts.reason}
        hint={words.messages.optional}
        value={reason}
        maxLength={limits.reason}
        multiline
        onInput={setReason}
      />
      {state === 'failed' && (
        <p class="error" role="alert">
          {texts.failed}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button danger solid" aria-disabled={state === 'sent'}>
          {texts.cancel}
        </button>
        <button type="button" class="button plain" onClick={onKeep}>
          {texts.keep}
        </button>
      </div>
    </form>
  );
}

/** The widget, moving the booking. */
function Moving({ page, booking, onChanged, onBack }: PanelProps & { onBack: () => void }) {
  const { words, client, apiUrl, brandColor } = page;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const handle = mountWidget(
      {
        reschedule: { bookingId: booking.id, token: '', currentStartTime: booking.start_time },
        mode: 'inline',
        colorScheme: 'auto',
        hideBranding: true,
        timezone: visitorZone(),
        ...(brandColor !== null && { theme: { primaryColor: brandColor } }),
        onBookingRescheduled(moved) {
          tellEvent(page, 'booking.rescheduled', moved);
          onChanged(moved);
        },
      },
      {
        parent: place.current,
        source: undefined,
        defaultApiUrl: apiUrl,
        onGone: () => {},
        embedded: { client, attendee: null },
      },
    );
    return () => handle.destroy();
  }, []);
  return (
    <div class="mover">
      <button type="button" class="back" onClick={onBack}>
        {words.messages.back}
      </button>
      <div ref={place} />
    </div>
  );
}
