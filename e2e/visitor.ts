import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';

/** Who looks at a page, and with what. */
export interface Visitor {
  /** IANA zone of the machine; New York unless told. */
  readonly timezone?: string;
  /** en-US unless told. */
  readonly locale?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  readonly javaScript?: boolean;
  /** What the console may say of requests that were meant to fail: a status, or words. */
  readonly mayHear?: readonly (number | string)[];
}

let browser: Browser | undefined;
afterAll(() => browser?.close());

const complaints: string[] = [];
const contexts: { close(): Promise<void> }[] = [];
// A page that complains to its console is broken, whatever else it shows.
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  expect(complaints.splice(0)).toEqual([]);
});

/**
 * A new page of a visitor who has been nowhere yet. Errors of the page fail the test when it ends, violations of its
 * content security policy among them, but for those that the visitor `mayHear`.
 */
export async function visit(visitor: Visitor = {}): Promise<Page> {
  browser ??= await chromium.launch({ executablePath: inject('chromiumPath'), args: ['--no-sandbox'] });
  const options: BrowserContextOptions = {
    baseURL: inject('serverUrl'),
    timezoneId: visitor.timezone ?? 'America/New_York',
    locale: visitor.locale ?? 'en-US',
    viewport: { width: visitor.width ?? 1_000, height: visitor.height ?? 900 },
    colorScheme: visitor.colorScheme ?? 'light',
    reducedMotion: visitor.reducedMotion ? 'reduce' : 'no-preference',
    javaScriptEnabled: visitor.javaScript ?? true,
  };
  const context = await browser.newContext(options);
  contexts.push(context);
  context.setDefaultTimeout(20_000);
  const expected = (visitor.mayHear ?? []).flatMap((heard) =>
    typeof heard === 'number' ? [`status of ${heard}`, `answered ${heard}`] : [heard],
  );
  // Pages that open from the first one are the same visitor's.
  const hear = (said: string) => {
    if (!expected.some((words) => said.includes(words))) complaints.push(said);
  };
  context.on('weberror', (error) => hear(`${error.error()}`));
  context.on('console', (message) => {
    if (message.type() === 'error') hear(message.text());
  });
  return context.newPage();
}
