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
}

let browser: Browser | undefined;
afterAll(() => browser?.close());

const complaints: string[] = [];
const contexts: { close(): Promise<void> }[] = [];
// A page that complains to its console is broken, whatever else it shows.
afterEach(async () => {
  const heard = complaints.splice(0);
  for (const context of contexts.splice(0)) await context.close();
  expect(heard).toEqual([]);
});

/**
 * A new page of a visitor who has been nowhere yet. Errors of the page, and violations of its content security policy
 * among them, fail the test when it ends; so do answers that were `expected` to fail and are told by their status.
 */
export async function visit(visitor: Visitor = {}, expected: readonly number[] = []): Promise<Page> {
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
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (expected.some((status) => message.text().includes(`status of ${status}`))) return;
    complaints.push(message.text());
  });
  return page;
}
