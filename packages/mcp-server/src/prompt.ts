import { completable, type McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { bounds } from './bounds.generated.ts';
import { completeEventType } from './resources.ts';
import { plain } from './safe-text.ts';
import type { Context } from './tool.ts';

/** `book_meeting`: what a user may pick from a menu to have a meeting booked. */
export function registerPrompt(server: McpServer, context: Context): void {
  server.registerPrompt(
    'book_meeting',
    {
      title: 'Book a meeting',
      description: 'Finds a time that suits and books it.',
      argsSchema: z.object({
        when: z
          .string()
          .describe('Days and times that suit, such as "Tuesday or Wednesday next week, in the morning".'),
        name: z.string().describe('Who is booked.'),
        email: z.string().describe('Their e-mail address.'),
        timezone: z.string().optional().describe('Their IANA time zone, such as America/New_York.'),
        event_type: completable(z.string(), (start) => completeEventType(context, start))
          .optional()
          .describe('The event type: id, slug or title.'),
      }),
    },
    (args) => ({ messages: [{ role: 'user', content: { type: 'text', text: request(args) } }] }),
  );
}

interface Wishes {
  readonly when: string;
  readonly name: string;
  readonly email: string;
  readonly timezone?: string | undefined;
  readonly event_type?: string | undefined;
}

function request({ when, name, email, timezone, event_type }: Wishes): string {
  return [
    'Book a meeting with the astrocal tools.',
    `Who: ${plain(name)}, ${plain(email, bounds.email)}.`,
    `When: ${plain(when, 500)}.`,
    timezone
      ? `Time zone: ${plain(timezone)}.`
      : 'Ask me for the time zone, as a city, before anything else.',
    event_type
      ? `Event type: ${plain(event_type)}.`
      : 'Call list_event_types first; ask me which one I mean if that is not clear.',
    'Then call find_and_book with the dates and preferred times that I named. When nothing fits, tell me what is near and let me choose. At the end, tell me date, time with its zone, and the booking id.',
  ].join('\n');
}
