import { initialsOf } from '@astrocal/look';
import { type Html, html } from '../../../lib/html.ts';

export interface LabelledValue {
  readonly label: string;
  readonly value: string | readonly string[];
  /** Shown struck through: it is no longer so. */
  readonly isGone?: boolean;
  /** The values are names of people, each beside its face. */
  readonly areFaces?: boolean;
}

/** Somebody of this name, with initials where a picture would be. */
export const person = (name: string): Html =>
  html`<span class="person"><span class="face" aria-hidden="true">${initialsOf(name)}</span> <bdi>${name}</bdi></span>`;

/** A list of facts; every value may be somebody's words, of any direction. */
export const facts = (all: readonly LabelledValue[]): Html => html`<dl class="facts">
${all.map(
  ({ label, value, isGone, areFaces }) =>
    html`<div><dt>${label}</dt><dd${isGone && html` class="gone"`}>${[value]
      .flat()
      .map((each, i) =>
        areFaces ? person(each) : html`${i > 0 && html`<br>`}<bdi>${linked(each)}</bdi>`,
      )}</dd></div>\n`,
)}</dl>`;

/** A web address becomes a link that tells nobody where it was followed; anything else stays text. */
export function linked(text: string): Html {
  if (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text)) return html`${text}`;
  return html`<a href="${new URL(text).href}" rel="noopener noreferrer nofollow">${text}</a>`;
}

/** Somebody's words of several lines, under what they are. */
export const words = (label: string, text: string | null): Html | null =>
  text === null ? null : html`<section><h2>${label}</h2><p class="words" dir="auto">${text}</p></section>\n`;

/** The day as a leaf of a calendar; the facts say it in full. */
export const leaf = ({ month, day, weekday }: { month: string; day: string; weekday: string }): Html =>
  html`<div class="leaf" aria-hidden="true"><span class="month">${month}</span><span class="day">${day}</span><span class="weekday">${weekday}</span></div>`;
