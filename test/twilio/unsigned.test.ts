import { beforeEach, describe, expect, test } from 'vitest';
import request from 'supertest';
import {
  ACCOUNT,
  aServer,
  callersOf,
  FORM,
  paramsOf,
  post,
  type Server,
  signatureOf,
  TOKENS,
} from './a-server.ts';

let server: Server;
beforeEach(async () => {
  server = await aServer();
});

describe('a request that is not signed by Twilio gets 403 and changes nothing', () => {
  test.each([
    ['no signature', { 'X-Twilio-Signature': '' }],
    ['a forged signature', { 'X-Twilio-Signature': Buffer.alloc(20, 7).toString('base64') }],
    ['a signature that is no base64', { 'X-Twilio-Signature': '%%% %%%' }],
    [
      'another account’s token',
      { 'X-Twilio-Signature': signatureOf('/voice/incoming', paramsOf(), 'theirs') },
    ],
    ['another path’s signature', { 'X-Twilio-Signature': signatureOf('/voice/status', paramsOf()) }],
    [
      'a signature for the Host that the request names',
      {
        'X-Twilio-Signature': signatureOf('/voice/incoming', paramsOf(), TOKENS[0], 'https://evil.example'),
        Host: 'evil.example',
        'X-Forwarded-Host': 'evil.example',
        'X-Forwarded-Proto': 'https',
      },
    ],
  ])('%s', async (_, headers) => {
    const response = await post(server, '/voice/incoming', paramsOf(), headers as Record<string, string>);
    expect(response.status).toBe(403);
    expect(response.text).toBe('');
    expect(await callersOf(server)).toBe(0);
  });

  test('changed parameters', async () => {
    const response = await request(server.app)
      .post('/voice/incoming')
      .set('Content-Type', FORM)
      .set('X-Twilio-Signature', signatureOf('/voice/incoming', paramsOf()))
      .send(new URLSearchParams(paramsOf({ From: '+15550000666' })).toString());
    expect(response.status).toBe(403);
    expect(await callersOf(server)).toBe(0);
  });

  test('another account, signed rightly', async () => {
    const response = await post(
      server,
      '/voice/incoming',
      paramsOf({ AccountSid: `${ACCOUNT.slice(0, -1)}0` }),
    );
    expect(response.status).toBe(403);
    expect(await callersOf(server)).toBe(0);
  });

  test.each([
    '/voice/incoming',
    '/voice/leg?t=x',
    '/voice/fallback',
    '/voice/status',
    '/voice/%ff',
    '/voice',
    '/voice/../voice/x?t=%',
  ])('nothing at all, on %s', async (path) => {
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      const response = await request(server.app)[method](path);
      expect([403, 400]).toContain(response.status);
      expect(response.text).not.toContain('Response>');
    }
  });

  test('the refusal’s log names parameters and holds no value', async () => {
    await post(server, '/voice/incoming', paramsOf(), { 'X-Twilio-Signature': 'x' });
    const log = server.logged.join('\n');
    expect(log).toContain('CallSid');
    expect(log).not.toContain('5557654321');
  });

  test('what is no form, and comes as one long name, is not logged either', async () => {
    await request(server.app)
      .post('/voice/incoming')
      .set('Content-Type', FORM)
      .send(JSON.stringify(paramsOf()));
    expect(server.logged.join('\n')).not.toContain('5557654321');
  });
});
