/** What stands between a server and its database and can misbehave: refuse, or fall silent without hanging up. */
import { createServer, connect, type Server, type Socket } from 'node:net';

export type Mood = 'open' | 'refuse' | 'silent';

export interface MoodyProxy {
  /** The database's address by way of the proxy. */
  readonly url: string;
  /** The same way for another role. */
  through(databaseUrl: string): string;
  /** `refuse`: nobody listens and every connection is cut. `silent`: nothing is passed on and nothing is answered, until it is open again. */
  become(mood: Mood): Promise<void>;
  /** How many have called while it was silent and wait. */
  waiting(): number;
  close(): Promise<void>;
}

export async function startMoodyProxy(databaseUrl: string): Promise<MoodyProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const waiting = new Set<Socket>();
  let mood: Mood = 'open';

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  function pass(client: Socket): void {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    keep(upstream);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('data', (bytes) => to.write(bytes));
      from.on('close', () => to.destroy());
    }
  }

  const server = createServer({ noDelay: true }, (client) => {
    keep(client);
    if (mood === 'silent') waiting.add(client.pause());
    else pass(client);
  });
  const port = await listen(server, 0);

  function through(address: string): string {
    const url = new URL(address);
    url.hostname = '127.0.0.1';
    url.port = String(port);
    return url.href;
  }

  async function become(next: Mood): Promise<void> {
    if (mood === 'refuse' && next !== 'refuse') await listen(server, port);
    mood = next;
    if (next === 'refuse') {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    }
    if (next === 'silent') for (const socket of sockets) socket.pause();
    if (next === 'open') {
      for (const client of waiting) if (!client.destroyed) pass(client);
      waiting.clear();
      for (const socket of sockets) socket.resume();
    }
  }

  return {
    url: through(databaseUrl),
    through,
    become,
    waiting: () => waiting.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
