import { type BookingFlow, formatDate, formatTime, isApiError, useBookingFlow } from '@astrocal/react';
import { Booked } from './booked.tsx';
import { Calendar } from './calendar.tsx';
import { Details } from './details.tsx';

const locale = navigator.language;

/** The whole way to a booking. The hook knows where the visitor stands; all that is left to do is to show it. */
export function OwnLook({ eventTypeId }: { readonly eventTypeId: string }) {
  const flow = useBookingFlow({ eventTypeId, locale });
  return (
    <div className="card" aria-busy={flow.isLoading}>
      <p className="title">
        {flow.eventType?.title ?? 'Loading …'}
        {flow.duration && <span> · {flow.duration} min</span>}
      </p>
      <Trouble flow={flow} />
      {flow.step === 'duration' && <Durations flow={flow} />}
      {flow.step === 'date' && <Calendar flow={flow} locale={locale} />}
      {flow.step === 'time' && <Times flow={flow} />}
      {flow.step === 'form' && <Details flow={flow} locale={locale} />}
      {flow.booking && <Booked booking={flow.booking} locale={locale} onAgain={flow.restart} />}
      {flow.timezone && <p className="note">Times are in {flow.timezone.replaceAll('_', ' ')}.</p>}
    </div>
  );
}

/** What went wrong in words, and what to do about it. */
function Trouble({ flow }: { readonly flow: BookingFlow }) {
  const { error, alternatives, timezone, chooseSlot } = flow;
  if (!error) return null;
  const isTaken = isApiError(error, 'slot_unavailable');
  return (
    <div role="alert" className="trouble">
      <p>{isTaken ? 'Somebody was faster: this time is taken.' : error.message}</p>
      {timezone &&
        alternatives.map((slot) => (
          <button key={slot.start_time} type="button" onClick={() => chooseSlot(slot)}>
            {formatTime(slot, locale, timezone)} is free
          </button>
        ))}
    </div>
  );
}

function Durations({ flow }: { readonly flow: BookingFlow }) {
  return (
    <div className="choices">
      {flow.durations.map((minutes) => (
        <button key={minutes} type="button" onClick={() => flow.chooseDuration(minutes)}>
          {minutes} minutes
        </button>
      ))}
    </div>
  );
}

function Times({ flow }: { readonly flow: BookingFlow }) {
  const { date, slots, timezone, chooseSlot, back } = flow;
  if (!date || !timezone) return null;
  return (
    <>
      <h2>{formatDate(date, locale)}</h2>
      {slots.length === 0 && <p>Nothing is free on this date any more.</p>}
      <div className="choices">
        {slots.map((slot) => (
          <button key={slot.start_time} type="button" onClick={() => chooseSlot(slot)}>
            {formatTime(slot, locale, timezone)}
          </button>
        ))}
      </div>
      <button type="button" className="plain" onClick={back}>
        Another date
      </button>
    </>
  );
}
