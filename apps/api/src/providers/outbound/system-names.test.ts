import { describe, expect, test } from 'vitest';
import { addressesInHosts, namesToAsk } from './system-names.ts';

describe('addressesInHosts', () => {
  const hosts = `127.0.0.1\tlocalhost\n10.0.0.7 receiver.lan receiver # ours\n# 10.0.0.8 receiver\nfd00::7 Receiver\nnonsense receiver\n`;

  test.each([
    ['receiver', ['10.0.0.7', 'fd00::7']],
    ['RECEIVER.lan.', ['10.0.0.7']],
    ['ours', []],
    ['example.com', []],
  ])('%s', (name, addresses) => expect(addressesInHosts(hosts, name)).toEqual(addresses));

  test('of an empty file, none', () => expect(addressesInHosts('', 'receiver')).toEqual([]));
});

describe('namesToAsk', () => {
  const conf =
    'nameserver 10.0.0.2\nsearch old.example\nsearch ns.svc.cluster.local svc.cluster.local. # two\noptions ndots:5\n';

  test.each([
    ['receiver', conf, ['receiver.ns.svc.cluster.local', 'receiver.svc.cluster.local', 'receiver']],
    [
      'hooks.example.com',
      conf,
      ['hooks.example.com', 'hooks.example.com.ns.svc.cluster.local', 'hooks.example.com.svc.cluster.local'],
    ],
    ['hooks.example.com.', conf, ['hooks.example.com.']],
    ['receiver', 'domain lan\n', ['receiver.lan', 'receiver']],
    ['receiver', '', ['receiver']],
  ])('%s', (name, text, names) => expect(namesToAsk(name, text)).toEqual(names));
});
