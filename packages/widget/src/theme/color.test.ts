import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, cssColor, parseColor, type Rgb, readableOn, textOn } from './color.ts';

const channel = fc.integer({ min: 0, max: 255 });
const color: fc.Arbitrary<Rgb> = fc.tuple(channel, channel, channel);

describe('colours', () => {
  it.each([
    ['#fff', [255, 255, 255]],
    ['#2f54eb', [47, 84, 235]],
    ['#2F54EB80', [47, 84, 235]],
    ['rgb(1, 2, 3)', [1, 2, 3]],
    ['rgb(100% 0% 50% / 20%)', [255, 0, 127.5]],
    ['rgba(300, -5, 3, .5)', [255, 0, 3]],
    ['hsl(0 100% 50%)', [255, 0, 0]],
    ['hsl(120, 100%, 25%)', [0, 127.5, 0]],
  ])('%s is read', (text, rgb) => {
    parseColor(text)?.forEach((value, at) => {
      expect(value).toBeCloseTo(rgb[at] ?? Number.NaN, 5);
    });
    expect(parseColor(text)).not.toBeNull();
  });

  it.each(['red', '#ff', 'rgb(1,2)', 'rgb(a,b,c)', 'oklch(50% 0 0)', ''])('%j is not', (text) => {
    expect(parseColor(text)).toBeNull();
  });

  it('come back from their CSS', () => {
    fc.assert(
      fc.property(color, (one) => {
        expect(parseColor(cssColor(one))).toEqual(one);
      }),
    );
  });

  it('have the contrasts that WCAG gives as examples', () => {
    expect(contrast([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 5);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
  });
});

describe('text', () => {
  it('can be read on any colour', () => {
    fc.assert(
      fc.property(color, (background) => {
        expect(contrast(textOn(background), background)).toBeGreaterThanOrEqual(4.2);
      }),
    );
  });

  it('in any colour can be read on any background', () => {
    fc.assert(
      fc.property(color, color, (text, background) => {
        expect(contrast(readableOn(text, background), background)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('that can be read already stays what it is', () => {
    expect(readableOn([47, 84, 235], [255, 255, 255])).toEqual([47, 84, 235]);
  });
});
