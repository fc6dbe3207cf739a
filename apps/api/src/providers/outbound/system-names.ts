import { isIP } from 'node:net';

/** The addresses that a hosts file (hosts(5)) gives a name, in its order; none where it does not know it. */
export function addressesInHosts(text: string, hostname: string): readonly string[] {
  const wanted = plain(hostname);
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = fields(line);
    return isIP(address) !== 0 && names.some((name) => plain(name) === wanted) ? [address] : [];
  });
}

/**
 * The full names to ask name servers for, in turn, when somebody says `hostname`. The domains are those of
 * resolv.conf(5), in which short names such as `receiver` of a container network are looked for.
 */
export function namesToAsk(hostname: string, resolvConf: string): readonly string[] {
  if (hostname.endsWith('.')) return [hostname];
  const inDomains = searchDomains(resolvConf).map((domain) => `${hostname}.${domain}`);
  return hostname.includes('.') ? [hostname, ...inDomains] : [...inDomains, hostname];
}

/** The last line of `search` or `domain` counts. */
function searchDomains(resolvConf: string): readonly string[] {
  const lines = resolvConf.split('\n').map(fields);
  const [, ...domains] = lines.findLast(([keyword]) => keyword === 'search' || keyword === 'domain') ?? [];
  return domains.map(plain).filter((domain) => domain !== '');
}

const fields = (line: string): readonly string[] =>
  line
    .replace(/[#;].*$/, '')
    .trim()
    .split(/\s+/);

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');
