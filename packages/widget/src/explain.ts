import type { WidgetConfig } from './config.ts';
import type { Problem } from './flow/problem.ts';
import { modeOf } from './mode-of.ts';

/**
 * Tells the developer in the console why nothing can be booked, while the visitor reads a polite sentence: the id or the
 * token is wrong, or what it names is no longer offered. Nothing where the server was away: it is not the page's fault.
 */
export function explain(config: WidgetConfig, problem: Problem, apiUrl: string): void {
  const { code, status, message, during, requestId } = problem;
  if ((during !== 'start' && code !== 'host_unavailable') || status < 400 || status >= 500 || status === 429)
    return;
  const { reschedule, eventTypeId } = config;
  const subject = reschedule ? `booking "${reschedule.bookingId}"` : `event type "${eventTypeId}"`;
  const host = code === 'host_unavailable' ? ' with the host that is asked for' : '';
  const request = requestId ? ` Request ${requestId}.` : '';
  console.error(
    `Astrocal: the widget (${modeOf(config)}) cannot show ${subject}${host}: ${apiUrl} answered ${status} ${code}, "${message}".${request} ` +
      `See ${apiUrl}/docs/guides/widget#when-nothing-can-be-booked`,
  );
}
