import { expect, it } from 'vitest';
import { logoTypeOf } from './logo-rules.ts';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

it.each([
  ['PNG', bytes(png, [0, 0, 0, 13], 'IHDR'), 'image/png'],
  ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  ['WebP', bytes('RIFF', [9, 0, 0, 0], 'WEBPVP8 '), 'image/webp'],
  ['an empty file', bytes(), null],
  ['the beginning of a PNG', bytes(png), null],
  ['a PNG with something before it', bytes(' ', png, [0, 0, 0, 13], 'IHDR'), null],
  ['a GIF', bytes('GIF89a'), null],
  ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
  ['an SVG after an XML declaration', bytes('<?xml version="1.0"?><svg/>'), null],
  ['a page', bytes('<!doctype html><script>alert(1)</script>'), null],
  ['a WAV', bytes('RIFF', [9, 0, 0, 0], 'WAVEfmt '), null],
  ['an AVIF', bytes([0, 0, 0, 32], 'ftypavif'), null],
])('%s', (_, content, type) => {
  expect(logoTypeOf(content)).toBe(type);
});
