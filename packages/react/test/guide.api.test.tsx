import './page.ts';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ComponentType, ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import ts from 'typescript';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { useOrganization as openOrganization } from '../../../apps/api/test/harness/organization.ts';
import { AstrocalProvider } from '../src/index.ts';
import { isCreate, observedClient } from './api-client.ts';
import { patience } from './render-below.tsx';

// Each piece of code in the guide is a module of its own: TypeScript accepts it, and what it shows does what is said.
// For visitors it is the day on which the API's clock stands still.
vi.mock('../src/hooks/use-visitor.ts', async (original) => ({
  ...(await original<object>()),
  useToday: () => '2026-06-01',
}));

const scene = openOrganization();
const root = path.resolve(import.meta.dirname, '../../..');
// Inside the package, so that its imports are found.
const directory = mkdtempSync(path.join(import.meta.dirname, '.guide-'));
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(cleanup);

const files = ['docs/react.md', 'packages/react/README.md'].flatMap((page) =>
  [...readFileSync(path.join(root, page), 'utf8').matchAll(/^```tsx\n([\s\S]*?)^```$/gm)].map(
    ([, text = ''], i) => {
      const file = path.join(directory, `${path.basename(page, '.md')}-${i}.tsx`);
      writeFileSync(file, text);
      return { file, text };
    },
  ),
);

/** A component that the guide exports by this name. */
async function shown(name: string): Promise<ComponentType<Record<string, string>>> {
  const found = files.find(({ text }) => text.includes(`export function ${name}(`));
  if (!found) throw new Error(`The guide has no ${name}.`);
  return (await import(found.file))[name];
}

/** Renders below a provider whose client leads to the API. */
function show(page: ReactElement) {
  const client = observedClient(scene.api);
  render(<AstrocalProvider client={client.astrocal}>{page}</AstrocalProvider>);
  return client;
}

/** Clicks a button as soon as it is there and can be clicked. */
async function click(name: RegExp): Promise<void> {
  const button = await waitFor(() => {
    const found = screen.getByRole<HTMLButtonElement>('button', { name });
    expect(found.disabled).toBe(false);
    return found;
  }, patience);
  fireEvent.click(button);
}
const bookings = async () => (await scene.org.call('GET', '/v1/bookings')).body.data;

it('shows code that TypeScript accepts', () => {
  expect(files.length).toBeGreaterThanOrEqual(8);
  const program = ts.createProgram(
    files.map(({ file }) => file),
    {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      jsx: ts.JsxEmit.ReactJSX,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
    },
  );
  const problems = ts.getPreEmitDiagnostics(program);
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
}, 60_000);

describe('the code that the guide shows', () => {
  it('is a whole booking page, of one length or several', async () => {
    const OwnBookingPage = await shown('OwnBookingPage');
    const { id } = await scene.org.eventType({ title: 'Intro call', duration_options: [30, 60] });
    show(<OwnBookingPage eventTypeId={id} locale="en" />);
    await click(/60 minutes/);
    await click(/June 16$/);
    const [time] = await screen.findAllByRole('button', { name: /[AP]M$/ }, patience);
    if (time) fireEvent.click(time);
    fireEvent.change(await screen.findByLabelText('Name', {}, patience), {
      target: { value: 'Alex Johnson' },
    });
    fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'alex@example.com' } });
    await click(/^Book$/);
    expect((await screen.findByText(/^See you on/, {}, patience)).textContent).toContain('June 16, 2026');
    expect(await bookings()).toMatchObject([{ invitee_name: 'Alex Johnson', event_type: { duration: 60 } }]);
  });

  it('lists the dates of a month', async () => {
    const FreeDates = await shown('FreeDates');
    const { id } = await scene.org.eventType({ title: 'Intro call' });
    show(<FreeDates eventTypeId={id} />);
    await screen.findByRole('list', { name: 'Intro call' }, patience);
    expect((await screen.findAllByRole('listitem', {}, patience)).length).toBeGreaterThanOrEqual(30);
  });

  it('books once by two clicks, and tells what is free in place of a taken time', async () => {
    const BookNow = await shown('BookNow');
    const { id } = await scene.org.eventType();
    const first = show(<BookNow eventTypeId={id} startTime="2026-06-16T09:00:00Z" />);
    const button = await screen.findByRole('button', { name: 'Book now' }, patience);
    fireEvent.click(button);
    fireEvent.click(button);
    await screen.findByText('Booked: 2026-06-16T09:00:00Z', {}, patience);
    expect(first.sent.filter(isCreate)).toHaveLength(1);
    cleanup();
    show(<BookNow eventTypeId={id} startTime="2026-06-16T09:00:00Z" />);
    await click(/Book now/);
    await screen.findByText('Just taken. Free: 2026-06-16T09:30:00Z', {}, patience);
  });

  it('moves and cancels a booking', async () => {
    const ManageBooking = await shown('ManageBooking');
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, '2026-06-16T09:00:00Z');
    show(<ManageBooking id={booking.id} token={booking.cancel_token} later="2026-06-16T10:00:00Z" />);
    await screen.findByText(/9:00.AM UTC \(confirmed\)$/, {}, patience);
    await click(/Later/);
    await screen.findByText(/10:00.AM UTC \(rescheduled\)$/, {}, patience);
    await click(/Cancel/);
    await screen.findByText(/\(cancelled\)$/, {}, patience);
    expect(await bookings()).toMatchObject([{ status: 'cancelled', cancel_reason: 'Travelling' }]);
  });

  it('waits for a taken time, and leaves again', async () => {
    const TakenTimes = await shown('TakenTimes');
    const { id } = await scene.org.eventType({ waitlist_enabled: true });
    await scene.org.booked(id, '2026-06-16T09:00:00Z');
    show(<TakenTimes eventTypeId={id} date="2026-06-16" />);
    const entries = async () => (await scene.org.call('GET', `/v1/waitlist?event_type_id=${id}`)).body.data;
    await click(/^2026-06-16T09:00:00Z is taken. Be number 1 in line$/);
    await screen.findByText(/^You wait as number 1\./, {}, patience);
    await screen.findByText(/Be number 2 in line$/, {}, patience);
    expect(await entries()).toMatchObject([{ invitee_name: 'Kim Lee', status: 'waiting' }]);
    await click(/^Leave the waitlist$/);
    await screen.findByText(/^You left\.$/, {}, patience);
    expect(await entries()).toMatchObject([{ status: 'cancelled' }]);
  });

  it('shows the times of a date, and books one', async () => {
    const Times = await shown('Times');
    const { id } = await scene.org.eventType();
    show(<Times eventTypeId={id} date="2026-06-16" />);
    const times = await screen.findAllByRole('button', { name: /[AP]M$/ }, patience);
    if (times[0]) fireEvent.click(times[0]);
    await screen.findByText(/^Booked: /, {}, patience);
    expect(await bookings()).toHaveLength(1);
  });

  it('places the widget, and a button that opens it', async () => {
    const [BookingPage, BookButton] = [await shown('BookingPage'), await shown('BookButton')];
    expect(renderToString(<BookingPage />)).toBe('<div></div>');
    expect(renderToString(<BookButton eventTypeId="evt_1" />)).toBe(
      '<button type="button">Book a time</button>',
    );
  });
});
