/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The colour of `#rgb`, `#rrggbb`, `rgb(…)` or `hsl(…)`, without its alpha; null for anything else. */
export function parseColor(text: string): Rgb | null {
  const value = text.trim().toLowerCase();
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(value)?.[1];
  if (hex !== undefined) return hexColor(hex);
  const [, name, list = ''] = /^(rgb|hsl)a?\(([\d\s.,%/+-]|deg)+\)$/.test(value)
    ? (/^(rgb|hsl)a?\((.+)\)$/.exec(value) ?? [])
    : [];
  const parts = list.split(/[\s,/]+/).filter((part) => part !== '');
  if (name === undefined || parts.length < 3 || parts.length > 4) return null;
  const numbers = parts.map((part) => Number.parseFloat(part));
  if (numbers.some(Number.isNaN)) return null;
  const [one = 0, two = 0, three = 0] = numbers;
  if (name === 'hsl') return hslColor(one, two / 100, three / 100);
  const scale = (part: string, number: number) => clamp(part.endsWith('%') ? number * 2.55 : number);
  return [scale(parts[0] ?? '', one), scale(parts[1] ?? '', two), scale(parts[2] ?? '', three)];
}

const clamp = (value: number) => Math.min(255, Math.max(0, value));

function hexColor(hex: string): Rgb {
  const full = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const pair = (at: number) => Number.parseInt(full.slice(at, at + 2), 16);
  return [pair(0), pair(2), pair(4)];
}

/** Hue in degrees, saturation and lightness from 0 to 1 (CSS Color 4, section 7.1). */
function hslColor(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (shift: number) => {
    const k = (((shift + hue / 30) % 12) + 12) % 12;
    const amount = saturation * Math.min(lightness, 1 - lightness);
    return clamp(255 * (lightness - amount * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** How light it is, from 0 to 1 (WCAG 2.2, relative luminance). */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const black: Rgb = [12, 14, 20];
const white: Rgb = [255, 255, 255];

/** The colour of text on this one: white or nearly black, whichever is easier to read. */
export const textOn = (color: Rgb): Rgb => (contrast(white, color) >= contrast(black, color) ? white : black);

/** The colour itself, or as little of white or black mixed in as text of it on `background` needs: 4.5 to 1. */
export function readableOn(color: Rgb, background: Rgb): Rgb {
  const end: Rgb = contrast(white, background) >= contrast([0, 0, 0], background) ? white : [0, 0, 0];
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(color, end, share);
    if (contrast(mixed, background) >= 4.5) return mixed;
  }
  return end;
}

const mix = (color: Rgb, other: Rgb, share: number): Rgb => {
  const at = (index: 0 | 1 | 2) => Math.round(color[index] * (1 - share) + other[index] * share);
  return [at(0), at(1), at(2)];
};

/** As CSS writes it. */
export const cssColor = ([red, green, blue]: Rgb): string => `rgb(${red}, ${green}, ${blue})`;
