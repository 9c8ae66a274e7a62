import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aServer, FORM, paramsOf, signatureOf } from './a-server.ts';

/*
 * Facts: every webhook carries X-Twilio-Signature, and none is longer than its parameters (docs: Webhooks security). So
 * what cannot be Twilio's is known by its headers. The bodies of these requests are never sent: who waits for them never
 * answers.
 */

let server: Server;
beforeEach(async () => {
  server = createServer((await aServer()).app).listen(0);
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** The answer to a request of which nothing but the headers has arrived. */
async function answerTo(headers: Record<string, string | number>): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, path: '/voice/incoming', method: 'POST', headers });
  asked.flushHeaders();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  asked.on('error', () => {});
  asked.destroy();
  return answer;
}

const SIGNED = { 'X-Twilio-Signature': signatureOf('/voice/incoming', paramsOf()) };

test('a request without a signature is refused before its body is there', async () => {
  expect((await answerTo({ 'Content-Length': 1_000_000 })).statusCode).toBe(403);
  expect((await answerTo({ 'Transfer-Encoding': 'chunked' })).statusCode).toBe(403);
  expect((await answerTo({ 'X-Twilio-Signature': '', 'Content-Length': 9 })).statusCode).toBe(403);
});

test('a body longer than any of Twilio’s is refused by its length, and not taken off the line', async () => {
  const answer = await answerTo({ ...SIGNED, 'Content-Length': 4 * 1024 * 1024 + 1 });
  expect(answer.statusCode).toBe(403);
  expect(answer.headers.connection).toBe('close');
});

test('a body that does not say how long it is, and does not end, is read as far as the longest of Twilio’s', async () => {
  const { port } = server.address() as AddressInfo;
  const headers = { ...SIGNED, 'Transfer-Encoding': 'chunked', 'Content-Type': FORM };
  const asked = request({ port, path: '/voice/incoming', method: 'POST', headers });
  const closed = once(asked, 'close');
  asked.on('error', () => {});
  asked.write(Buffer.alloc(4 * 1024 * 1024 + 1, 'a'));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(403);
  expect(answer.headers.connection).toBe('close');
  answer.resume();
  await closed;
});
