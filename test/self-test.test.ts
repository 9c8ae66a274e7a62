import { expect, test } from 'vitest';
import { virtualClock } from '../src/clock.ts';
import { createLogger } from '../src/log.ts';
import { selfTest } from '../src/self-test.ts';

/** A server that has begun to answer, and what its self-test has asked and said. */
function begun(publicUrl: string, problems: string[]) {
  const clock = virtualClock(0);
  const logged: { level: string; problem: string }[] = [];
  const log = createLogger({
    level: 'info',
    destination: { write: (line) => void logged.push(JSON.parse(line)) },
  });
  let asked = 0;
  async function probe(): Promise<string[]> {
    asked += 1;
    return problems;
  }
  const leave = selfTest({ publicUrl, probe, clock, log });
  return {
    leave,
    logged,
    async asked() {
      while (clock.step()) await new Promise((resolve) => setImmediate(resolve));
      return asked;
    },
  };
}

test('given an address that refuses what is signed for it, it is asked once and the log says so', async () => {
  const server = begun('https://line.example.com', ['It refuses requests signed for it (403).']);
  expect(await server.asked()).toBe(1);
  expect(server.logged).toMatchObject([
    { level: 'error', problem: 'It refuses requests signed for it (403).' },
  ]);
});

test('given an address that leads here, nothing is said', async () => {
  const server = begun('https://line.example.com', []);
  expect(await server.asked()).toBe(1);
  expect(server.logged).toStrictEqual([]);
});

test('given loopback, or a server that stops at once, nobody is asked', async () => {
  expect(await begun('http://127.0.0.1:3000', ['wrong']).asked()).toBe(0);
  const server = begun('https://line.example.com', ['wrong']);
  server.leave();
  expect(await server.asked()).toBe(0);
});
