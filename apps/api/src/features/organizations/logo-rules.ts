/** So many bytes a logo may have (docs/organization.md, Logo). */
export const mostLogoBytes = 200_000;

/** The types of pictures that are served; no SVG, which is a document that can run. */
export type LogoType = 'image/png' | 'image/jpeg' | 'image/webp';

const startsWith = (bytes: Uint8Array, at: number, expected: readonly number[]): boolean =>
  expected.every((byte, index) => bytes[at + index] === byte);
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/**
 * What a picture is by its first bytes, whatever its sender calls it; null for anything else. PNG: section 5.2 of its
 * third edition; JPEG: SOI and a marker (ITU T.81 B.1.1.3); WebP: RFC 9649 section 2.4.
 */
export function logoTypeOf(bytes: Uint8Array): LogoType | null {
  if (startsWith(bytes, 0, [0x89, ...ascii('PNG\r\n\x1a\n')]) && startsWith(bytes, 12, ascii('IHDR')))
    return 'image/png';
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, 0, ascii('RIFF')) && startsWith(bytes, 8, ascii('WEBP'))) return 'image/webp';
  return null;
}
