import { JSDOM } from 'jsdom';
import type { TestApi } from './api.ts';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
  readonly body: string;
  /** The body as a browser reads it, at its address, running nothing. */
  readonly document: Document;
  /** What a person reads, spaces evened out; what only scripts show is not in it. */
  readonly text: string;
}

/** Asks for a page as a browser does. `form` sends its fields by POST. */
export async function readPage(
  { server, deps }: Pick<TestApi, 'server' | 'deps'>,
  path: string,
  { form, headers = {}, method }: { form?: Record<string, string>; headers?: object; method?: string } = {},
): Promise<PageAnswer> {
  const answer = await server.inject({
    method: (method ?? (form ? 'POST' : 'GET')) as 'GET',
    url: path,
    headers: { ...(form && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
    ...(form && { payload: new URLSearchParams(form).toString() }),
  });
  const { document } = new JSDOM(answer.body, { url: new URL(path, deps.publicUrl).href }).window;
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body,
    document,
    text: (document.body.textContent ?? '').replace(/\s+/g, ' ').trim(),
  };
}

/** Where the links and forms of a page lead, as paths with their queries. */
export const addressesOf = (document: Document): string[] =>
  [...document.querySelectorAll('[href],[src],[action]')].map((element) => {
    const address = ['href', 'src', 'action'].map((name) => element.getAttribute(name)).find(Boolean);
    const { origin, pathname, search } = new URL(address ?? '', document.location.href);
    return origin === document.location.origin ? pathname + search : `${origin}${pathname}`;
  });

/** What a page says under a label, such as `When`; null where the label is not there. */
export function factOf(document: Document, label: string): string | null {
  const term = [...document.querySelectorAll('dt')].find(({ textContent }) => textContent === label);
  return term?.nextElementSibling?.textContent ?? null;
}
