import { Readable } from 'node:stream';
import { virtualClock, type VirtualClock } from '../../src/clock.ts';
import { composeLine, type Line } from '../../src/compose.ts';
import { PhoneNetwork, createPhoneNetwork } from '../../src/emulator/network.ts';
import { formatTape } from '../../src/emulator/tape.ts';
import { runFor, runUntil } from '../../src/emulator/virtual-run.ts';
import type { LegKind } from '../../src/desk/desk.ts';
import { createLogger, type Logger } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { Outcome } from '../../src/switchboard/switchboard.ts';
import { hostedFallback } from '../../src/twilio/kept-documents.ts';
import { restClient } from '../../src/twilio/rest-client.ts';
import { scripts } from './scripts.ts';
import { defaultQueueSettings, type QueueSettings } from '../../src/waiting/queue-settings.ts';
import { inProcessCallsApi, inProcessTransport } from './in-process.ts';

export const LINE_NUMBER = '+15550100';
const ACCOUNT_SID = 'AC0123456789abcdef0123456789abcdef';
const MONDAY_MORNING = Date.UTC(2026, 0, 5, 9);

/** What a desk that may have several callers on hold is opened with. */
export type Several = { mostHeld?: number; offersMore?: boolean; skills?: string[] };

/** A whole line on a virtual clock: the real core and server side, the emulator's phones, a store in memory. */
export type LineInABox = {
  clock: VirtualClock;
  network: PhoneNetwork;
  store: Store;
  line: Line;
  queue: QueueSettings;
  /** Lets `ms` pass. */
  pass(ms: number): Promise<void>;
  until(goal: () => boolean | Promise<boolean>): Promise<void>;
  /** Opens a desk whose phone is answered at once and confirmed with a key; one that is rung per call is open at once. */
  openDesk(
    operator: string,
    displayName: string,
    mode?: 'auto' | 'manual',
    legKind?: LegKind,
    several?: Several,
  ): Promise<Outcome>;
  /** One more number that can be called. */
  addLine(phoneNumber: string): void;
  /** What was audible on a leg, as a transcript. */
  transcript(callSid: string): string;
  /** The server's process is killed (`false`) or there again. */
  up(is: boolean): void;
  close(): Promise<void>;
};

/** Seeded, so that a run can be repeated to the letter. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32 (T. Ettinger, public domain)
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** In place of a hash that takes its time: a virtual clock does not wait for other threads. */
export function plainPinHash(pin: string): string {
  return `hash of ${pin}`;
}

async function plainPins(pin: string, pinHash: string | null): Promise<boolean> {
  return pinHash === plainPinHash(pin);
}

export async function lineInABox(
  options: {
    queue?: Partial<QueueSettings>;
    store?: (clock: VirtualClock) => Store;
    log?: Logger;
    networkCallsPerSecond?: number;
    /** Where the document lies that is played when ours cannot be: at Twilio, where nothing is said to be. */
    fallback?: 'hosted' | 'our-own';
  } = {},
): Promise<LineInABox> {
  const clock = virtualClock(MONDAY_MORNING);
  const random = seededRandom(1);
  const store = (options.store ?? createMemoryStore)(clock);
  const queue = { ...defaultQueueSettings('support', 'Acme support'), ...options.queue };
  await store.putQueue(queue);
  let isUp = true;
  let line: Line | null = null;
  const publicUrl = 'https://line.example.com';
  const network = createPhoneNetwork({
    clock,
    accountSid: ACCOUNT_SID,
    authToken: 'token',
    random,
    callsPerSecond: options.networkCallsPerSecond ?? Number.POSITIVE_INFINITY,
    transport: inProcessTransport(
      () => (isUp ? (line?.webhooks ?? null) : null),
      () => store,
    ),
  });
  const fallbackUrl =
    options.fallback === 'our-own'
      ? `${publicUrl}/voice/fallback`
      : network.addBin('keep-waiting', hostedFallback(scripts));
  const addLine = (phoneNumber: string): void =>
    void network.addNumber({
      phoneNumber,
      voiceUrl: `${publicUrl}/voice/incoming#ct=1000&rt=1800&tt=5000&rc=1&rp=all`,
      voiceFallbackUrl: fallbackUrl,
      statusCallback: `${publicUrl}/voice/status`,
    });
  addLine(LINE_NUMBER);
  let ids = 0;
  line = composeLine({
    config: {
      publicUrl,
      sessionSecret: 'a secret of at least thirty-two characters',
      toneUrl: `${publicUrl}/media/tone-1.wav`,
      twilio: { accountSid: ACCOUNT_SID, authTokens: ['token'], phoneNumber: LINE_NUMBER, callsPerSecond: 1 },
    },
    store,
    scripts,
    connect: (urls) =>
      restClient({ client: inProcessCallsApi(network.rest), urls, fallbackUrl, phoneNumber: LINE_NUMBER }),
    clock,
    random,
    newId: () => `id${(ids += 1)}`,
    isPin: plainPins,
    recordings: async (sid) => {
      const wav = await network.rest.recordingMedia(sid).catch(() => null);
      return wav === null ? { kind: 'gone' } : { kind: 'audio', body: Readable.from([wav]) };
    },
    log: options.log ?? createLogger({ level: 'silent' }),
    metrics: createMetrics(),
  });
  const { switchboard, performer, sweep, reconciler } = line;
  sweep.start();
  reconciler.start();
  const idle = () => performer.idle();
  const box: LineInABox = {
    clock,
    network,
    store,
    line,
    queue,
    pass: (ms) => runFor(network, clock, ms, { idle: quiet }),
    async until(goal) {
      const deadline = clock.now() + 3_600_000;
      while (!(await goal())) {
        if (clock.now() > deadline) throw new Error('Waited an hour for what did not happen.');
        const due = clock.nextDueAt() ?? clock.now() + 1000;
        await runUntil(network, clock, Math.max(due, clock.now() + 1), { idle: quiet });
      }
    },
    async openDesk(operator, displayName, mode = 'auto', legKind = 'open-line', several = {}) {
      const address = `client:${operator}`;
      const phone = network.phone(address);
      if (legKind === 'open-line') phone.onIncoming({ does: 'answer', afterMs: 1_000 });
      const outcome = await switchboard.tellDesk(operator, {
        type: 'open',
        operator,
        address,
        mode,
        legKind,
        queues: ['support'],
        displayName,
        intentId: `intent-${operator}-${clock.now()}`,
        language: 'en',
        ...several,
      });
      if (legKind === 'per-call') return outcome;
      await box.pass(4_000);
      phone.press('1');
      await box.until(async () => {
        const status = (await store.readDesk(operator))?.status;
        return status !== 'ringing';
      });
      return outcome;
    },
    addLine,
    transcript: (callSid) => formatTape(network.tape(callSid)),
    up(is) {
      isUp = is;
    },
    async close() {
      await sweep.stop();
      await reconciler.stop();
      await store.close();
    },
  };
  return box;

  /** Effects may wait for the clock (spaced fetches), so being idle is not waited for beyond a turn. */
  async function quiet(): Promise<void> {
    await Promise.race([idle(), new Promise<void>((resolve) => setImmediate(resolve))]);
  }
}
