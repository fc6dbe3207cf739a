/** @jsxImportSource preact */
import { fill } from '../shared.ts';
import type { PartProps } from '../ui/ui.ts';

/** What waiting means, above the form. */
export function WaitText({ ui: { words }, state: { choice } }: PartProps) {
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
