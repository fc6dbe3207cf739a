import type { Zone } from '@astrocal/scheduling';
import { type Html, html } from '../../../lib/html.ts';
import { offsetText, timeText, zoneText } from '../../notifications/index.ts';

/** The times of one date, for those whom the widget does not reach. */
export interface DayOfTimes {
  /** `2026-06-15`, in the zone of the page. */
  readonly date: string;
  /** Their starts as the API tells them; null where it could not. */
  readonly starts: readonly string[] | null;
  /** Why it could not, where that will pass. */
  readonly refusal?: { readonly message: string };
}

/** The field in which a date is chosen. */
export const dateField = (date: string): Html =>
  html`<label class="field">Day <input type="date" name="date" value="${date}" required></label>`;

/** Times to choose one of, as the field `name` of a form. */
export const timeChoices = (name: string, starts: readonly string[], zone: Zone): Html =>
  html`<fieldset><legend>Times of this day, ${zoneText(zone, Date.parse(starts[0] ?? ''))}</legend>
<div class="times">${timeLabels(starts, zone).map(
    (label, i) =>
      html`<label><input type="radio" name="${name}" value="${starts[i]}" required> ${label}</label>\n`,
  )}</div></fieldset>`;

/** `1:30 am`; `1:30 am, UTC−5` where clocks change that day, so that two times of one name can be told apart. */
function timeLabels(starts: readonly string[], zone: Zone): string[] {
  const told = starts.map((start) => {
    const instant = Date.parse(start);
    return { time: timeText(zone, instant), offset: offsetText(zone, instant) };
  });
  const names = told.map(({ time }) => time);
  return told.map(({ time, offset }) => {
    const isTwice = names.indexOf(time) !== names.lastIndexOf(time);
    return isTwice || offset !== told[0]?.offset ? `${time}, ${offset}` : time;
  });
}

/** What stands in place of times where there are none. */
export const noTimes = ({ starts, refusal }: DayOfTimes): Html => {
  if (refusal) return html`<p role="alert">${refusal.message}</p>`;
  return starts === null
    ? html`<p>The times could not be read. Please try again, or write to your host.</p>`
    : html`<p>Nothing is free on this day. Please try another one.</p>`;
};
