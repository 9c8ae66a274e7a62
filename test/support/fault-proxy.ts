import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A TCP connection to somewhere, with faults on demand: what a network does to a client. */
export interface FaultProxy {
  readonly port: number;
  /** Bytes go through. Connections that lost bytes before stay dead, as theirs cannot be had back. */
  pass(): void;
  /** Connections stand, new ones too, and nothing comes through: packets vanish. */
  blackHole(): void;
  /** Bytes go through `ms` late, in each direction. */
  delay(ms: number): void;
  /** The next reply is swallowed and its connection cut: what was asked has been done, and nobody knows. */
  cutBeforeReply(): void;
  close(): Promise<void>;
}

type Fault =
  | { kind: 'none' }
  | { kind: 'black-hole' }
  | { kind: 'delay'; ms: number }
  | { kind: 'cut-before-reply' };

/** Listens on a free loopback port and passes on to host and port of `target`. */
export async function startFaultProxy(target: URL): Promise<FaultProxy> {
  let fault: Fault = { kind: 'none' };
  const open = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const pair = { lostBytes: false };
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on('data', (bytes) => {
        if (fault.kind === 'black-hole') pair.lostBytes = true;
        if (pair.lostBytes) return;
        if (fault.kind === 'cut-before-reply' && from === upstream) {
          fault = { kind: 'none' };
          client.destroy();
          return;
        }
        if (fault.kind === 'delay') setTimeout(() => to.write(bytes), fault.ms);
        else to.write(bytes);
      });
      from.on('error', () => {});
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    pass() {
      fault = { kind: 'none' };
    },
    blackHole() {
      fault = { kind: 'black-hole' };
    },
    delay(ms) {
      fault = { kind: 'delay', ms };
    },
    cutBeforeReply() {
      fault = { kind: 'cut-before-reply' };
    },
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}
