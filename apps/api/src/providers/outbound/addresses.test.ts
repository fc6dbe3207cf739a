import { describe, expect, it } from 'vitest';
import { isReachable, parseNetworks } from './addresses.ts';

/** [what it is, an address of it] */
const notPublic: readonly (readonly [string, string])[] = [
  ['this network', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['private', '10.0.0.1'],
  ['private', '10.255.255.255'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.0.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['carrier-grade NAT, and metadata of a cloud', '100.100.100.200'],
  ['link-local', '169.254.0.1'],
  ['metadata', '169.254.169.254'],
  ['metadata that looks public', '168.63.129.16'],
  ['protocol assignments', '192.0.0.192'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.1'],
  ['documentation', '203.0.113.1'],
  ['6to4 relay', '192.88.99.1'],
  ['benchmarks', '198.18.0.1'],
  ['benchmarks', '198.19.255.255'],
  ['multicast', '224.0.0.1'],
  ['multicast', '239.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['IPv4-compatible, public', '::8.8.8.8'],
  ['IPv4-mapped', '::ffff:127.0.0.1'],
  ['IPv4-mapped, public', '::ffff:8.8.8.8'],
  ['IPv4-translated', '::ffff:0:127.0.0.1'],
  ['NAT64', '64:ff9b::127.0.0.1'],
  ['NAT64, public', '64:ff9b::8.8.8.8'],
  ['local NAT64', '64:ff9b:1::10.0.0.1'],
  ['discard', '100::1'],
  ['Teredo', '2001::1'],
  ['benchmarks', '2001:2::1'],
  ['ORCHID', '2001:10::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['6to4', '2002:7f00:1::1'],
  ['6to4, public', '2002:808:808::1'],
  ['segment routing', '5f00::1'],
  ['never given out', '4000::1'],
  ['unique local', 'fc00::1'],
  ['metadata', 'fd00:ec2::254'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['no address', 'localhost'],
  ['no address', ''],
  ['a short form', '1.1'],
  ['an octal form', '010.1.1.1'],
];

it.each(notPublic)('%s is not reachable: %s', (_, address) => {
  expect(isReachable(address, 'https:', [])).toBe(false);
  expect(isReachable(address, 'http:', [])).toBe(false);
});

it.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '168.63.129.17',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81d::200e',
])('%s is public: reachable by https, never by http', (address) => {
  expect(isReachable(address, 'https:', [])).toBe(true);
  expect(isReachable(address, 'http:', [])).toBe(false);
});

describe('what the operator opened', () => {
  const opened = parseNetworks(['10.1.0.0/16', '192.168.7.7', 'fd00::/8', '::1', '9.9.9.0/24']);

  it.each(['10.1.0.0', '10.1.255.255', '192.168.7.7', 'fd12::1', '::1', '9.9.9.9'])('holds %s', (address) => {
    expect(isReachable(address, 'https:', opened)).toBe(true);
    expect(isReachable(address, 'http:', opened)).toBe(true);
  });

  it.each(['10.0.255.255', '10.2.0.0', '192.168.7.8', 'fc00::1', '::2', '127.0.0.1', '::ffff:10.1.0.1'])(
    'does not hold %s',
    (address) => {
      expect(isReachable(address, 'https:', opened)).toBe(false);
    },
  );

  it('can be everything of one family, and not the other', () => {
    const all = parseNetworks(['0.0.0.0/0']);
    expect(isReachable('127.0.0.1', 'http:', all)).toBe(true);
    expect(isReachable('::1', 'https:', all)).toBe(false);
  });
});
