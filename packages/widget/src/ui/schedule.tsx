/** @jsxImportSource preact */
import { hasDurations, isFreeMonth, shownDays } from '../flow/reduce.ts';
import { BackButton } from './back-button.tsx';
import { Calendar } from './calendar.tsx';
import { Icon } from './icons.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Times } from './times.tsx';
import type { PartProps } from './ui.ts';
import { ZonePicker } from './zone-picker.tsx';

/** Calendar and times: side by side where there is room, else one after the other. */
export function Schedule({ ui, state }: PartProps) {
  return (
    <div class="schedule enter">
      <div class="calendar-side">
        {hasDurations(state) && <BackButton ui={ui} />}
        <Calendar ui={ui} state={state} />
        <MonthNote ui={ui} state={state} />
        <ZonePicker ui={ui} state={state} />
      </div>
      <Times ui={ui} state={state} />
    </div>
  );
}

/** What there is to say about the month: a problem, a reached cap, nothing left. */
function MonthNote({ ui, state }: PartProps) {
  const { messages } = ui.words;
  if (state.problem) return <ProblemNote ui={ui} problem={state.problem} />;
  if (state.months[state.month]?.status !== 'ready' || state.searching) return null;
  const isEmpty = Object.keys(shownDays(state)).length === 0;
  const hasAny = Object.keys(state.months).some((month) => isFreeMonth(state, month));
  const mayWait = !hasAny && state.waitlistAvailable && state.moving === null;
  if (!isEmpty && !state.capped && !mayWait) return null;
  return (
    <div class={mayWait || state.capped ? 'note' : 'empty'}>
      {(isEmpty || state.capped) && <p>{state.capped ? messages.capped : messages.noTimesMonth}</p>}
      {mayWait && (
        <button type="button" class="button plain small" onClick={() => ui.flow.choose({ kind: 'any' })}>
          <Icon name="queue" />
          {messages.joinWaitlist} · {messages.anyTime}
        </button>
      )}
    </div>
  );
}
