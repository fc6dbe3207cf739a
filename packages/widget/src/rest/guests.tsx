/** @jsxImportSource preact */
import type { DraftPerson } from '../flow/draft.ts';
import { fill, Icon, PersonFields, placesOf } from '../shared.ts';
import type { PartProps } from '../ui/ui.ts';

/** Whom the visitor brings, where the time has places for them. */
export function Guests({ ui, state }: PartProps) {
  const { flow, words } = ui;
  const { messages } = words;
  const { draft } = state;
  const write = (people: readonly DraftPerson[]) => flow.write({ ...draft, people });
  return (
    <>
      {draft.people.slice(1).map((person, at) => (
        <fieldset key={at} class="guest" aria-label={fill(messages.guest, { n: words.number(at + 1) })}>
          <div class="head">
            <span class="label" aria-hidden="true">
              {fill(messages.guest, { n: words.number(at + 1) })}
            </span>
            <button
              type="button"
              class="icon"
              aria-label={fill(messages.removeGuest, { n: words.number(at + 1) })}
              onClick={() => write(draft.people.filter((_, index) => index !== at + 1))}
            >
              <Icon name="close" size={16} />
            </button>
          </div>
          <div class="pair">
            <PersonFields ui={ui} state={state} index={at + 1} person={person} />
          </div>
        </fieldset>
      ))}
      {draft.people.length < placesOf(state.choice) && (
        <button type="button" class="add" onClick={() => write([...draft.people, { name: '', email: '' }])}>
          <Icon name="plus" size={16} />
          {messages.addGuest}
        </button>
      )}
    </>
  );
}
