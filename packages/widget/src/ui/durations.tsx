/** @jsxImportSource preact */
import { Icon } from './icons.tsx';
import type { PartProps } from './ui.ts';

/** The lengths to choose from. */
export function Durations({ ui, state }: PartProps) {
  const { flow, words } = ui;
  return (
    <div class="enter">
      <h3 tabindex={-1} data-focus>
        {words.messages.duration}
      </h3>
      <ul class="lengths">
        {[...(state.eventType?.duration_options ?? [])]
          .sort((one, other) => one - other)
          .map((minutes) => (
            <li key={minutes}>
              <button type="button" onClick={() => flow.chooseDuration(minutes)}>
                {words.duration(minutes)}
                <Icon name="forward" flip />
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
}
