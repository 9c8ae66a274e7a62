import express, { type Express } from 'express';
import twilio from 'twilio';
import { virtualClock, type VirtualClock } from '../../src/clock.ts';
import { composeLine, type Line } from '../../src/compose.ts';
import { parseTwiml } from '../../src/emulator/parse-twiml.ts';
import { findTwimlFlaws } from '../../src/emulator/twiml-schema.ts';
import { createLogger } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { RestOutcome } from '../../src/switchboard/telephony.ts';
import type { TwilioCalls } from '../../src/twilio/rest-client.ts';
import { scripts } from '../support/scripts.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { plainPinHash } from '../support/line-in-a-box.ts';
import { storeWithSwitch, type StoreSwitch } from '../scenarios/scene.ts';

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
  const store: StoreSwitch = { away: false, inner: null };
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
