import type { TestApi } from './api.ts';

/** What a browser says of a form of our own page. */
export const fromOwnPage = { 'sec-fetch-site': 'same-origin' };

/** Opens pages, and sends their forms as a browser does: from our own page unless told. */
export const pageForms = (server: () => TestApi['server']) => ({
  get: (url: string, headers: Record<string, string> = {}) => server().inject({ url, headers }),
  submit: (url: string, fields: Record<string, string>, headers: Record<string, string> = fromOwnPage) =>
    server().inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams(fields).toString(),
    }),
});
