import type { WidgetTheme } from '../config.ts';

/** The CSS variable of each part of a theme. A page may set them itself, on the widget or on anything around it. */
export const themeVariables = {
  primaryColor: '--astrocal-primary-color',
  primaryHoverColor: '--astrocal-primary-hover-color',
  headingColor: '--astrocal-heading-color',
  backgroundColor: '--astrocal-background-color',
  textColor: '--astrocal-text-color',
  borderColor: '--astrocal-border-color',
  borderFocusColor: '--astrocal-border-focus-color',
  borderRadius: '--astrocal-border-radius',
  fontFamily: '--astrocal-font-family',
} as const satisfies Record<keyof WidgetTheme, string>;

export type ThemePart = keyof typeof themeVariables;
export const themeParts = Object.keys(themeVariables) as ThemePart[];

/** The variables of a theme and their values; null, to be taken away, for what is missing or not valid. */
export const themeValues = (
  theme: WidgetTheme,
): readonly (readonly [variable: string, value: string | null])[] =>
  themeParts.map((part) => {
    const value = theme[part]?.trim();
    return [themeVariables[part], value && isValid(part, value) ? value : null];
  });

/** A value is only itself: no `var()`, no `url()`, nothing after a semicolon. */
function isValid(part: ThemePart, value: string): boolean {
  if (part === 'borderRadius') return /^(0|\d{1,3}(\.\d+)?(px|rem|em))$/.test(value);
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
