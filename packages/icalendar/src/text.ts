/** Control characters other than line feeds: RFC 5545 section 3.1 has no way to write them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** The text with `\n` for every line break and without what a calendar cannot hold. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unwritable, '')
    .toWellFormed();
}

/** `+` and `$`, which RFC 6068 section 2 lets stand for themselves: so most addresses look as they are known. */
const plainInUri = /%(?:2B|24)/g;

/**
 * The address as a URI (RFC 6068): percent-encoded, its domain as the DNS knows it. Throws RangeError for an address that
 * would end its property and begin another, or be more than one.
 */
export function mailto(address: string): string {
  if (!/^[^\s\p{Cc},;<>"]+@[^\s\p{Cc},;<>"]+$/u.test(address))
    throw new RangeError('An address in a calendar has no spaces, control characters, commas or brackets.');
  const at = address.lastIndexOf('@');
  const local = encodeURIComponent(address.slice(0, at).toWellFormed());
  return `mailto:${local.replace(plainInUri, decodeURIComponent)}@${asciiDomain(address.slice(at + 1))}`;
}

/** RFC 5891: `exämple.com` is `xn--exmple-cua.com`. A name that is none is percent-encoded, as RFC 6068 allows. */
function asciiDomain(domain: string): string {
  if (/^[A-Za-z0-9.-]*$/.test(domain)) return domain;
  const url = `http://${domain}`;
  return URL.canParse(url) ? new URL(url).hostname : encodeURIComponent(domain.toWellFormed());
}
