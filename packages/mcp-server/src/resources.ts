import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { activeEventTypes } from './choose-event-type.ts';
import { explainError } from './explain-error.ts';
import { utc } from './local-time.ts';
import { presentEventType } from './present.ts';
import { plain, withoutKeys } from './safe-text.ts';
import type { Context } from './tool.ts';

const all = 'astrocal://event-types';
const template = 'astrocal://event-types/{id}';
const mimeType = 'application/json';

/** Event types as resources: the list, and each by its id. What the API refuses rejects with the advice for it. */
export function registerResources(server: McpServer, context: Context): void {
  const isDefault = (id: string) => id === context.defaultEventTypeId;
  const json = (uri: URL, value: object) => ({
    contents: [{ uri: uri.href, mimeType, text: JSON.stringify(withoutKeys(value), null, 2) }],
  });

  server.registerResource(
    'event-types',
    all,
    { title: 'Event types', description: 'What can be booked, as list_event_types tells it.', mimeType },
    (uri) =>
      explained(context, async () => {
        const { data, has_more } = await activeEventTypes(context);
        return json(uri, {
          event_types: data.map((type) => presentEventType(type, isDefault(type.id))),
          has_more,
        });
      }),
  );

  server.registerResource(
    'event-type',
    new ResourceTemplate(template, {
      list: () =>
        explained(context, async () => ({
          resources: (await activeEventTypes(context)).data.map(({ id, title }) => ({
            uri: `${all}/${id}`,
            name: id,
            title: plain(title),
          })),
        })),
      complete: { id: (start) => explained(context, () => completeEventType(context, start)) },
    }),
    { title: 'Event type', description: 'One event type: length, capacity, price and more.', mimeType },
    (uri, { id }) =>
      explained(context, async () =>
        json(uri, presentEventType(await context.astrocal.eventTypes.get(String(id)), isDefault(String(id)))),
      ),
  );
}

/** Ids and slugs of event types that begin so. */
export async function completeEventType(context: Context, start: string): Promise<string[]> {
  const { data } = await activeEventTypes(context);
  const begins = (text: string) => text.toLowerCase().startsWith(start.toLowerCase());
  return data.filter(({ id, slug, title }) => [id, slug, title].some(begins)).map(({ id }) => id);
}

async function explained<T>({ keyAdvice }: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainError(error, { zone: utc, keyAdvice, whenNotFound: `Read ${all} for the ids that exist.` });
  }
}
