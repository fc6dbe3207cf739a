/** @jsxImportSource preact */
import { fill } from '../shared.ts';
import type { PartProps } from '../ui/ui.ts';

/** The slot has just gone: the nearest free ones in its place. What was typed is kept. */
export function TakenNote({ ui, state }: PartProps) {
  const { flow, words } = ui;
  const { messages } = words;
  const { alternatives, timezone, choice } = state;
  const time = choice?.startTime ? words.time(choice.startTime, timezone) : '';
  return (
    <div class="note bad" role="alert">
      <p>
        <b>{fill(messages.taken, { time })}</b>{' '}
        {alternatives.length > 0 ? messages.takenText : messages.takenNone}
      </p>
      <div class="row">
        {alternatives.map((offer) => (
          <button
            key={offer.startTime}
            type="button"
            class="button plain small"
            onClick={() => flow.takeAlternative(offer)}
          >
            {words.startAt(offer.startTime, timezone)}
          </button>
        ))}
        <button type="button" class="button plain small" onClick={flow.goBack}>
          {messages.otherTime}
        </button>
      </div>
    </div>
  );
}
