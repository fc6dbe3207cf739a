import { layout } from './layout.ts';
import { parts } from './parts.ts';
import { tokens } from './tokens.ts';

const text = tokens + layout + parts;
let sheet: CSSStyleSheet | null | undefined;

/**
 * Gives a shadow root its styles. A constructed sheet is shared by all widgets and is no inline style to a page's
 * policy; where the browser has none, a `<style>` does it.
 */
export function adoptStyles(shadow: ShadowRoot): void {
  if (sheet === undefined) sheet = constructedSheet();
  if (sheet !== null && 'adoptedStyleSheets' in shadow) {
    shadow.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement('style');
  style.textContent = text;
  shadow.append(style);
}

function constructedSheet(): CSSStyleSheet | null {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  } catch {
    return null;
  }
}
