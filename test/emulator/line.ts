import { type VirtualClock, virtualClock } from '../../src/clock.ts';
import type { Leg } from '../../src/emulator/leg.ts';
import {
  createPhoneNetwork,
  type PhoneNetwork,
  type PhoneNetworkOptions,
} from '../../src/emulator/network.ts';
import type { TapeSegment } from '../../src/emulator/tape.ts';
import { runFor, settle } from '../../src/emulator/virtual-run.ts';
import { recordingWav } from '../../src/emulator/wav.ts';
import { RestError } from '../../src/emulator/rest/rest-error.ts';
import type { WebhookRequest, WebhookResponse } from '../../src/emulator/webhook.ts';

export const NUMBER = '+15550000100';
export const CALLER = '+15557654321';
export const HOST = 'https://app.example';
export const ACCOUNT = `AC${'0'.repeat(32)}`;

/** An answer: TwiML without its root, a whole answer, or the promise of one. */
export type Answer = string | WebhookResponse | Promise<WebhookResponse>;
export type Script = Record<string, Answer | ((request: WebhookRequest) => Answer)>;

/** A network whose server answers by path, on a virtual clock; unknown paths are 404. */
export type Line = {
  network: PhoneNetwork;
  clock: VirtualClock;
  script: Script;
  /** Everything that was requested, oldest first. */
  requests: WebhookRequest[];
  /** Paths of `requests`. */
  paths(): string[];
  seconds(seconds: number): Promise<void>;
  settle(): Promise<void>;
};

export const SAY = (text: string): string => `<Say voice="Polly.Joanna" language="en-US">${text}</Say>`;

export function twiml(verbs: string): WebhookResponse {
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: `<Response>${verbs}</Response>` };
}

export function wav(durationMs: number, headers: Record<string, string> = {}): WebhookResponse {
  const body = recordingWav(durationMs, []).toString('latin1');
  return { status: 200, headers: { 'content-type': 'audio/wav', ...headers }, body };
}

export function createLine(script: Script, options: Partial<PhoneNetworkOptions> = {}): Line {
  const clock = virtualClock(Date.UTC(2026, 0, 5, 9));
  const requests: WebhookRequest[] = [];
  const network = createPhoneNetwork({
    clock,
    accountSid: ACCOUNT,
    authToken: 'token',
    random: seeded(7),
    transport: async (request) => {
      requests.push(request);
      const entry = script[new URL(request.url).pathname];
      const answer = typeof entry === 'function' ? entry(request) : entry;
      if (answer === undefined) return { status: 404, headers: {}, body: '' };
      return typeof answer === 'string' ? twiml(answer) : answer;
    },
    ...options,
  });
  network.addNumber({ phoneNumber: NUMBER, voiceUrl: `${HOST}/in` });
  return {
    network,
    clock,
    script,
    requests,
    paths: () => requests.map((request) => new URL(request.url).pathname),
    seconds: (seconds) => runFor(network, clock, seconds * 1_000),
    settle: () => settle(network),
  };
}

/** Dials the line's number from CALLER and lets the first document arrive. */
export async function call(line: Line): Promise<Leg> {
  const leg = line.network.phone(CALLER).dial(NUMBER);
  await line.settle();
  return leg;
}

/** Creates a call by REST to a phone that answers at once, and lets its document arrive. */
export async function callOut(line: Line, to: string, url: string): Promise<Leg> {
  line.network.phone(to).onIncoming({ does: 'answer', afterMs: 0 });
  const { sid } = await line.network.rest.createCall({ to, from: NUMBER, url });
  await line.seconds(0);
  return line.network.leg(sid) as Leg;
}

/** A tape as "kind from-until text", times in seconds from its start. */
export function heard(leg: Leg): string[] {
  const start = leg.tape.segments[0]?.at ?? 0;
  const seconds = (at: number): number => Math.round((at - start) / 100) / 10;
  return leg.tape.segments.map((segment: TapeSegment) => {
    const until = segment.until === null ? '' : seconds(segment.until);
    const text = segment.text === undefined ? '' : ` ${segment.text}`;
    return `${segment.kind} ${seconds(segment.at)}-${until}${text}${segment.cut ? ' (cut)' : ''}`;
  });
}

export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** [status, code] of the error that a REST request ends with, the code of a broken connection, or 'done'. */
export async function refusal(promise: Promise<unknown>): Promise<[number, number] | string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof RestError
      ? [error.status, error.code]
      : String((error as { code?: string }).code);
  }
  return 'done';
}
