/** @jsxImportSource preact */
import type { DraftPerson } from '../flow/draft.ts';
import { limits } from '../flow/limits.generated.ts';
import { Field } from './field.tsx';
import type { PartProps } from './ui.ts';

interface PersonProps extends PartProps {
  /** 0 is the invitee, the others are guests. */
  readonly index: number;
  readonly person: DraftPerson;
}

/** Name and address of one of the party. */
export function PersonFields({ ui: { flow, words }, state, index, person }: PersonProps) {
  const { messages } = words;
  const { draft } = state;
  const change = (changed: Partial<DraftPerson>) =>
    flow.write({
      ...draft,
      people: draft.people.map((one, at) => (at === index ? { ...one, ...changed } : one)),
    });
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
        onInput={(name) => change({ name })}
      />
      <Field
        id={`email-${index}`}
        label={messages.email}
        type="email"
        value={person.email}
        maxLength={limits.email}
        autocomplete={index === 0 ? 'email' : 'off'}
        problem={problemOf(`email-${index}`)}
        onInput={(email) => change({ email })}
      />
    </>
  );
}
