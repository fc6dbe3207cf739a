import { type EventType, isApiError } from '@astrocal/sdk';
import { bounds } from './bounds.generated.ts';
import { ToolProblem } from './problem.ts';
import { quoted } from './safe-text.ts';
import type { Context } from './tool.ts';

const shown = 10;

/**
 * The event type that a call means: by id, slug or exact title; without one the configured default, or the only one
 * there is. Throws a Problem that lists what there is to choose from, and what the client throws.
 */
export async function chooseEventType(context: Context, given: string | undefined): Promise<EventType> {
  const id = given ?? context.defaultEventTypeId;
  const found = id === undefined ? await theOnlyOne(context) : await find(context, id);
  if (!found.active)
    throw new ToolProblem(
      `The event type ${quoted(found.title)} (${found.id}) is switched off, so it cannot be booked. Call list_event_types for those that can.`,
      { code: 'not_found' },
    );
  return found;
}

async function find(context: Context, id: string): Promise<EventType> {
  try {
    return await context.astrocal.eventTypes.get(id);
  } catch (error) {
    if (!isApiError(error, 'not_found')) throw error;
  }
  const { data } = await activeEventTypes(context);
  const word = id.trim().toLowerCase();
  const meant = data.filter(({ slug, title }) => slug === word || title.trim().toLowerCase() === word);
  if (meant.length === 1 && meant[0]) return meant[0];
  const setting =
    id === context.defaultEventTypeId ? ' It is the ASTROCAL_DEFAULT_EVENT_TYPE_ID of this MCP server.' : '';
  throw new ToolProblem(`There is no event type ${quoted(id)} for this API key.${setting} ${choice(data)}`, {
    code: 'not_found',
  });
}

async function theOnlyOne(context: Context): Promise<EventType> {
  const { data } = await activeEventTypes(context);
  if (data.length === 1 && data[0]) return data[0];
  if (data.length === 0)
    throw new ToolProblem(
      'There is no event type that can be booked with this API key. Tell the user to make one, or to check whether the key is of the right mode (test or live).',
      { code: 'not_found' },
    );
  throw new ToolProblem(`event_type_id: is required, since there are several event types. ${choice(data)}`);
}

/** One page of what can be booked: as many as a list call gives. */
export const activeEventTypes = ({ astrocal }: Context) =>
  astrocal.eventTypes.list({ active: true, limit: bounds.page });

function choice(types: readonly EventType[]): string {
  if (types.length === 0) return 'Call list_event_types.';
  const lines = types
    .slice(0, shown)
    .map(({ id, title, duration_minutes }) => `- ${id}: ${quoted(title)}, ${duration_minutes} minutes`);
  const more = types.length > shown ? '\nCall list_event_types for the others.' : '';
  return `Choose one of these, and ask the user when it is not clear which:\n${lines.join('\n')}${more}`;
}
