/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks';
import type { FlowState } from '../flow/state.ts';
import { firstDay, monthOf } from '../time/month.ts';
import { Icon } from './icons.tsx';
import { cityText } from './place-text.ts';
import type { PartProps } from './ui.ts';
import { WithRest } from './with-rest.tsx';

/** The zone in which times are shown, and the list of all others. */
export function ZonePicker({ ui, state }: PartProps) {
  const { words, flow } = ui;
  const { timezone } = state;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  };
  const at = instantShown(state);
  const label = `${cityText(timezone)} (${words.offset(at, timezone)})`;
  return (
    <div class="zone">
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        aria-label={`${words.messages.timezone}: ${label}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="globe" />
        {label}
      </button>
      {isOpen && (
        <WithRest ui={ui}>
          {({ ZonePanel }) => (
            <ZonePanel
              ui={ui}
              timezone={timezone}
              at={at}
              onClose={close}
              onLeave={() => setOpen(false)}
              onChoose={(zone) => {
                close();
                void flow.chooseZone(zone);
              }}
            />
          )}
        </WithRest>
      )}
    </div>
  );
}

/** Offsets are those of the days that are shown: in half a year a zone may have another one than today. */
function instantShown({ date, month, today }: FlowState): number {
  const day = date ?? (month > monthOf(today) ? firstDay(month) : today);
  return Date.parse(`${day}T12:00:00Z`);
}
