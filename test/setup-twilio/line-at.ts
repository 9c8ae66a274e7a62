import { systemClock } from '../../src/clock.ts';
import { composeLine } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { restClient, twilioClient } from '../../src/twilio/rest-client.ts';
import { scripts } from '../support/scripts.ts';

export const ACCOUNT = `AC${'1'.repeat(32)}`;
export const TOKEN = 'the-secret-token';
export const SECRET = 'a session secret that nobody may see printed';
export const NUMBER = '+15550000100';
export const OFF_HOST = 'https://bins.example/keep-waiting';

/** The real webhooks of a line that takes itself to be at `url`; Twilio's API is at `apiBaseUrl`. */
export function lineAt(url: string, apiBaseUrl: string) {
  const clock = systemClock();
  const twilio = {
    accountSid: ACCOUNT,
    authTokens: [TOKEN] as [string],
    phoneNumber: NUMBER,
    callsPerSecond: 1,
  };
  return composeLine({
    config: { publicUrl: url, sessionSecret: SECRET, toneUrl: `${url}/media/tone-1.wav`, twilio },
    store: createMemoryStore(clock),
    scripts,
    connect: (urls) =>
      restClient({
        client: twilioClient({ ...twilio, apiBaseUrl }),
        urls,
        fallbackUrl: OFF_HOST,
        phoneNumber: NUMBER,
      }),
    clock,
    random: Math.random,
    newId: () => 'id',
    isPin: async () => false,
    recordings: async () => ({ kind: 'gone' }),
    log: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
  }).voice;
}
