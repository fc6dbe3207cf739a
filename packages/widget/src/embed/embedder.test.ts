// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { createEmbedder } from './embedder.ts';

const app = 'https://app.example.com';
afterEach(() => void vi.unstubAllGlobals());

/** A page that is framed by another, which says something. */
function framed(origins: readonly string[] = [app]) {
  const embedderWindow = { postMessage: vi.fn() };
  vi.stubGlobal('parent', embedderWindow);
  const embedder = createEmbedder(origins);
  const say = (data: unknown, origin: string, source: unknown = embedderWindow) => {
    const event = new MessageEvent('message', { data, origin });
    Object.defineProperty(event, 'source', { value: source });
    dispatchEvent(event);
  };
  return { embedder, say, told: embedderWindow.postMessage };
}

it('tells an allowed origin that has said hello, also what was told before, and only that origin', () => {
  const { embedder, say, told } = framed();
  embedder.tell({ astrocal: 'ready' });
  expect(told).not.toHaveBeenCalled();
  say({ astrocal: 'hello' }, app);
  embedder.tell({ astrocal: 'resize', height: 1 });
  expect(told.mock.calls).toEqual([
    [{ astrocal: 'ready' }, app],
    [{ astrocal: 'resize', height: 1 }, app],
  ]);
});

it('tells nobody else', () => {
  const { embedder, say, told } = framed();
  say({ astrocal: 'hello' }, 'https://evil.example.com');
  say({ astrocal: 'hello' }, 'null');
  say({ astrocal: 'hi' }, app);
  say({ astrocal: 'hello' }, app, window);
  embedder.tell({ astrocal: 'ready' });
  expect(told).not.toHaveBeenCalled();
});

it('tells nobody where nobody frames it', () => {
  const post = vi.spyOn(window, 'postMessage');
  createEmbedder([app]).tell({ astrocal: 'ready' });
  expect(post).not.toHaveBeenCalled();
});
