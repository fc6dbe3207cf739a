import { afterEach, expect, it, vi } from 'vitest';
import { watchForReturn } from '../src/cache/refetch-on-return.ts';
import { pageEvent } from './page.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  ['the page is shown again', () => document.dispatchEvent(pageEvent('visibilitychange'))],
  ['its window is turned to', () => window.dispatchEvent(pageEvent('focus'))],
  ['the network is back', () => window.dispatchEvent(pageEvent('online'))],
])('the visitor returns when %s, unless the page is hidden or nobody watches', (_name, happen) => {
  const onReturn = vi.fn();
  const stop = watchForReturn(onReturn);
  happen();
  expect(onReturn).toHaveBeenCalledTimes(1);
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  happen();
  expect(onReturn).toHaveBeenCalledTimes(1);
  hidden.mockRestore();
  stop();
  happen();
  expect(onReturn).toHaveBeenCalledTimes(1);
});
