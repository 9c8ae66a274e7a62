import express, { type Express } from 'express';
import request, { type Response } from 'supertest';
import twilio from 'twilio';
import { virtualClock, type VirtualClock } from '../../src/clock.ts';
import { composeLine, type Line } from '../../src/compose.ts';
import { parseTwiml } from '../../src/emulator/document/parse-twiml.ts';
import { findTwimlFlaws } from '../../src/emulator/document/twiml-schema.ts';
import { createLogger } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { RestOutcome } from '../../src/switchboard/telephony.ts';
import type { TwilioCalls } from '../../src/twilio/rest-client.ts';
import { scripts } from '../support/scripts.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { plainPinHash } from '../support/line-in-a-box.ts';
import { type StoreSwitch, storeWithSwitch } from '../scenarios/scene.ts';

export const PUBLIC_URL = 'https://line.example.com';
export const ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
export const TOKENS = ['new-token', 'old-token'] as const;
export const LINE_NUMBER = '+15550100';

export type Server = {
  app: Express;
  line: Line;
  clock: VirtualClock;
  store: StoreSwitch;
  logged: string[];
};

/** The voice routes over a memory store, as Express serves them; effects reach no network. */
export async function aServer(operatorNumber: string | null = null): Promise<Server> {
  const clock = virtualClock(Date.UTC(2026, 0, 5, 9));
  const store: StoreSwitch = { is: 'there', inner: null };
  const proxy = storeWithSwitch(clock, store);
  await proxy.putQueue(defaultQueueSettings('support', 'Acme support'));
  const logged: string[] = [];
  let ids = 0;
  const line = composeLine({
    config: {
      publicUrl: PUBLIC_URL,
      sessionSecret: 'a secret of at least thirty-two characters',
      toneUrl: `${PUBLIC_URL}/media/tone-1.wav`,
      twilio: {
        accountSid: ACCOUNT,
        authTokens: [...TOKENS],
        phoneNumber: LINE_NUMBER,
        operatorNumber,
        callsPerSecond: 1,
      },
    },
    store: proxy,
    scripts,
    connect: () => unreachable(),
    clock,
    random: () => 0.5,
    newId: () => `id${(ids += 1)}`,
    recordings: async () => ({ kind: 'gone' }),
    isPin: async (pin, pinHash) => pinHash === plainPinHash(pin),
    log: createLogger({ level: 'debug', destination: { write: (entry) => void logged.push(entry) } }),
    metrics: createMetrics(),
  });
  const app = express();
  app.use('/voice', line.voice);
  return { app, line, clock, store, logged };
}

/** X-Twilio-Signature as Twilio computes it over the URL that it calls and the parameters. */
export function signatureOf(
  path: string,
  params: Record<string, string | string[]>,
  token: string = TOKENS[0],
  publicUrl = PUBLIC_URL,
): string {
  return twilio.getExpectedTwilioSignature(token, publicUrl + path, params);
}

export function paramsOf(changes: Record<string, string> = {}): Record<string, string> {
  return {
    AccountSid: ACCOUNT,
    CallSid: 'CA00000000000000000000000000000001',
    CallStatus: 'in-progress',
    From: '+15557654321',
    To: LINE_NUMBER,
    ...changes,
  };
}

/** What Twilio would find wrong with a document. */
export function flawsOf(twiml: string): string[] {
  return findTwimlFlaws(parseTwiml(twiml)).map(({ message }) => message);
}

export const FORM = 'application/x-www-form-urlencoded';

/** Posts parameters as Twilio does, signed unless told otherwise. */
export async function post(
  server: Server,
  path: string,
  params: Record<string, string> = paramsOf(),
  headers: Record<string, string> = {},
): Promise<Response> {
  return request(server.app)
    .post(path)
    .set('Content-Type', FORM)
    .set('X-Twilio-Signature', signatureOf(path, params))
    .set(headers)
    .send(new URLSearchParams(params).toString());
}

/** Everything that keeps an answer from being the one that every signed request gets: 200 and valid TwiML. */
export function wrongWith(response: Response): string[] {
  const { status, headers, text } = response;
  return [
    ...(status === 200 ? [] : [`status ${status}`]),
    ...(headers['content-type'] === 'text/xml; charset=utf-8' ? [] : [`type ${headers['content-type']}`]),
    ...(headers['cache-control'] === 'no-store' ? [] : ['may be cached']),
    ...(status === 200 ? flawsOf(text) : []),
  ];
}

/** How many callers are in line. */
export async function callersOf(server: Server): Promise<number> {
  return server.store.inner?.lineLength('support') ?? -1;
}

function unknown(): Promise<RestOutcome<never>> {
  return Promise.resolve({ kind: 'unknown' });
}

function unreachable(): TwilioCalls {
  return {
    summonContact: unknown,
    summonDesk: unknown,
    ringDesk: unknown,
    ringCaller: unknown,
    deleteRecording: unknown,
    hangUp: unknown,
    setListener: unknown,
    isLive: unknown,
    callsInProgress: unknown,
    legsInConferences: unknown,
    legsInTalk: unknown,
    resumeForgotten: unknown,
  };
}
