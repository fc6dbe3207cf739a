import type { WidgetConfig } from './config.ts';
import type { FlowListener } from './flow/flow.ts';
import type { Problem } from './flow/problem.ts';

/** The events that a widget's element sends, for pages that set it up by attributes only. */
export interface WidgetEvents {
  readonly onBookingCreated: 'astrocal:booking-created';
  readonly onBookingRescheduled: 'astrocal:booking-rescheduled';
  readonly onPaymentRequired: 'astrocal:payment-required';
  readonly onWaitlistJoined: 'astrocal:waitlist-joined';
  readonly onStepChange: 'astrocal:step-change';
  readonly onError: 'astrocal:error';
  readonly onClose: 'astrocal:close';
}

type Callback = keyof WidgetEvents;

/**
 * Tells a callback of the config and, as a DOM event with the same value as its `detail`, the element. What a
 * callback throws is the page's own error: it is reported, and the widget goes on.
 */
export function tell(config: WidgetConfig, element: EventTarget, callback: Callback, detail?: unknown): void {
  try {
    (config[callback] as ((detail: unknown) => void) | undefined)?.(detail);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
  const name = callback.slice(2).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  element.dispatchEvent(new CustomEvent(`astrocal:${name.slice(1)}`, { detail, bubbles: true }));
}

/** A flow's listener that tells the config as it is at that moment, and the element. */
export function listenerOf(config: () => WidgetConfig, element: EventTarget): FlowListener {
  const say = (callback: Callback, detail: unknown) => tell(config(), element, callback, detail);
  return {
    onBooked(booking) {
      say('onBookingCreated', booking);
      if (booking.status === 'pending_payment') say('onPaymentRequired', booking);
    },
    onMoved: (booking) => say('onBookingRescheduled', booking),
    onWaitlisted: (entry) => say('onWaitlistJoined', entry),
    onStep: (step) => say('onStepChange', step),
    onProblem: (problem) => say('onError', errorOf(problem)),
  };
}

const errorOf = ({ code, message, status, requestId, details }: Problem) => ({
  code,
  message,
  ...(status !== 0 && { status, details }),
  ...(requestId !== undefined && { requestId }),
});
