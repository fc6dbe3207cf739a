import { type Html, html } from '../../../lib/html.ts';
import type { Reader } from '../../../wording/reader-time.ts';

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
export const timeChoices = (name: string, starts: readonly string[], reader: Reader): Html =>
  html`<fieldset><legend>Times of this day, ${reader.zoneName(Date.parse(starts[0] ?? ''))}</legend>
<div class="times">${starts.map(
    (start) =>
      html`<label><input type="radio" name="${name}" value="${start}" required> ${reader.time(Date.parse(start))}</label>\n`,
  )}</div></fieldset>`;

/** What stands in place of times where there are none. */
export const noTimes = ({ starts, refusal }: DayOfTimes): Html => {
  if (refusal) return html`<p role="alert">${refusal.message}</p>`;
  return starts === null
    ? html`<p>The times could not be read. Please try again, or write to your host.</p>`
    : html`<p>Nothing is free on this day. Please try another one.</p>`;
};
