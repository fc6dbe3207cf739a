import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../e2e/find-chromium.ts';
import { type ServedPage, servePage } from './served-page.ts';

/** Null, and a sentence, where there is no browser to look with. */
const executablePath = (() => {
  try {
    return findChromium();
  } catch (error) {
    console.log(`The widget is not looked at in a browser. ${(error as Error).message}`);
    return null;
  }
})();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const body = `<div data-astrocal-demo data-astrocal-color-scheme="auto"></div>
  <p><button data-astrocal-demo data-astrocal-color-scheme="auto">Book a time</button></p>`;

describe.skipIf(executablePath === null)('in a browser, under a strict policy', { timeout: 90_000 }, () => {
  let served: ServedPage;
  let browser: Browser;
  const complaints: string[] = [];
  beforeAll(async () => {
    const launched = chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    [served, browser] = await Promise.all([servePage(body), launched]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  async function visit(lang: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      locale: lang,
      timezoneId: 'America/New_York',
      viewport: { width: 1000, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${served.url}/${lang}`);
    await page.locator('.day.free').first().waitFor();
    return page;
  }

  /** What axe finds in the page as it is, by the rules of WCAG 2.2 AA and the best practices. */
  async function findings(page: Page): Promise<unknown> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Report> } }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      interface Report {
        violations: { id: string; nodes: { html: string }[] }[];
      }
    });
  }

  /** Controls that are smaller than 24 by 24 px, or that the card cuts off, and how far the page is too wide. */
  const misfits = (page: Page) =>
    page.evaluate(() => {
      const shadow = document.querySelector('[data-astrocal-widget]')?.shadowRoot;
      const card = shadow?.querySelector('.card')?.getBoundingClientRect() ?? new DOMRect();
      const boxes = [...(shadow?.querySelectorAll('button, a, input, textarea') ?? [])]
        .map((control) => ({ html: control.outerHTML, box: control.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0);
      const isSmall = ({ width, height }: DOMRect) => width < 24 || height < 24;
      const isCut = ({ left, right }: DOMRect) => left < card.left || right > card.right;
      return {
        small: boxes.filter(({ box }) => isSmall(box)).map(({ html }) => html),
        cut: boxes.filter(({ box }) => isCut(box)).map(({ html }) => html),
        overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth),
      };
    });

  /** Goes through every step, and looks at each. */
  async function walk(page: Page, look: (step: string) => Promise<void>): Promise<void> {
    await look('calendar');
    await page.locator('.bar .icon').nth(1).click();
    await page.locator('.day.free').nth(4).click();
    await page.locator('.time').first().waitFor();
    await look('times');
    await page.locator('.time').first().click();
    await page.locator('form .primary').click();
    await page.locator('#name-0[aria-invalid="true"]').waitFor();
    await look('form');
    await page.locator('#name-0').fill('Kim Lee');
    await page.locator('#email-0').fill('kim@example.com');
    await page.locator('form .primary').click();
    await page.locator('.done').waitFor();
    await look('done');
  }

  it.each([
    ['light', 'en', { colorScheme: 'light' }],
    ['dark, from right to left', 'ar', { colorScheme: 'dark' }],
    ['at 320 px', 'de', { viewport: { width: 320, height: 640 } }],
  ] as const)('axe finds nothing and everything fits, step by step: %s', async (_what, lang, options) => {
    const page = await visit(lang, options);
    await walk(page, async (step) => {
      expect(await findings(page), step).toEqual([]);
      expect(await misfits(page), step).toEqual({ small: [], cut: [], overflow: 0 });
    });
  });

  it('books by the keyboard alone', async () => {
    const page = await visit('en');
    const keys = async (...names: string[]) => {
      for (const name of names) await page.keyboard.press(name);
    };
    await keys('Tab', 'Tab', 'Enter'); // the next month
    await page.locator('.day[tabindex="0"].free').waitFor();
    await keys('Tab', 'Enter'); // its first free day
    await page.locator('.time').first().waitFor();
    expect(await page.locator('#day').evaluate((heading) => heading.matches(':focus'))).toBe(true);
    await keys('Tab', 'Enter'); // its first time
    await page.locator('#name-0').waitFor();
    await keys('Tab');
    await page.keyboard.type('Kim Lee');
    await keys('Tab');
    await page.keyboard.type('kim@example.com');
    await keys('Enter');
    await page.getByRole('heading', { name: 'You’re booked, Kim' }).waitFor();
  });

  it('chooses a time zone by typing, and says times in it', async () => {
    const page = await visit('en');
    await page.locator('.day.free').first().click();
    await page.getByRole('button', { name: 'Time zone: New York' }).click();
    await page.getByRole('combobox').fill('tokyo');
    await page.keyboard.press('Enter');
    const button = page.getByRole('button', { name: 'Time zone: Tokyo (UTC+9)' });
    await button.waitFor();
    expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('asks again for the second file where it could not be had, and the browser loads it', async () => {
    const page = await visit('en');
    const asked: string[] = [];
    await page.route('**/astrocal-rest.js*', (route) => {
      asked.push(new URL(route.request().url()).search);
      return asked.length === 1 ? route.abort() : route.continue();
    });
    await page.reload(); // the demo asks for its times by it
    complaints.splice(0); // the browser says that a request came to nothing
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.day.free').first().waitFor();
    complaints.splice(0);
    expect(asked).toEqual([expect.stringMatching(/^\?v=/), expect.stringMatching(/&again=1$/)]);
  });

  it('keeps the focus in its dialog, and gives it back to the button', async () => {
    const page = await visit('en');
    const opener = page.getByRole('button', { name: 'Book a time' });
    await opener.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Introductory call' });
    await dialog.locator('.day.free').first().waitFor();
    expect(await findings(page)).toEqual([]);
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab');
      const outside = await page.evaluate(() => document.activeElement?.closest('main') !== null);
      expect(outside, `after ${press + 1} presses`).toBe(false);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await opener.evaluate((element) => element.matches(':focus'))).toBe(true);
  });
});
