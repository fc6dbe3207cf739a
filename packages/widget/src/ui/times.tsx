/** @jsxImportSource preact */
import { shownDays } from '../flow/reduce.ts';
import type { TimeOffer } from '../time/days.ts';
import { BackButton } from './back-button.tsx';
import type { PartProps, Ui } from './ui.ts';

/** The times of the chosen day. Full ones lead to the waitlist. */
export function Times({ ui, state }: PartProps) {
  const { words } = ui;
  const { date, timezone } = state;
  if (date === null) return <div class="times" />;
  const offers = shownDays(state)[date];
  const isLoading = state.months[state.month]?.status === 'loading' && offers === undefined;
  return (
    <div class="times enter" key={date} part="times">
      <BackButton ui={ui} />
      <div class="bar">
        <h3 id="day" tabindex={-1} data-focus={state.step === 'times'}>
          {words.shortDay(date)}
        </h3>
      </div>
      <div class="scroll">
        <ul class="list" aria-labelledby="day" aria-busy={isLoading}>
          {isLoading && [1, 2, 3, 4, 5].map((line) => <li key={line} class="time wait" aria-hidden="true" />)}
          {offers?.map((offer) => (
            <li key={offer.startTime}>
              <Time ui={ui} offer={offer} label={words.time(offer.startTime, timezone)} />
            </li>
          ))}
        </ul>
        {!isLoading && !offers?.length && <p class="empty">{words.messages.noTimesDay}</p>}
      </div>
    </div>
  );
}

function Time({ ui, offer, label }: { ui: Ui; offer: TimeOffer; label: string }) {
  const { words, flow } = ui;
  if (offer.kind === 'full') {
    return (
      <button type="button" class="time full" onClick={() => flow.choose(offer)}>
        <b>{label}</b>
        <small>
          <span class="hidden">{words.messages.full}. </span>
          {words.messages.joinWaitlist}
        </small>
      </button>
    );
  }
  const isGroup = (offer.totalCapacity ?? 1) > 1 && offer.spotsRemaining !== undefined;
  return (
    <button type="button" class="time" onClick={() => flow.choose(offer)}>
      {label}
      {isGroup && <small>{words.spots(offer.spotsRemaining ?? 0)}</small>}
    </button>
  );
}
