import { layout } from './layout.ts';
import { parts } from './parts.ts';
import { tokens } from './tokens.ts';

let styles = tokens + layout + parts;
let sheet: CSSStyleSheet | undefined;

/**
 * Gives a shadow root its styles: one constructed sheet that all widgets of a page share, which is no inline style to
 * a page's policy.
 */
export function adoptStyles(shadow: ShadowRoot): void {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  shadow.adoptedStyleSheets = [sheet];
}

/** Adds rules to those of all widgets. */
export function addStyles(more: string): void {
  styles += more;
  sheet?.replaceSync(styles);
}
