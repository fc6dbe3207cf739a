import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { foreignPage } from './foreign-page.ts';
import { visit } from './visitor.ts';
import { introduce, widgetIn } from './widget.ts';

/** The calls of the API that a page makes, and whatever else is not only looked at. */
function callsOf(page: Page): string[] {
  const calls: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || new URL(request.url()).pathname.startsWith('/v1/'))
      calls.push(request.url());
  });
  return calls;
}

test('the preview walks through a whole booking, asks no server and books nothing', async () => {
  const page = await visit();
  const calls = callsOf(page);
  await page.goto('/docs/widget');
  const day = page.getByRole('button', { name: /times available/ }).first();
  await day.click();
  await page.getByRole('list').last().getByRole('button').first().click();
  await introduce(page);
  await widgetIn(page).submit.click();
  await widgetIn(page).booked.waitFor();
  expect(calls).toEqual([]);
});

test('the preview writes a snippet that does what the preview shows', async () => {
  const page = await visit({ reducedMotion: true }); // colours are there at once
  await page.goto('/docs/widget');
  await page.getByLabel('Color scheme').selectOption('dark');
  await page.getByLabel('Primary color').fill('#0f766e');
  await page.getByLabel('Corners').fill('4px');
  const snippet = page.getByRole('code');
  await expect.poll(() => snippet.textContent(), { timeout: 20_000 }).toContain('#0f766e');
  const written = (await snippet.textContent()) ?? '';
  expect(written).toMatch(
    /^<script src="http:\/\/127\.0\.0\.1:\d+\/widget\/v1\/astrocal\.js" async><\/script>\n/,
  );
  const shown = await lookOf(page);
  // The same in a page of one's own; made-up times take the place of an event type that does not exist.
  const element = written.slice(written.indexOf('\n')).replace('event-type-id="evt_…"', 'demo');
  const own = await visit({ reducedMotion: true });
  await own.goto(await foreignPage({ body: element }));
  expect(await lookOf(own)).toEqual(shown);
  expect(shown).toMatchObject({ primary: 'rgb(15, 118, 110)', corners: '4px' });
});

/** What the settings change: the colour of a chosen day, of the card behind it, and the card's corners. */
async function lookOf(page: Page): Promise<{ primary: string; card: string; corners: string }> {
  const day = page.getByRole('button', { name: /times available/ }).first();
  await day.click();
  const background = () => day.evaluate((button) => getComputedStyle(button).backgroundColor);
  await expect.poll(background, { timeout: 20_000 }).toMatch(/^rgb\(/);
  const card = page.getByRole('region', { name: 'Introductory call' });
  return card.evaluate(
    (element, primary) => {
      const { backgroundColor, borderTopLeftRadius } = getComputedStyle(element);
      return { primary, card: backgroundColor, corners: borderTopLeftRadius };
    },
    await background(),
  );
}
