/** @jsxImportSource preact */
import type { PartProps } from './ui.ts';

/** The slot has just gone: the nearest free ones in its place. What was typed is kept. */
export function TakenNote({ ui, state }: PartProps) {
  const { flow, words } = ui;
  const { messages } = words;
  const { alternatives, timezone } = state;
  return (
    <div class="note bad" role="alert">
      <p>
        <b>{messages.taken}.</b> {alternatives.length > 0 ? messages.takenText : messages.takenNone}
      </p>
      <div class="row">
        {alternatives.map((offer) => (
          <button
            key={offer.startTime}
            type="button"
            class="button plain small"
            onClick={() => flow.takeAlternative(offer)}
          >
            {words.shortDayAt(offer.startTime, timezone)}, {words.time(offer.startTime, timezone)}
          </button>
        ))}
        <button type="button" class="button plain small" onClick={flow.goBack}>
          {messages.otherTime}
        </button>
      </div>
    </div>
  );
}
