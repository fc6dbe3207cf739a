/** @jsxImportSource preact */
import { limits, type Person } from '../flow/draft.ts';
import { placesOf } from '../flow/reduce.ts';
import type { FlowState } from '../flow/state.ts';
import { fill } from '../i18n/messages.ts';
import { BackButton } from './back-button.tsx';
import { Field } from './field.tsx';
import { Icon } from './icons.tsx';
import { ProblemNote } from './problem-note.tsx';
import { TakenNote } from './taken-note.tsx';
import type { PartProps } from './ui.ts';

/** Who comes, and the button that books, moves or joins the waitlist. */
export function DetailsForm({ ui, state }: PartProps) {
  const { flow, words } = ui;
  const { messages } = words;
  const { moving, draft, problem } = state;
  const isWaiting = state.step === 'waitlist';
  const heading = isWaiting ? messages.waitTitle : moving ? messages.newTime : messages.details;
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
          {isWaiting && <WaitText ui={ui} state={state} />}
        </div>
        {problem && isNoted(problem.code) && <ProblemNote ui={ui} problem={problem} />}
        {problem?.code === 'slot_unavailable' && <TakenNote ui={ui} state={state} />}
        {!moving && <People ui={ui} state={state} />}
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
          {messages[actionOf(state)]}
        </button>
      </form>
    </div>
  );
}

/** What the button does, by the key of its message. */
function actionOf({ sending, step, moving }: FlowState) {
  if (sending) return 'booking';
  if (step === 'waitlist') return 'joinWaitlist';
  return moving ? 'move' : 'book';
}

const isNoted = (code: string) => code !== 'slot_unavailable';

function WaitText({ ui: { words }, state: { choice } }: PartProps) {
  const { messages } = words;
  const place = choice?.kind === 'full' ? choice.position : undefined;
  return (
    <p class="muted">
      {choice?.kind === 'any' && <>{messages.anyTime}. </>}
      {messages.waitText}
      {place !== undefined && <> {fill(messages.line, { n: words.number(place) })}.</>}
    </p>
  );
}

/** The invitee, and the guests where the time has places for them. */
function People({ ui, state }: PartProps) {
  const { flow, words } = ui;
  const { messages } = words;
  const { draft } = state;
  const [first, ...guests] = draft.people;
  const change = (index: number, person: Person) =>
    flow.write({ ...draft, people: draft.people.map((one, at) => (at === index ? person : one)) });
  const remove = (index: number) =>
    flow.write({ ...draft, people: draft.people.filter((_, at) => at !== index) });
  const add = () => flow.write({ ...draft, people: [...draft.people, { name: '', email: '' }] });
  return (
    <>
      {first && <PersonFields ui={ui} state={state} index={0} person={first} onChange={change} />}
      {guests.map((person, at) => (
        <fieldset key={at} class="guest" aria-label={fill(messages.guest, { n: words.number(at + 1) })}>
          <div class="head">
            <span class="label" aria-hidden="true">
              {fill(messages.guest, { n: words.number(at + 1) })}
            </span>
            <button
              type="button"
              class="icon"
              aria-label={fill(messages.removeGuest, { n: words.number(at + 1) })}
              onClick={() => remove(at + 1)}
            >
              <Icon name="close" size={16} />
            </button>
          </div>
          <div class="pair">
            <PersonFields ui={ui} state={state} index={at + 1} person={person} onChange={change} />
          </div>
        </fieldset>
      ))}
      {draft.people.length < placesOf(state.choice) && (
        <button type="button" class="add" onClick={add}>
          <Icon name="plus" size={16} />
          {messages.addGuest}
        </button>
      )}
    </>
  );
}

interface PersonProps extends PartProps {
  readonly index: number;
  readonly person: Person;
  readonly onChange: (index: number, person: Person) => void;
}

function PersonFields({ ui, state, index, person, onChange }: PersonProps) {
  const { messages } = ui.words;
  const problemOf = (id: string) => {
    const problem = state.fieldProblems[id];
    return problem && messages[problem];
  };
  return (
    <>
      <Field
        id={`name-${index}`}
        label={messages.name}
        value={person.name}
        maxLength={limits.name}
        autocomplete={index === 0 ? 'name' : 'off'}
        problem={problemOf(`name-${index}`)}
        onInput={(name) => onChange(index, { ...person, name })}
      />
      <Field
        id={`email-${index}`}
        label={messages.email}
        type="email"
        value={person.email}
        maxLength={limits.email}
        autocomplete={index === 0 ? 'email' : 'off'}
        problem={problemOf(`email-${index}`)}
        onInput={(email) => onChange(index, { ...person, email })}
      />
    </>
  );
}
