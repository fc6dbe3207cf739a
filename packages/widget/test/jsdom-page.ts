import { vi } from 'vitest';
import { eventType, slotsAt } from './scripted-client.ts';

/** The shadow root of the widget in a page that has one. */
export function shadowOf(within: ParentNode = document): ShadowRoot {
  const shadow = within.querySelector('[data-astrocal-widget]')?.shadowRoot;
  if (!shadow) throw new Error('there is no widget');
  return shadow;
}

export const textOf = (within: ParentNode = document): string => shadowOf(within).textContent ?? '';

/** Waits for an element of the widget; the selector's first. */
export const find = <Found extends HTMLElement = HTMLElement>(selector: string): Promise<Found> =>
  vi.waitFor(
    () => {
      const found = shadowOf().querySelector<Found>(selector);
      if (!found) throw new Error(`there is no ${selector}`);
      return found;
    },
    { timeout: 10_000 },
  );

/** Types into a field as a person does. */
export async function type(selector: string, value: string): Promise<void> {
  const field = await find<HTMLInputElement>(selector);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** An API that knows one event type and these starts; what is sent to it is kept. */
export function serveApi(subject: object, ...starts: string[]) {
  const requests: { method: string; url: URL; body: unknown }[] = [];
  const answers: Record<string, (url: URL, body: never) => unknown> = {
    'GET /v1/event-types/evt_1': () => ({ ...eventType, ...subject }),
    'GET /v1/availability': ({ searchParams: query }) =>
      slotsAt(...starts)({
        event_type_id: 'evt_1',
        start: query.get('start') ?? '',
        end: query.get('end') ?? '',
        timezone: 'UTC',
      }),
  };
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const url = new URL(input);
    const method = init.method ?? 'GET';
    requests.push({ method, url, body: init.body ? JSON.parse(String(init.body)) : undefined });
    const known = answers[`${method} ${url.pathname}`];
    if (!known) return new Response('{"error":{"code":"not_found","message":"none"}}', { status: 404 });
    return new Response(JSON.stringify(known(url, undefined as never)));
  });
  return { requests };
}
