import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between browser and server that can go dead without a word, as a pulled cable does. */
export type CutProxy = {
  url: string;
  /** From now on nothing passes, and nobody is told. */
  cut(): void;
  /** What comes now passes; connections from before stay dead, then end. */
  restore(): void;
  close(): Promise<void>;
};

/** A proxy on a port of its own, to `port` on loopback. */
export async function startCutProxy(port: number): Promise<CutProxy> {
  let dead = false;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    if (dead) return;
    const upstream = connect(port, '127.0.0.1');
    keep(upstream);
    client.on('data', (data) => dead || upstream.write(data));
    upstream.on('data', (data) => dead || client.write(data));
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => dead || client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      dead = true;
    },
    restore() {
      for (const socket of sockets) socket.destroy();
      dead = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
