// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { open, type WidgetHandle } from '../src/index.ts';
import { setRestLoader } from '../src/rest/load.ts';
import { find, serveApi, shadowOf, type } from './jsdom-page.ts';

let opened: WidgetHandle | undefined;
const load = vi.fn<(attempt: number) => Promise<typeof import('../src/rest/index.ts')>>();
const soon = new Date(Date.now() + 172_800_000).toISOString().replace(/T.*/, 'T09:00:00Z');

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.body.innerHTML = '<div id="place"></div>';
  setRestLoader(load);
});
afterEach(() => {
  opened?.destroy();
  vi.unstubAllGlobals();
});

const zoneNote = () => shadowOf().querySelector('.zone [role="alert"]')?.textContent;

it('what could not be loaded is asked for again, and what was typed is kept', async () => {
  load.mockRejectedValue(new Error('no network'));
  serveApi({}, soon);
  opened = open({ eventTypeId: 'evt_1', apiUrl: 'https://api.test', target: '#place', timezone: 'UTC' });
  (await find('.day.free')).click();
  (await find('.time:not(.wait)')).click();
  await type('#name-0', 'Kim Lee');
  (await find('.back')).click();
  (await find('.zone button')).click();
  await vi.waitFor(() => expect(zoneNote()).toContain('We can’t connect right now. Your details are kept.'));
  const failed = load.mock.calls.map(([attempt]) => attempt);
  expect(failed).toEqual(failed.map((_, at) => at)); // each under its own number

  load.mockImplementation(() => import('../src/rest/index.ts'));
  (await find('.zone [role="alert"] button')).click();
  await find('.panel input');
  expect(zoneNote()).toBeUndefined();
  (await find('.time:not(.wait)')).click();
  expect((await find<HTMLInputElement>('#name-0')).value).toBe('Kim Lee');
  expect(load).toHaveBeenCalledTimes(failed.length + 1);
});
