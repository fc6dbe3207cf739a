import { isReachable, knownAddresses, type Network } from './addresses.ts';

/** Why nothing is sent to a URL, before any name is resolved. */
export type UrlFault = 'malformed' | 'scheme' | 'credentials' | 'address';

export type UrlJudgement =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly reason: UrlFault };

/**
 * Judges what a URL says by itself. A literal address is decided here; a name, which may lead anywhere, at every
 * connection (`connector.ts`).
 */
export function judgeUrl(text: string, opened: readonly Network[]): UrlJudgement {
  if (!URL.canParse(text)) return refused('malformed');
  const url = new URL(text); // writes 127.1, 0x7f000001, 2130706433 and fullwidth digits as 127.0.0.1
  const { protocol } = url;
  if (protocol !== 'https:' && protocol !== 'http:') return refused('scheme');
  if (url.username !== '' || url.password !== '') return refused('credentials');

  const addresses = knownAddresses(url.hostname.replace(/^\[|\]$/g, ''));
  if (addresses === null)
    return protocol === 'http:' && opened.length === 0 ? refused('scheme') : { ok: true, url };
  if (addresses.some((address) => isReachable(address, protocol, opened))) return { ok: true, url };
  return refused(addresses.some((address) => isReachable(address, 'https:', opened)) ? 'scheme' : 'address');
}

const refused = (reason: UrlFault) => ({ ok: false, reason }) as const;
