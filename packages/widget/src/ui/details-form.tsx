/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks';
import type { DraftPerson } from '../flow/draft.ts';
import { limits } from '../flow/limits.generated.ts';
import { placesOf } from '../flow/reduce.ts';
import type { FlowState } from '../flow/state.ts';
import { fill } from '../i18n/messages.ts';
import { loadRest } from '../rest/load.ts';
import { BackButton } from './back-button.tsx';
import { Field } from './field.tsx';
import { PersonFields } from './person-fields.tsx';
import { ProblemNote } from './problem-note.tsx';
import type { PartProps, Ui } from './ui.ts';
import { WithRest } from './with-rest.tsx';

/** Who comes, and the button that books, moves or joins the waitlist. */
export function DetailsForm({ ui, state }: PartProps) {
  const { flow, words } = ui;
  const { messages } = words;
  const { moving, draft, problem, choice } = state;
  const [invitee] = draft.people;
  const isWaiting = state.step === 'waitlist';
  const heading = isWaiting ? messages.waitTitle : moving ? messages.newTime : messages.details;
  useEffect(() => void loadRest().catch(() => {}), []); // what comes after it; asked for again where that fails
  const submit = (event: Event) => {
    event.preventDefault();
    void flow.submit();
  };
  return (
    <div class="enter">
      <BackButton ui={ui} />
      <form class="form" noValidate onSubmit={submit} aria-labelledby="form-title" part="form">
        <div>
          <h3 id="form-title" tabindex={-1} data-focus>
            {heading}
          </h3>
          {isWaiting && <WithRest ui={ui}>{({ WaitText }) => <WaitText ui={ui} state={state} />}</WithRest>}
        </div>
        {problem &&
          (problem.code === 'slot_unavailable' ? (
            <WithRest ui={ui}>{({ TakenNote }) => <TakenNote ui={ui} state={state} />}</WithRest>
          ) : (
            <ProblemNote ui={ui} problem={problem} />
          ))}
        {!moving && ui.attendee && <Settled {...ui.attendee} />}
        {!moving && !ui.attendee && invitee && (
          <PersonFields ui={ui} state={state} index={0} person={invitee} />
        )}
        {!moving && !ui.attendee && placesOf(choice) > 1 && (
          <WithRest ui={ui}>{({ Guests }) => <Guests ui={ui} state={state} />}</WithRest>
        )}
        <Field
          id="notes"
          label={moving ? messages.reason : messages.notes}
          hint={messages.optional}
          value={draft.notes}
          maxLength={moving ? limits.reason : limits.notes}
          multiline
          onInput={(notes) => flow.write({ ...draft, notes })}
        />
        <button
          type="submit"
          class="button primary"
          aria-disabled={state.sending}
          aria-describedby="title"
          part="submit"
        >
          {actionText(ui, state)}
        </button>
      </form>
    </div>
  );
}

const Settled = ({ name, email }: DraftPerson) => (
  <p>
    <b>
      <bdi>{name}</bdi>
    </b>
    <br />
    <span class="muted">{email}</span>
  </p>
);

/** What the button does: a booking is told with its time. */
function actionText({ words }: Ui, { sending, step, moving, choice, timezone }: FlowState): string {
  const { messages } = words;
  if (sending) return messages.booking;
  if (step === 'waitlist') return messages.joinWaitlist;
  if (moving || !choice?.startTime) return messages.move;
  return fill(messages.book, { time: words.startAt(choice.startTime, timezone) });
}
