/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { Icon } from '../shared.ts';
import type { PartProps } from '../ui/ui.ts';

/** When the booking is that moves, while it is still being read: as the page says. */
export function CurrentTime({ ui, state: { timezone } }: PartProps) {
  const start = ui.reschedule?.currentStartTime;
  if (!start || Number.isNaN(Date.parse(start))) return null;
  return (
    <Current ui={ui}>
      {ui.words.dayAt(start, timezone)}, {ui.words.time(start, timezone)}
    </Current>
  );
}

/** The same once it was read; struck out when another time is picked. */
export function Moving({ ui, state }: PartProps) {
  if (state.moving === null) return null;
  const { start_time: start, end_time: end } = state.moving;
  return (
    <Current ui={ui}>
      <span class={state.choice ? 'was' : undefined}>
        {ui.words.dayAt(start, state.timezone)}, {ui.words.timeRange(start, end, state.timezone)}
      </span>
    </Current>
  );
}

const Current = ({ ui, children }: Pick<PartProps, 'ui'> & { children: ComponentChildren }) => (
  <p class="picked">
    <Icon name="calendar" />
    <span>
      <small>{ui.words.messages.currentTime}</small>
      {children}
    </span>
  </p>
);
