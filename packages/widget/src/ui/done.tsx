/** @jsxImportSource preact */
import { fill } from '../i18n/messages.ts';
import { Icon } from './icons.tsx';
import type { PartProps, Ui } from './ui.ts';
import { WithRest } from './with-rest.tsx';

/** The languages that call people by their first name; the others keep the whole one. */
const firstNames: readonly string[] = ['en', 'es', 'pt', 'it', 'nl', 'fr'];

/** Only names in Latin script are cut, at their first space. */
function calledName({ words }: Ui, name: string): string {
  const whole = name.trim();
  const isCut = firstNames.includes(words.locale.language) && /^[\p{Script=Latin}\p{P}\s]+$/u.test(whole);
  return isCut ? (whole.split(/\s/)[0] ?? whole) : whole;
}

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
          : fill(messages.confirmed, { name: calledName(ui, state.draft.people[0]?.name ?? '') });
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
      <WithRest ui={ui}>{({ Outcome }) => <Outcome ui={ui} state={state} />}</WithRest>
    </div>
  );
}
