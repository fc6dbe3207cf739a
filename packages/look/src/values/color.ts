/** Three parts of a colour: red, green and blue from 0 to 1, or Oklab's lightness, a and b. */
type Parts = readonly [number, number, number];

const byte = /[0-9a-f]{2}/gi;
const partsOf = (hex: string): Parts => {
  const [red = 0, green = 0, blue = 0] = (hex.match(byte) ?? []).map(
    (pair) => Number.parseInt(pair, 16) / 255,
  );
  return [red, green, blue];
};

const within = (share: number): number => Math.min(1, Math.max(0, share));
const hexOf = (parts: Parts): string =>
  `#${parts
    .map((part) =>
      Math.round(within(part) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const map = ([one, two, three]: Parts, change: (part: number) => number): Parts => [
  change(one),
  change(two),
  change(three),
];
const dot = ([a, b, c]: Parts, [x, y, z]: Parts): number => a * x + b * y + c * z;

/** Light from the value of a channel, and back (IEC 61966-2-1). */
const lightOf = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const channelOf = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;

/** The contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: string, other: string): number {
  const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], map(partsOf(hex), lightOf));
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** So much of a colour, from 0 to 1, and the rest of the other one, as `color-mix(in srgb, …)` mixes them. */
export function mix(hex: string, share: number, other: string): string {
  const [rest, [red, green, blue]] = [partsOf(other), partsOf(hex)];
  const at = (part: number, place: 0 | 1 | 2) => part * share + rest[place] * (1 - share);
  return hexOf([at(red, 0), at(green, 1), at(blue, 2)]);
}

/** How far a colour is from the grey of its lightness: 0 for grey, about 0.3 for the strongest of a screen (Oklab). */
export function chroma(hex: string): number {
  const [, a, b] = toOklab(hex);
  return Math.hypot(a, b);
}

/** What a colour has to be told from, and in which direction its lightness may go: 1 to white, -1 to black. */
export interface Grounds {
  readonly grounds: readonly string[];
  readonly least: number;
  readonly towards: 1 | -1;
}

/** The colour, or the nearest of its hue in that direction that has at least this contrast to every ground. */
export function distinct(hex: string, { grounds, least, towards }: Grounds): string {
  const isEnough = (color: string) => grounds.every((ground) => contrast(color, ground) >= least);
  const [lightness] = toOklab(hex);
  let moved = hex;
  for (let step = 1; step <= 100 && !isEnough(moved); step += 1)
    moved = withLightness(hex, within(lightness + (towards * step) / 100));
  return moved;
}

/** The same hue at another lightness; it loses as much of its strength as it takes for a screen to show it. */
function withLightness(hex: string, lightness: number): string {
  const [, a, b] = toOklab(hex);
  const isShown = (parts: Parts) => parts.every((part) => part > -0.001 && part < 1.001);
  for (let strength = 1; strength > 0; strength -= 0.04) {
    const parts = fromOklab([lightness, a * strength, b * strength]);
    if (isShown(parts)) return hexOf(parts);
  }
  return hexOf(fromOklab([lightness, 0, 0]));
}

/** Oklab by Björn Ottosson (2020), as CSS Color 4 section 20 has it. */
function toOklab(hex: string): Parts {
  const light = map(partsOf(hex), lightOf);
  const cones: Parts = [
    dot([0.4122214708, 0.5363325363, 0.0514459929], light),
    dot([0.2119034982, 0.6806995451, 0.1073969566], light),
    dot([0.0883024619, 0.2817188376, 0.6299787005], light),
  ];
  const signal = map(cones, Math.cbrt);
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], signal),
    dot([1.9779984951, -2.428592205, 0.4505937099], signal),
    dot([0.0259040371, 0.7827717662, -0.808675766], signal),
  ];
}

function fromOklab(lab: Parts): Parts {
  const signal: Parts = [
    dot([1, 0.3963377774, 0.2158037573], lab),
    dot([1, -0.1055613458, -0.0638541728], lab),
    dot([1, -0.0894841775, -1.291485548], lab),
  ];
  const cones = map(signal, (part) => part ** 3);
  return map(
    [
      dot([4.0767416621, -3.3077115913, 0.2309699292], cones),
      dot([-1.2684380046, 2.6097574011, -0.3413193965], cones),
      dot([-0.0041960863, -0.7034186147, 1.707614701], cones),
    ],
    channelOf,
  );
}
