import { z } from 'zod';
import { bounds } from '../bounds.generated.ts';
import { activeEventTypes } from '../choose-event-type.ts';
import { eventTypeShape, type PresentedEventType, presentEventType } from '../present.ts';
import { quoted } from '../safe-text.ts';
import { sayPrice } from '../say-price.ts';
import { defineTool, reads } from '../tool.ts';

export const listEventTypes = defineTool({
  name: 'list_event_types',
  title: 'List event types',
  description:
    'Lists what can be booked: each event type with its id, length, time zone, capacity and price. Call it first, unless you know the event type. Then check_availability or find_and_book.',
  input: z.strictObject({}),
  output: {
    event_types: z.array(eventTypeShape),
    has_more: z.boolean().describe(`Whether there are more than the ${bounds.page} that are listed.`),
  },
  hints: reads,
  async run(context) {
    const { data, has_more } = await activeEventTypes(context);
    const types = data.map((type) => presentEventType(type, isDefault(type.id, data.length, context)));
    return { text: say(types, has_more), data: { event_types: types, has_more } };
  },
});

const isDefault = (
  id: string,
  count: number,
  { defaultEventTypeId }: { defaultEventTypeId: string | undefined },
) => (defaultEventTypeId === undefined ? count === 1 : id === defaultEventTypeId);

function say(types: readonly PresentedEventType[], hasMore: boolean): string {
  if (types.length === 0)
    return 'No event type can be booked with this API key. Tell the user to make one, or to check whether the key is of the right mode (test or live).';
  const more = hasMore ? '\nThere are more than these.' : '';
  return `${types.length === 1 ? 'One event type' : `${types.length} event types`} can be booked:\n${types.map(sayType).join('\n')}${more}`;
}

function sayType(type: PresentedEventType): string {
  const lengths = type.duration_options
    ? `${type.duration_options.join(', ')}`
    : String(type.duration_minutes);
  const facts = [
    `${lengths} minutes`,
    `hours in ${type.timezone}`,
    type.max_attendees > 1 && `group of up to ${type.max_attendees}`,
    type.price && `costs ${sayPrice(type.price.amount, type.price.currency)}`,
    type.waitlist_enabled && 'has a waitlist',
    type.location && `at ${quoted(type.location)}`,
    type.is_test && 'test mode',
    type.is_default && 'default',
  ].filter((fact) => typeof fact === 'string');
  const about = type.description === null ? '' : `. ${quoted(type.description)}`;
  return `- ${type.id}: ${quoted(type.title)} (${facts.join('; ')})${about}`;
}
