import type { Guide, Library } from '../library/load-guides.ts';

/** What an agent reads first: what this server is, how to book on it, and where everything else is. */
export const llmsText = (publicUrl: string, { list, groups }: Library): string => `# Astrocal

> A scheduling API: ask for free times, book one. Bookings, groups, waitlists, webhooks and mail; nobody is booked twice.

- The API is at ${publicUrl}/v1: JSON in snake_case, times in UTC such as 2030-06-17T14:00:00Z, time zones as IANA names.
- Free times, booking, joining a waitlist and reading an event type need no key, only the id of the event type. A booking is
  read, moved and cancelled by the \`?token=\` that came with it. Everything else takes \`Authorization: Bearer ac_…\`.
- Every event type has a page for people, ${publicUrl}/book/{organization}/{event type}; the same address with \`.md\` says
  how to book it with two requests.
- Agents that speak MCP find the same as tools at ${publicUrl}/mcp
- Each POST takes an \`Idempotency-Key\`: repeating a request with it is harmless. Errors have a \`code\` to act on; a taken
  time comes with up to three others.

## Reference

- [OpenAPI 3.1](${publicUrl}/v1/openapi.json): every operation, made from the running code
- [Errors](${publicUrl}/docs/errors): every code, and whether the same request may succeed later
- [${list.title}](${publicUrl}/docs/guides/${list.name}.md): the guides below, and how to read their examples

${groups.map(({ title, guides }) => `## ${title}\n\n${guides.map((guide) => lineOf(publicUrl, guide)).join('\n')}\n`).join('\n')}`;

const lineOf = (publicUrl: string, { name, title, answers }: Guide): string =>
  `- [${title}](${publicUrl}/docs/guides/${name}.md): ${answers}`;
