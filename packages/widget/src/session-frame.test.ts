// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { mountHostPortal, mountSession, type SessionFrame } from './session-frame.ts';

const url = 'https://astrocal.example.com/embed/ems_1#es_test_1';
let frames: SessionFrame[] = [];
afterEach(() => {
  for (const frame of frames) frame.destroy();
  frames = [];
});

/** A frame in the page, and how its page, or another, speaks to it. */
function mounted(config: Partial<Parameters<typeof mountSession>[0]> = {}) {
  document.body.innerHTML = '<div id="place"></div>';
  frames.push(mountHostPortal({ url, target: '#place', ...config }));
  const element = document.querySelector('iframe') as HTMLIFrameElement;
  const say = (
    data: unknown,
    { origin = 'https://astrocal.example.com', source = element.contentWindow } = {},
  ) => window.dispatchEvent(new MessageEvent('message', { data, origin, source }));
  return { element, say };
}

it('frames the session without telling it the address of the page, and as high as it is', () => {
  const { element, say } = mounted();
  expect([element.src, element.referrerPolicy, element.title]).toEqual([
    url,
    'no-referrer',
    'Bookings and hours',
  ]);
  say({ astrocal: 'resize', height: 613 });
  expect(element.style.height).toBe('613px');
  say({ astrocal: 'resize', height: 'all of it' });
  expect(element.style.height).toBe('480px');
});

it('says hello to the origin of the session alone', () => {
  const { element } = mounted();
  const post = vi.spyOn(element.contentWindow as Window, 'postMessage');
  element.dispatchEvent(new Event('load'));
  expect(post).toHaveBeenCalledExactlyOnceWith({ astrocal: 'hello' }, 'https://astrocal.example.com');
});

it('hears its page, and nobody else', () => {
  const onEvent = vi.fn();
  const onReady = vi.fn();
  const { say } = mounted({ onEvent, onReady });
  const event = { astrocal: 'event', name: 'booking.created', data: { id: 'bkg_1' } };
  say(event, { origin: 'https://evil.example.com' });
  say(event, { source: window });
  expect(onEvent).not.toHaveBeenCalled();
  say({ astrocal: 'ready' });
  say(event);
  say(null);
  expect(onReady).toHaveBeenCalledOnce();
  expect(onEvent).toHaveBeenCalledExactlyOnceWith({ name: 'booking.created', data: { id: 'bkg_1' } });
});

it('goes on with the session that it is given when one is over, or stays where it is', async () => {
  const next = `${url}2`;
  const { element, say } = mounted({ onSessionEnded: async () => next });
  say({ astrocal: 'session-ended' });
  await vi.waitFor(() => expect(element.src).toBe(next));
  const other = mounted();
  other.say({ astrocal: 'session-ended' });
  expect(other.element.src).toBe(url);
  frames.at(-1)?.renew(next);
  expect(other.element.src).toBe(next);
});

it('leaves the page, and needs a place', () => {
  const onReady = vi.fn();
  const { element, say } = mounted({ onReady });
  const source = element.contentWindow;
  frames.pop()?.destroy();
  expect(document.querySelector('iframe')).toBeNull();
  say({ astrocal: 'ready' }, { source });
  expect(onReady).not.toHaveBeenCalled();
  expect(() => mountSession({ url, target: '#nowhere' })).toThrow(TypeError);
});
