import { chroma, contrast, distinct, mix } from './color.ts';
import { palettes, type Scheme } from './palette.ts';

/** What one colour of a brand becomes in a scheme; `#rrggbb` each. */
export interface BrandColors {
  /** The brand itself, wherever it can be seen: the ground of the one thing that people came for. */
  readonly accent: string;
  readonly accentHover: string;
  /** Text on the two above. */
  readonly onAccent: string;
  /** A ground that only hints at the brand. */
  readonly accentSoft: string;
  /** The brand as writing: links, the ring of the focus. Readable on every ground, the soft one too. */
  readonly accentText: string;
  /** The outline of what is filled with the accent, so that a yellow button on white is found. */
  readonly accentEdge: string;
}

const [white, ink, black] = ['#ffffff', palettes.light.ink, '#000000'];
const [readable, seen] = [4.5, 3]; // WCAG 2.2: 1.4.3 for text, 1.4.11 for what is not text

/** Below this contrast to the surface a brand is lost on it. */
const lostBelow: Readonly<Record<Scheme, number>> = { light: 1.2, dark: 2 };
/** How much of the accent the soft ground holds. */
const softShare: Readonly<Record<Scheme, number>> = { light: 0.09, dark: 0.2 };

/**
 * All colours of a brand from its one, `#rrggbb`. Text reaches 4.5 to 1 on every ground it stands on and outlines 3 to 1,
 * whatever the brand is (WCAG 2.2 AA).
 */
export function brandColors(brand: string, scheme: Scheme): BrandColors {
  const { page, surface, sunken, raised } = palettes[scheme];
  const towards = scheme === 'dark' ? 1 : -1;
  const accent = visible(brand, scheme);
  const onAccent = [white, ink].find((color) => contrast(color, accent) >= readable) ?? black;
  const accentSoft = mix(accent, softShare[scheme], surface);
  return {
    accent,
    // Away from the text on it, which is only easier to read.
    accentHover: mix(accent, 0.86, onAccent === white ? black : white),
    onAccent,
    accentSoft,
    accentText: distinct(accent, {
      grounds: [page, surface, sunken, raised, accentSoft],
      least: readable,
      towards,
    }),
    accentEdge: distinct(accent, { grounds: [page, surface], least: seen, towards }),
  };
}

/** A brand that would be lost: a grey one becomes the ink of the scheme, any other is moved until it is seen. */
function visible(brand: string, scheme: Scheme): string {
  const { surface, ink: own } = palettes[scheme];
  if (contrast(brand, surface) >= lostBelow[scheme]) return brand;
  if (chroma(brand) < 0.03) return own;
  return distinct(brand, { grounds: [surface], least: seen, towards: scheme === 'dark' ? 1 : -1 });
}
