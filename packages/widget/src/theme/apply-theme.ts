import type { WidgetConfig } from '../config.ts';
import { contrast, cssColor, parseColor, type Rgb, readableOn, textOn } from './color.ts';
import { themeValues } from './theme.ts';

/** Sets a theme's variables on the widget's element, by CSSOM: a page's policy may forbid style attributes. */
export function applyTheme(host: HTMLElement, theme: WidgetConfig['theme'] = {}): void {
  for (const [variable, value] of themeValues(theme)) {
    if (value === null) host.style.removeProperty(variable);
    else host.style.setProperty(variable, value);
  }
}

/** A button of less contrast to its background would not be found: a black brand on a dark page. */
const barelySeen = 1.3;

/**
 * Sets what follows from the colours in use, from wherever they come: the text on the primary colour, and the primary
 * colour as text, as readable as WCAG asks.
 */
export function applyDerivedColors(root: HTMLElement): void {
  const set = (name: string, value: Rgb | null) => {
    if (value === null) root.style.removeProperty(name);
    else root.style.setProperty(name, cssColor(value));
  };
  set('--primary', null);
  const background = colorInUse(root, '--bg');
  const wanted = colorInUse(root, '--primary');
  const isLost = wanted && background && contrast(wanted, background) < barelySeen;
  const primary = isLost ? readableOn(wanted, background) : wanted;
  if (isLost) set('--primary', primary);
  set('--on-primary', primary && textOn(primary));
  set('--accent', primary && background && readableOn(primary, background));
}

/** What the browser makes of a variable; null where it gives a form that is not read here. */
function colorInUse(root: HTMLElement, variable: string): Rgb | null {
  const probe = document.createElement('span');
  probe.style.setProperty('color', `var(${variable})`);
  probe.style.setProperty('display', 'none');
  root.append(probe);
  const text = getComputedStyle(probe).color;
  probe.remove();
  return parseColor(text) ?? oklabLightness(text);
}

/** Colours of the wider spaces keep their form; their lightness is enough to choose between dark and light text. */
function oklabLightness(text: string): Rgb | null {
  const [, scale, number] = /^(oklab|oklch|lab|lch)\(([\d.]+)/.exec(text) ?? [];
  if (scale === undefined) return null;
  const lightness = Number(number) / (scale.startsWith('ok') ? 1 : 100);
  const gray = Math.round(255 * Math.min(1, Math.max(0, lightness)));
  return [gray, gray, gray];
}
