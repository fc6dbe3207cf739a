import { expect, it } from 'vitest';
import { parseNetworks } from './addresses.ts';
import { judgeUrl } from './judge-url.ts';

it.each([
  ['https://hooks.example.com/astrocal?x=1', null],
  ['https://hooks.example.com:8443', null],
  ['https://bücher.example', null],
  ['https://1.1.1.1/', null],
  ['https://[2606:4700:4700::1111]/', null],
  ['http://hooks.example.com/', 'scheme'],
  ['http://1.1.1.1/', 'scheme'],
  ['ftp://hooks.example.com/', 'scheme'],
  ['https://user:secret@hooks.example.com/', 'credentials'],
  ['https://127.0.0.1/', 'address'],
  ['https://localhost/', 'address'],
  ['http://127.0.0.1/', 'address'],
  ['hooks.example.com', 'malformed'],
])('judges %s, with nothing opened: %s', (url, reason) => {
  expect(judgeUrl(url, [])).toEqual(reason ? { ok: false, reason } : { ok: true, url: new URL(url) });
});

it.each([
  ['http://127.0.0.1:4000/hook', null],
  ['https://127.0.0.1:4000/hook', null],
  ['http://localhost:4000/hook', null],
  ['http://receiver:4000/hook', null], // a name is judged when it is known where it leads
  ['http://127.0.0.2/', 'address'],
  ['http://1.1.1.1/', 'scheme'],
  ['https://10.0.0.1/', 'address'],
])('judges %s, with 127.0.0.1 opened: %s', (url, reason) => {
  const opened = parseNetworks(['127.0.0.1/32']);
  expect(judgeUrl(url, opened)).toEqual(reason ? { ok: false, reason } : { ok: true, url: new URL(url) });
});
