import type { WidgetConfig } from './config.ts';
import { explain } from './explain.ts';
import type { FlowListener } from './flow/flow.ts';
import type { Problem } from './flow/problem.ts';
import { kebab } from './kebab.ts';

type Callback = Extract<keyof WidgetConfig, `on${string}`>;

/**
 * Tells a callback of the config and, as a DOM event with the same value as its `detail`, the element: for pages that
 * set it up by attributes only, `onStepChange` is `astrocal:step-change`. What a callback throws is the page's own
 * error: it is reported, and the widget goes on.
 */
export function tell(config: WidgetConfig, element: EventTarget, callback: Callback, detail?: unknown): void {
  try {
    (config[callback] as ((detail: unknown) => void) | undefined)?.(detail);
  } catch (error) {
    reportError(error);
  }
  const name = kebab(callback).replace('on-', 'astrocal:');
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}

/** A flow's listener that tells the config as it is at that moment, and the element; `apiUrl` is whom the flow asks. */
export function listenerOf(config: () => WidgetConfig, element: EventTarget, apiUrl: string): FlowListener {
  const say = (callback: Callback, detail: unknown) => tell(config(), element, callback, detail);
  return {
    onBooked(booking) {
      say('onBookingCreated', booking);
      if (booking.status === 'pending_payment') say('onPaymentRequired', booking);
    },
    onMoved: (booking) => say('onBookingRescheduled', booking),
    onWaitlisted: (entry) => say('onWaitlistJoined', entry),
    onStep: (step) => say('onStepChange', step),
    onProblem(problem) {
      say('onError', errorOf(problem));
      explain(config(), problem, apiUrl);
    },
  };
}

const errorOf = ({ code, message, status, requestId, details }: Problem) => ({
  code,
  message,
  ...(status !== 0 && { status, details }),
  ...(requestId !== undefined && { requestId }),
});
