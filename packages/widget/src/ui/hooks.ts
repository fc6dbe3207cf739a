import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WidgetConfig } from '../config.ts';
import type { Flow } from '../flow/flow.ts';
import type { FlowState } from '../flow/state.ts';
import { applyDerivedColors } from '../theme/apply-theme.ts';

/** The state of a flow, from change to change. */
export function useFlowState(flow: Flow): FlowState {
  const [, update] = useState(0);
  useLayoutEffect(() => flow.subscribe(() => update((count) => count + 1)), [flow]);
  return flow.state();
}

/** The text on buttons follows the colours, and the system's scheme where that is followed. */
export function useDerivedColors(
  root: { readonly current: HTMLElement | null },
  colorScheme: string,
  theme: WidgetConfig['theme'],
): void {
  useLayoutEffect(() => {
    const apply = () => root.current && applyDerivedColors(root.current);
    apply();
    if (colorScheme !== 'auto' || typeof matchMedia !== 'function') return;
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [colorScheme, theme]);
}

/** A new step is read from its beginning; the first one leaves the focus where the page has it. */
export function useFocusOnStep(root: { readonly current: HTMLElement | null }, state: FlowState): void {
  const known = useRef<string | null>(null);
  const refusals = useRef(state.fieldProblems);
  useEffect(() => {
    const isFirst = known.current === null || state.eventType === null;
    if (state.eventType !== null) known.current = state.step;
    if (isFirst) return;
    const element = root.current;
    if (element?.querySelector('.zone :focus')) return; // another zone led here: it is still being chosen
    element?.querySelector<HTMLElement>('[data-focus="true"]')?.focus({ preventScroll: true });
    if (element && element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: 'start' });
  }, [state.step, state.eventType === null, state.step === 'times' ? state.date : null]);
  useEffect(() => {
    if (refusals.current === state.fieldProblems) return;
    refusals.current = state.fieldProblems;
    root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state.fieldProblems]);
}

/** Times that were read a while ago are read again when the visitor comes back; so is what the network kept away. */
export function useFreshTimes(flow: Flow, { problem }: FlowState): void {
  useEffect(() => {
    const onVisible = () => document.visibilityState === 'visible' && void flow.refresh();
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [flow]);
  useEffect(() => {
    if (problem === null || problem.during === 'send' || problem.status !== 0) return;
    const onOnline = () => void flow.retry();
    addEventListener('online', onOnline);
    return () => removeEventListener('online', onOnline);
  }, [flow, problem]);
}
