import { type Html, html } from '../../../lib/html.ts';

/** Drawn on 24 by 24 in the colour of the text beside; the text says what it means. */
const icon = (paths: Html): Html =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

export const searchIcon = icon(html`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`);
export const markdownIcon = icon(html`<path d="M4 17V7l4 5 4-5v10M18 7v9m-3-3 3 3 3-3"/>`);
export const dataIcon = icon(html`<path d="M9 5C6 5 8 12 5 12c3 0 1 7 4 7M15 5c3 0 1 7 4 7-3 0-1 7-4 7"/>`);

/** Astrocal's own mark: a day going round, and the one moment on it. */
export const mark = html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M13.1 4.6a8.1 8.1 0 1 0 6.9 6.8"/><circle cx="18.4" cy="5.6" r="3.1"/></svg>`;
