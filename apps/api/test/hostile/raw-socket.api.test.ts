import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../harness/api.ts';
import { reportFigure } from '../harness/report-figure.ts';

let api: TestApi;
let port: number;
beforeAll(async () => {
  api = await createTestApi();
  await api.server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = api.server.server.address() as AddressInfo);
});
afterAll(() => api.close());

/** Writes the bytes, says that nothing more comes unless told, and returns everything that is answered. */
function send(bytes: string | Buffer, { thenEnd = true } = {}): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.write(bytes);
      if (thenEnd) socket.end();
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    // A connection that is cut is an answer, too: what has come until then is judged.
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

const statusesOf = (answer: string) =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

const host = 'Host: astrocal.test\r\n';
const json = 'Content-Type: application/json\r\n';

/** Each with the statuses that may be answered; an empty list where the connection is only closed. */
const malformed: Readonly<Record<string, [string | Buffer, ...number[]]>> = {
  'no HTTP at all': ['hello there\r\n\r\n', 400],
  'random bytes': [Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 73 + 41) % 256)), 400],
  'a TLS handshake': [Buffer.from('160301020001000001fc0303', 'hex'), 400],
  'the preface of HTTP/2': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 505],
  'a request line without a version': ['GET /health\r\n\r\n', 200, 400],
  'a version that does not exist': [`GET /health HTTP/9.9\r\n${host}\r\n`, 400, 505],
  'a method that does not exist': [`FROB /health HTTP/1.1\r\n${host}\r\n`, 400],
  'no host': ['GET /health HTTP/1.1\r\n\r\n', 400],
  'two hosts': [`GET /health HTTP/1.1\r\n${host}${host}Connection: close\r\n\r\n`, 200, 400],
  'a space in the path': [`GET /v1/book ings HTTP/1.1\r\n${host}\r\n`, 400],
  'a NUL in the path': [`GET /v1/\0 HTTP/1.1\r\n${host}\r\n`, 400],
  'raw bytes in the path': [
    Buffer.from(`GET /v1/bookings/\xff\xfe HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 'latin1'),
    400,
    401,
    404,
  ],
  'half an escape in the path': [
    `GET /v1/bookings/%e HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    401,
    404,
  ],
  'a NUL in a header': [`GET /health HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, 400],
  'a line break in a header': [`GET /health HTTP/1.1\r\n${host}X: a\nY: b\r\n\r\n`, 200, 400],
  'a folded header': [`GET /health HTTP/1.1\r\n${host}X: a\r\n b\r\nConnection: close\r\n\r\n`, 200, 400],
  'a header without a colon': [`GET /health HTTP/1.1\r\n${host}nonsense\r\n\r\n`, 400],
  'headers of 100 kB': [`GET /health HTTP/1.1\r\n${host}X: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  'an address of 100 kB': [`GET /v1/bookings/${'x'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n`, 431],
  'ten thousand headers': [`GET /health HTTP/1.1\r\n${host}${'a:b\r\n'.repeat(10_000)}\r\n`, 431, 200],
  'a length and chunks together': [
    `POST /v1/bookings HTTP/1.1\r\n${host}${json}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\n\r\n`,
    400,
  ],
  'two lengths': [
    `POST /v1/bookings HTTP/1.1\r\n${host}${json}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    400,
  ],
  'a negative length': [`POST /v1/bookings HTTP/1.1\r\n${host}${json}Content-Length: -1\r\n\r\n`, 400],
  'a length beyond every number': [
    `POST /v1/bookings HTTP/1.1\r\n${host}${json}Content-Length: 99999999999999999999\r\n\r\n`,
    400,
  ],
  'a length beyond the limit': [
    `POST /v1/bookings HTTP/1.1\r\n${host}${json}Content-Length: 99999999\r\n\r\n{}`,
    413,
  ],
  'a length and no body': [`POST /v1/bookings HTTP/1.1\r\n${host}${json}Content-Length: 10\r\n\r\n{}`, 400],
  'chunks of a wrong size': [
    `POST /v1/bookings HTTP/1.1\r\n${host}${json}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
    400,
  ],
  'chunks beyond the limit': [
    `POST /v1/bookings HTTP/1.1\r\n${host}${json}Transfer-Encoding: chunked\r\n\r\n${'10000\r\n'.concat('x'.repeat(0x10000), '\r\n').repeat(5)}0\r\n\r\n`,
    413,
  ],
  'an unknown transfer coding': [
    `POST /v1/bookings HTTP/1.1\r\n${host}${json}Transfer-Encoding: gzip\r\n\r\n{}`,
    400,
  ],
  'an expectation that is none': [
    `GET /health HTTP/1.1\r\n${host}Expect: cake\r\nConnection: close\r\n\r\n`,
    417,
  ],
  'an upgrade': [`GET /health HTTP/1.1\r\n${host}Connection: upgrade\r\nUpgrade: websocket\r\n\r\n`, 200],
  'a tunnel': [`CONNECT internal:80 HTTP/1.1\r\n${host}\r\n`],
  'the address of a proxy': [
    `GET http://internal/health HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    200,
    404,
  ],
  'an asterisk': [`OPTIONS * HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 204],
};

describe('bytes that are no proper HTTP', () => {
  test.each(Object.entries(malformed))('%s', async (_name, [bytes, ...allowed]) => {
    const answer = await send(bytes);
    const [status] = statusesOf(answer);
    if (allowed.length === 0) expect(answer).toBe('');
    else expect(allowed, answer).toContain(status);
  });

  test('and the server answers the next one as ever', async () => {
    const answer = await send(`GET /health HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
    expect(statusesOf(answer)).toEqual([200]);
    reportFigure('bytes that are no proper HTTP', { kinds: Object.keys(malformed).length });
  });

  test.each(['no HTTP at all', 'headers of 100 kB'])(
    'even the refusal of %s names its request',
    async (name) => {
      const [bytes] = malformed[name] as [string];
      expect(await send(bytes)).toMatch(/\r\nRequest-Id: req_[0-9a-z]{26}\r\n/);
    },
  );

  test('requests behind one another on one connection are answered one by one', async () => {
    const one = `GET /v1/bookings HTTP/1.1\r\n${host}\r\n`;
    const last = `GET /health HTTP/1.1\r\n${host}Connection: close\r\n\r\n`;
    const answers = await send(one.repeat(5) + last, { thenEnd: false });
    expect(statusesOf(answers)).toEqual([401, 401, 401, 401, 401, 200]);
  });

  test('a connection that ends in the middle of a header changes nothing', async () => {
    expect(await send(`POST /v1/bookings HTTP/1.1\r\n${host}Content-Le`)).toMatch(/^$|^HTTP\/1\.1 400 /);
  });
});
