import { exampleId } from '@astrocal/contract';

const dayMs = 24 * 60 * 60_000;
const weekMs = 7 * dayMs;

/** The weekday, a Monday, on which the examples of the contract book. */
const exampleDay = Date.parse('2026-06-15T00:00:00Z');
const examplesDate = /(?<!\d)2026-\d{2}-\d{2}(?!\d)/g;

/**
 * The document with examples that work on this server as they stand: its own event type, where there is one, and dates
 * that are as many whole weeks later as it takes for the first to be after tomorrow.
 */
export function withWorkingExamples(
  document: string,
  { eventTypeId, now }: { readonly eventTypeId: string | undefined; readonly now: number },
): string {
  const laterMs = Math.max(0, Math.ceil((now + dayMs - exampleDay) / weekMs)) * weekMs;
  const dated = document.replace(examplesDate, (date) =>
    new Date(Date.parse(`${date}T00:00:00Z`) + laterMs).toISOString().slice(0, 10),
  );
  return eventTypeId === undefined ? dated : dated.replaceAll(exampleId('event_type'), eventTypeId);
}
