import { type MessageEvent, messageEvents } from '@astrocal/contract';

/** So many letters may be wrong in what is taken for a slip of the pen. */
const slips = 2;

/** The event of a name. Throws with a sentence that proposes the one that is nearly written so, and names all. */
export function readEvent(name: string): MessageEvent {
  const found = messageEvents.find((event) => event === name);
  if (found) return found;
  const [near] = messageEvents
    .map((event) => ({ event, distance: distanceOf(name, event) }))
    .filter(({ distance }) => distance <= slips)
    .sort((a, b) => a.distance - b.distance);
  const hint = near ? ` Did you mean ${near.event}?` : '';
  throw new Error(`There is no event "${name}".${hint} Known are: ${messageEvents.join(', ')}.`);
}

/** The events of a list such as `booking.created,booking.cancelled`. Throws at the first that is none. */
export const readEvents = (list: string): readonly MessageEvent[] =>
  list.split(',').map((name) => readEvent(name.trim()));

/** How many letters must be put in, left out or changed to make one word of another (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [column, wanted] of [...other].entries()) {
      const changed = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
