import { describe, expect, it } from 'vitest';
import { themeValues } from './theme.ts';

const taken = (part: string, value: string) => {
  const name = `--astrocal-${part.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return themeValues({ [part]: value }).find(([variable]) => variable === name)?.[1];
};

describe('a theme', () => {
  it.each([
    ['primaryColor', '#0a0'],
    ['primaryHoverColor', 'rebeccapurple'],
    ['headingColor', 'rgb(10 20 30 / 50%)'],
    ['backgroundColor', 'hsl(120deg 50% 50%)'],
    ['textColor', 'oklch(62% 0.19 259)'],
    ['borderRadius', '12px'],
    ['borderRadius', '0'],
    ['borderRadius', '.5rem'],
    ['borderRadius', '1.25em'],
    ['fontFamily', '"Inter Tight", system-ui, sans-serif'],
    ['fontFamily', 'inherit'],
  ])('takes %s %s', (part, value) => expect(taken(part, value)).toBe(value));

  it.each([
    ['primaryColor', 'red; background: url(https://evil.example)'],
    ['primaryColor', 'url(https://evil.example)'],
    ['primaryColor', 'var(--other)'],
    ['primaryColor', 'inherit'],
    ['primaryColor', 'rgb(1,2,3) no-repeat'],
    ['borderRadius', 'calc(100% + 1px)'],
    ['borderRadius', '12'],
    ['borderRadius', '-4px'],
    ['fontFamily', 'a; } * { color: red'],
    ['fontFamily', 'url(x)'],
    ['fontFamily', '"open'],
  ])('leaves out %s %s', (part, value) => expect(taken(part, value)).toBeNull());

  it('takes away what is not said', () => {
    expect(themeValues({}).every(([, value]) => value === null)).toBe(true);
    expect(themeValues({})).toHaveLength(9);
  });
});
