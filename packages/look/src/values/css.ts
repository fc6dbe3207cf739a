import { brandColors } from './brand.ts';
import { defaultBrand, palettes, type Scheme } from './palette.ts';
import { scale } from './scale.ts';

type Values = Readonly<Record<string, string>>;

/** `accentSoft` is `--accent-soft`, `space3` is `--space-3`. */
const propertyOf = (name: string): string =>
  `--${name.replace(/[A-Z]|\d/g, (one) => `-${one.toLowerCase()}`)}`;

const declare = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `${propertyOf(name)}: ${value};`)
    .join('\n');

/** Every colour of a scheme: its own, and those of the brand. */
export const colorsOf = (scheme: Scheme, brand: string = defaultBrand) => ({
  ...palettes[scheme],
  ...brandColors(brand, scheme),
});

/** The values of the look as custom properties of `:root`; a reader's wish for dark decides between the schemes. */
export function lookCss(brand: string = defaultBrand): string {
  const [light, dark]: [Values, Values] = [colorsOf('light', brand), colorsOf('dark', brand)];
  const changed = Object.fromEntries(Object.entries(dark).filter(([name, value]) => light[name] !== value));
  return `:root {
color-scheme: light dark;
${declare(scale)}
${declare(light)}
}
@media (prefers-color-scheme: dark) {
:root {
${declare(changed)}
}
}
`;
}
