import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { timeName } from './days.ts';
import { bookingsOf, type Offer, offer } from './offers.ts';
import { visit } from './visitor.ts';
import { alex, book } from './widget.ts';

const example = path.resolve(import.meta.dirname, '../examples/plain-embed/index.html');
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'astrocal-embed-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** The example as a newcomer has it: with the address and the id of their own, opened from a file. */
async function ownCopy({ eventType }: Offer): Promise<string> {
  const html = await readFile(example, 'utf8');
  expect([html.split('http://127.0.0.1:3000').length, html.split('evt_REPLACE_ME').length]).toEqual([2, 4]);
  const file = path.join(directory, `${eventType.id}.html`);
  await writeFile(
    file,
    html.replaceAll('http://127.0.0.1:3000', inject('serverUrl')).replaceAll('evt_REPLACE_ME', eventType.id),
  );
  return pathToFileURL(file).href;
}

test('the plain page of the examples books in the page and in a dialog', async () => {
  const made = await offer();
  const page = await visit();
  await page.goto(await ownCopy(made));
  const inPage = page.getByRole('region').first();
  await book(inPage, made.date, timeName(made.starts[0] ?? ''));
  await page.getByRole('button', { name: 'Book a call' }).click();
  await book(page.getByRole('dialog'), made.date, timeName(made.starts[1] ?? ''));
  const bookings = await bookingsOf(made);
  expect(bookings.map(({ start_time, invitee_email }) => [start_time, invitee_email])).toEqual([
    [made.starts[1], alex.email],
    [made.starts[0], alex.email],
  ]);
});
