/** Markup that is safe to send: made by `html`, which escapes whatever it is given. */
export interface Html {
  readonly markup: string;
}

/** What may stand between the parts of a template: nothing is written for null, undefined and false. */
export type HtmlPart = string | number | Html | null | undefined | false | readonly HtmlPart[];

/** The text with nothing in it that HTML would read, in an element or between the quotes of an attribute. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** A template of HTML: texts and numbers are escaped, markup stays, lists are joined. Attributes stand in quotes. */
export const html = (strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html => ({
  markup: strings.map((text, i) => text + markupOf(parts[i])).join(''),
});

function markupOf(part: HtmlPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
}

/** Data for a `script` element that is not run, such as JSON-LD: no text in it can end the element. */
export const jsonForScript = (value: unknown): Html => ({
  markup: JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026'),
});
