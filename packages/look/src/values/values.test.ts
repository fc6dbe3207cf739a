import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandColors } from './brand.ts';
import { contrast, distinct, mix } from './color.ts';
import { colorsOf, lookCss } from './css.ts';
import { palettes, type Scheme } from './palette.ts';

const schemes = ['light', 'dark'] as const;

describe('colours', () => {
  test('have the contrasts that WCAG gives as examples', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  test('are mixed as CSS does', () => {
    expect(mix('#ff0000', 0.5, '#0000ff')).toBe('#800080');
    expect(mix('#123456', 1, '#ffffff')).toBe('#123456');
  });

  test('keep their hue where their lightness moves', () => {
    const moved = distinct('#1b5e20', { grounds: ['#000000'], least: 4.5, towards: 1 });
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
      Number.parseInt(moved.slice(at, at + 2), 16),
    );
    expect(green).toBeGreaterThan(red);
    expect(green).toBeGreaterThan(blue);
  });

  test('stay where they are readable already', () => {
    expect(distinct('#3a4fe0', { grounds: ['#ffffff'], least: 4.5, towards: -1 })).toBe('#3a4fe0');
  });
});

describe.each(schemes)('the %s palette', (scheme) => {
  const colors = colorsOf(scheme);
  const grounds = ['page', 'surface', 'sunken', 'raised'] as const;

  test.each(['ink', 'text', 'muted', 'good', 'warn', 'bad', 'accentText'] as const)(
    'can be read: %s on every ground',
    (name) => {
      for (const ground of grounds)
        expect(contrast(colors[name], colors[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['codeInk', 'codeDim', 'codeWord', 'codeString'] as const)(
    'can be read: %s in a well',
    (name) => {
      expect(contrast(colors[name], colors.codeGround)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colors[name], colors.codeRaised)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([
    ['good', 'goodSoft'],
    ['warn', 'warnSoft'],
    ['onBad', 'badFill'],
  ] as const)('can be read: %s on %s', (name, ground) => {
    expect(contrast(colors[name], colors[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test('has an edge that is seen', () => {
    for (const ground of ['page', 'surface'] as const)
      expect(contrast(colors.edge, colors[ground])).toBeGreaterThanOrEqual(3);
  });
});

/** What a brand breaks in a scheme, as sentences; none is what is promised. */
function faults(brand: string, scheme: Scheme): string[] {
  const made = brandColors(brand, scheme);
  const { page, surface, sunken, raised, ink } = palettes[scheme];
  const pairs: [string, string, number][] = [
    [made.onAccent, made.accent, 4.5],
    [made.onAccent, made.accentHover, 4.5],
    [ink, made.accentSoft, 4.5],
    ...[page, surface].map((ground): [string, string, number] => [made.accentEdge, ground, 3]),
    ...[page, surface, sunken, raised, made.accentSoft].map((ground): [string, string, number] => [
      made.accentText,
      ground,
      4.5,
    ]),
  ];
  return pairs
    .filter(([one, other, least]) => contrast(one, other) < least)
    .map(([one, other, least]) => `${brand} in ${scheme}: ${one} on ${other} is below ${least}`);
}

describe('one colour of a brand', () => {
  test('becomes a set that can be read, for each of 4,096 in both schemes', () => {
    const steps = Array.from({ length: 16 }, (_, step) => (step * 17).toString(16).padStart(2, '0'));
    const brands = steps.flatMap((red) =>
      steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)),
    );
    expect(brands).toHaveLength(4_096);
    expect(brands.flatMap((brand) => schemes.flatMap((scheme) => faults(brand, scheme)))).toEqual([]);
  });

  test('whichever it is', () => {
    const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
    const brand = fc.tuple(channel, channel, channel).map((parts) => `#${parts.join('')}`);
    fc.assert(
      fc.property(brand, fc.constantFrom(...schemes), (one, scheme) => {
        expect(faults(one, scheme)).toEqual([]);
      }),
    );
  });

  test('stays as it is where it can be seen', () => {
    for (const brand of ['#3a4fe0', '#ffd400', '#0f766e'])
      for (const scheme of schemes) expect(brandColors(brand, scheme).accent).toBe(brand);
  });

  test('turns to the ink of the scheme where it is grey and lost: black in the dark, white in the light', () => {
    expect(brandColors('#000000', 'dark').accent).toBe(palettes.dark.ink);
    expect(brandColors('#ffffff', 'light').accent).toBe(palettes.light.ink);
  });

  test('is lifted where it is dark and lost, and keeps its hue', () => {
    const { accent } = brandColors('#00004d', 'dark');
    expect(contrast(accent, palettes.dark.surface)).toBeGreaterThanOrEqual(3);
    expect(accent.slice(5)).not.toBe(accent.slice(1, 3));
  });
});

describe('the values as CSS', () => {
  test('are custom properties, of which the dark scheme says those that differ', () => {
    const [light = '', dark = ''] = lookCss().split('@media (prefers-color-scheme: dark)');
    expect(light).toContain('--surface: #ffffff;');
    expect(light).toContain('--accent-soft: #edeffc;');
    expect(light).toContain('--space-3: 0.75rem;');
    expect(dark).toContain('--surface: #16161c;');
    expect(dark).not.toContain('--code-ink');
    expect(dark).not.toContain('--space');
  });

  test('take the colour of a brand', () => {
    expect(lookCss('#0f766e')).toContain('--accent: #0f766e;');
  });
});
