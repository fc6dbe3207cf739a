import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LoopbackListener, listenOnLoopback } from '../../../test/harness/loopback-listener.ts';
import { reportFigure } from '../../../test/harness/report-figure.ts';
import { createOutbound, type Outbound, OutboundError } from './index.ts';

/** Where names lead. What else is asked for has no address. */
const names: Readonly<Record<string, readonly string[]>> = {
  'loopback.example': ['127.0.0.1'],
  'loopback.example.': ['127.0.0.1'],
  'xn--bcher-kva.example': ['127.0.0.1'],
  'loopback6.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  '6to4.example': ['2002:7f00:1::1'],
  'private.example': ['10.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'metadata.google.internal': ['169.254.169.254'],
  'zone.example': ['fe80::1%lo'],
  'short.example': ['127.1'],
  'mixed.example': ['1.1.1.1', '127.0.0.1'],
  'mixed-other-way.example': ['127.0.0.1', '1.1.1.1'],
  'mixed-private.example': ['127.0.0.1', '10.0.0.1'],
  'mixed-families.example': ['2606:4700:4700::1111', '::ffff:127.0.0.1'],
};

/** Every spelling of this machine: a browser, and `new URL()`, lead each of them to the listener. */
const loopback = [
  '127.0.0.1',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '2130706433',
  '017700000001',
  '0177.0.0.1',
  '0177.0.0.01',
  '0x7f000001',
  '0x7f.1',
  '0x7F.0x0.0x0.0x1',
  '127.0.0.0x1',
  '１２７.０.０.１',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '127.0.0.1\t',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'app.localhost',
  'ｌｏｃａｌｈｏｓｔ',
  'loopback.example',
  'loopback.example.',
  'bücher.example',
];

const elsewhere = [
  '127.0.0.2',
  '127.255.255.255',
  '0',
  '0.0.0.0',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000::0001]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fe80::1%25lo]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '2852039166',
  '168.63.129.16',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  'loopback6.example',
  'mapped.example',
  'nat64.example',
  '6to4.example',
  'private.example',
  'metadata.example',
  'metadata.google.internal',
  'zone.example',
  'short.example',
  'mixed-private.example',
  'mixed-families.example',
];

/** Names with a public address and another one. Once that is opened, both are right. */
const mixed = ['mixed.example', 'mixed-other-way.example'];

/** URLs that are refused before anyone asks where they lead. `@` stands for the listener. */
const invalid = [
  'http://@/',
  'HTTP:@/',
  'ftp://@/',
  'ws://@/',
  'wss://@/',
  'file:///etc/passwd',
  'gopher://@/',
  'data:text/plain,x',
  'javascript:alert(1)',
  'unix:/run/docker.sock',
  'https://user@public.example/',
  'https://user:secret@public.example/',
  'https://public.example@127.0.0.1/',
  'https://:secret@public.example/',
  'https://',
  'https:///',
  'https://:443/',
  'https://?x',
  'https://public.example:99999/',
  'https://256.256.256.256/',
  'https://127.0.0.1.1/',
  'https://[::1/',
  'https://[::1%lo]/',
  'https://exa mple.com/',
  'https://%00/',
  '//@/',
  '/hook',
  '127.0.0.1',
  '',
];

let listener: LoopbackListener;
let outbound: Outbound;
const resolve = async (hostname: string) => names[hostname] ?? [];
const outcome = (sender: Outbound, url: string) =>
  sender.send({ method: 'POST', url, body: '{}' }).then(
    (answer) => answer.status,
    (error) => (error instanceof OutboundError ? error.code : error),
  );

beforeAll(async () => {
  listener = await listenOnLoopback(createServer((_request, response) => response.writeHead(204).end()));
  outbound = createOutbound({ allow: [], resolve });
});
afterAll(async () => {
  await outbound.close();
  await listener.close();
});

it('refuses every URL that leads to an address that is not public', { timeout: 60_000 }, async () => {
  const hosts = [...loopback, ...elsewhere, ...mixed];
  for (const host of hosts) {
    const url = `https://${host.trimEnd()}:${listener.port}/hook`;
    const code = host.includes('%25') ? 'invalid_url' : 'refused_address'; // URLs have no zones
    expect([host, await outcome(outbound, url)]).toEqual([host, code]);
    expect([host, await outcome(outbound, url.replace('https', 'http'))]).toEqual([
      host,
      expect.stringMatching(/^(invalid_url|refused_address)$/),
    ]);
  }
  for (const url of invalid)
    expect([url, await outcome(outbound, url.replace('@/', `127.0.0.1:${listener.port}/`))]).toEqual([
      url,
      expect.stringMatching(
        url.startsWith('http:') || url.startsWith('HTTP:') ? /refused_address/ : /invalid_url/,
      ),
    ]);
  expect(listener.connections).toBe(0);
  reportFigure('P9 outbound requests', {
    'hosts refused': hosts.length,
    'URLs refused for their form': invalid.length,
    'connections to a listener on loopback': listener.connections,
  });
});

// The companion: the listener counts, the spellings do lead to it, and only what was opened changed.
it.each(loopback)('reaches the listener at %s once that is opened', async (host) => {
  const open = createOutbound({ allow: ['127.0.0.1/32'], resolve });
  const before = listener.connections;
  expect(await outcome(open, `http://${host.trimEnd()}:${listener.port}/hook`)).toBe(204);
  expect(listener.connections).toBe(before + 1);
  await open.close();
});

it.each(elsewhere)('refuses %s also then', async (host) => {
  const open = createOutbound({ allow: ['127.0.0.1/32'], resolve });
  const before = listener.connections;
  expect(await outcome(open, `https://${host}:${listener.port}/hook`)).toMatch(
    /^(invalid_url|refused_address)$/,
  );
  expect(listener.connections).toBe(before);
  await open.close();
});
