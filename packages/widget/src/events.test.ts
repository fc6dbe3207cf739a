import { afterEach, expect, it, vi } from 'vitest';
import { tell } from './events.ts';

afterEach(() => void vi.useRealTimers());

it('tells the callback and the element', () => {
  const element = new EventTarget();
  const heard = vi.fn();
  const onStepChange = vi.fn();
  element.addEventListener('astrocal:step-change', (event) => heard((event as CustomEvent).detail));
  tell({ onStepChange }, element, 'onStepChange', 'times');
  expect(onStepChange).toHaveBeenCalledExactlyOnceWith('times');
  expect(heard).toHaveBeenCalledExactlyOnceWith('times');
});

it('reports what a callback throws as an error of the page, and goes on', () => {
  vi.useFakeTimers();
  const element = new EventTarget();
  const heard = vi.fn();
  element.addEventListener('astrocal:close', heard);
  const onClose = () => {
    throw new Error('of the page');
  };
  tell({ onClose }, element, 'onClose');
  expect(heard).toHaveBeenCalledOnce();
  expect(() => vi.runAllTimers()).toThrow('of the page');
});
