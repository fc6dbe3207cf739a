import type { AddressInfo, Server, Socket } from 'node:net';

export interface LoopbackListener {
  readonly port: number;
  /** How many connections were ever made to it. */
  readonly connections: number;
  /** How many of them are open now. */
  readonly open: number;
  close(): Promise<void>;
}

/** Lets any server (plain, HTTP or TLS) listen on 127.0.0.1 and counts who connects. */
export async function listenOnLoopback(server: Server): Promise<LoopbackListener> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {}); // a client that goes away is what some tests are about
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
