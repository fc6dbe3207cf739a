import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface TestNameServer {
  /** As a resolver is told of it. */
  readonly address: string;
  /** The names that it was asked for, once each. */
  readonly asked: ReadonlySet<string>;
  /** How many questions it was asked. */
  readonly questions: number;
  close(): Promise<void>;
}

const typeA = 1;
const noSuchName = 3;

/**
 * A name server on loopback (RFC 1035): it gives the IPv4 addresses of the names that it knows, says nothing of what is
 * below `silent.test`, and that there is no such name of everything else.
 */
export async function createNameServer(
  known: Readonly<Record<string, readonly string[]>>,
): Promise<TestNameServer> {
  const asked = new Set<string>();
  let questions = 0;
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = readQuestion(query);
    asked.add(name);
    questions++;
    if (name.endsWith('.silent.test')) return;
    const addresses = known[name];
    const records = type === typeA ? (addresses ?? []).map(recordOf) : [];
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180 | (addresses ? 0 : noSuchName), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    get questions() {
      return questions;
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** An answer to the question before it: its name is a pointer to it. */
const recordOf = (address: string): Buffer =>
  Buffer.concat([
    Buffer.from([0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, 0, 0, 4]),
    Buffer.from(address.split('.').map(Number)),
  ]);
