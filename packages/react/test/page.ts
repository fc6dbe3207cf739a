import { JSDOM } from 'jsdom';

/**
 * A page in this process, imported before anything of React. It adds what React looks for and leaves the globals of
 * Node (`URL`, `AbortSignal`, …) as they are, because the API runs in the same process.
 */
const { window } = new JSDOM('<!doctype html><html lang="en"><body></body></html>', {
  url: 'http://page.test/',
  pretendToBeVisual: true,
});

for (const name of [
  'window',
  'document',
  'Node',
  'Element',
  'HTMLElement',
  'HTMLIFrameElement',
  'FormData',
  'MutationObserver',
  'customElements',
] as const)
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });

/** An event as the page's own machine makes it. */
export const pageEvent = (type: string): Event => new window.Event(type);
