import type { WidgetTheme } from '../config.ts';
import { kebab } from '../kebab.ts';

/** What a theme consists of. */
export const themeParts = [
  'primaryColor',
  'primaryHoverColor',
  'headingColor',
  'backgroundColor',
  'textColor',
  'borderColor',
  'borderFocusColor',
  'borderRadius',
  'fontFamily',
] as const satisfies readonly (keyof WidgetTheme)[];

export type ThemePart = (typeof themeParts)[number];

/** The CSS variable of a part. A page may set it itself, on the widget or on anything around it. */
export const variableOf = (part: ThemePart): string => `--astrocal-${kebab(part)}`;

/** The variables of a theme and their values; null, to be taken away, for what is missing or not valid. */
export const themeValues = (
  theme: WidgetTheme,
): readonly (readonly [variable: string, value: string | null])[] =>
  themeParts.map((part) => {
    const value = theme[part]?.trim();
    return [variableOf(part), value && isValid(part, value) ? value : null];
  });

/** A value is only itself: no `var()`, no `url()`, nothing after a semicolon. */
function isValid(part: ThemePart, value: string): boolean {
  if (part === 'borderRadius') return /^(0|(\d{1,3}(\.\d+)?|\.\d+)(px|rem|em))$/.test(value);
  if (part === 'fontFamily') return /^[\p{L}\p{N}\s,'"._-]{1,200}$/u.test(value) && hasPairedQuotes(value);
  return isColor(value);
}

const hasPairedQuotes = (value: string) => /^([^'"]|'[^'"]*'|"[^'"]*")*$/.test(value);

const colorForms =
  /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,24}|(rgb|hsl)a?\([\d\s.,%/+-]+(deg)?[\d\s.,%/+-]*\)|(ok)?l(ab|ch)\([\d\s.%/+-]+(deg)?[\d\s.%/+-]*\))$/i;
const keywords = /^(inherit|initial|unset|revert|currentcolor)$/i;

/** A CSS colour by its form, and by the browser's own word where there is one. */
function isColor(value: string): boolean {
  if (!colorForms.test(value) || keywords.test(value)) return false;
  return typeof CSS === 'undefined' || typeof CSS.supports !== 'function' || CSS.supports('color', value);
}
