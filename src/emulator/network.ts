import { systemClock, type Clock } from '../clock.ts';
import { Bins } from './bins.ts';
import type { NetworkCore, NetworkNumber, PhoneNetworkSettings, Problem } from './core.ts';
import { type Faults, noFaults } from './faults.ts';
import type { Leg } from './leg.ts';
import { MediaLibrary } from './media.ts';
import { Phone } from './phone.ts';
import { goodStanding } from './rest/products.ts';
import { createRest, type NetworkRest } from './rest/rest.ts';
import { StatusCallbacks } from './status-callbacks.ts';
import type { TapeListener, TapeSegment } from './tape.ts';
import { Webhooks, type WebhookTransport } from './webhook.ts';

export type PhoneNetworkOptions = Partial<PhoneNetworkSettings> & {
  clock?: Clock;
  accountSid: string;
  authToken: string;
  transport: WebhookTransport;
  /** From 0 to below 1; decides faults and sids, so that a seed repeats a run. */
  random: () => number;
  faults?: Partial<Faults>;
  /** Where the REST API is reached from outside; recordings' URLs begin with it. */
  apiUrl?: string;
  /** Where bins live. */
  binsUrl?: string;
};

/** A number of ours, as it is added: what is left out is empty, methods are POST. */
export type NewNumber = { phoneNumber: string; voiceUrl: string } & Partial<
  Omit<NetworkNumber, 'phoneNumber' | 'voiceUrl' | 'createdAt'>
>;

/** Problems kept; a run that has more keeps the first. */
const MOST_PROBLEMS = 10_000;

/**
 * A telephone network that speaks Twilio's API: phones at the ends (`phone`), TwiML documents fetched from the
 * server under test through `transport`, REST in front (`rest`), and for every leg a tape of what was audible.
 * What is wrong with a document or a request is in `problems`.
 */
export class PhoneNetwork {
  readonly rest: NetworkRest;
  readonly core: NetworkCore;

  constructor(options: PhoneNetworkOptions) {
    this.core = createCore(options);
    this.rest = createRest(this.core);
  }

  get clock(): Clock {
    return this.core.clock;
  }

  /** What goes wrong; may be changed at any time. */
  get faults(): Faults {
    return this.core.faults;
  }

  get problems(): readonly Problem[] {
    return this.core.problems;
  }

  /** Requests to the server under test that it has not answered yet. */
  get inFlight(): number {
    return this.core.webhooks.inFlight;
  }

  /** Calls that have not ended, oldest first. */
  get liveLegs(): Leg[] {
    return [...this.core.liveLegs];
  }

  addNumber(number: NewNumber): NetworkNumber {
    const added: NetworkNumber = {
      sid: this.core.sid('PN'),
      friendlyName: number.phoneNumber,
      voiceMethod: 'POST',
      voiceFallbackUrl: '',
      voiceFallbackMethod: 'POST',
      statusCallback: '',
      statusCallbackMethod: 'POST',
      createdAt: this.core.clock.now(),
      ...number,
    };
    this.core.numbers.set(added.phoneNumber, added);
    return added;
  }

  /** Hosts a TwiML document (see bins.ts) and returns its URL. */
  addBin(path: string, twiml: string): string {
    return this.core.bins.add(path, twiml);
  }

  /** The device at this address; it is there from the first time it is asked for. */
  phone(address: string): Phone {
    const known = this.core.phones.get(address);
    if (known !== undefined) return known;
    const phone = new Phone(this.core, address);
    this.core.phones.set(address, phone);
    return phone;
  }

  /** Takes a device off the network. */
  removePhone(address: string): void {
    this.core.phones.delete(address);
  }

  leg(callSid: string): Leg | null {
    return this.core.legs.get(callSid) ?? null;
  }

  /** What was audible on a call; empty for an unknown one. */
  tape(callSid: string): readonly TapeSegment[] {
    return this.core.legs.get(callSid)?.tape.segments ?? [];
  }

  /** Is told of every segment of every tape as it opens and closes, and of keys. Returns a function that ends that. */
  onTape(listener: TapeListener): () => void {
    return subscribe(this.core.tapeListeners, listener);
  }

  /** Is told of every new leg, before anything happens on it. */
  onLeg(listener: (leg: Leg) => void): () => void {
    return subscribe(this.core.legListeners, listener);
  }

  /** Forgets an ended call and its tape; REST answers 20404 for it afterwards. Its recordings stay until deleted. */
  forget(callSid: string): void {
    const leg = this.core.legs.get(callSid);
    if (leg === undefined || !leg.ended) return;
    this.core.legs.delete(callSid);
    this.core.phoneOf.delete(callSid);
  }

  /** Forgets all ended calls and conferences. */
  forgetEnded(): void {
    for (const leg of this.core.legs.values()) this.forget(leg.sid);
    for (const conference of this.core.conferences.values()) {
      if (conference.status === 'completed') this.core.conferences.delete(conference.sid);
    }
  }
}

/** Creates a phone network; see PhoneNetworkOptions. Nothing happens until a phone dials or REST creates a call. */
export function createPhoneNetwork(options: PhoneNetworkOptions): PhoneNetwork {
  return new PhoneNetwork(options);
}

function createCore(options: PhoneNetworkOptions): NetworkCore {
  const clock = options.clock ?? systemClock();
  const { random } = options;
  let sids = 0;
  const phoneOf: NetworkCore['phoneOf'] = new Map();
  const legs: NetworkCore['legs'] = new Map();
  const problems: Problem[] = [];
  const tapeListeners: TapeListener[] = [
    (callSid, segment, event) => {
      const phone = phoneOf.get(callSid);
      const leg = phone === undefined ? undefined : legs.get(callSid);
      if (phone !== undefined && leg !== undefined) phone.heard(segment, event, leg);
    },
  ];
  const parts = {} as Pick<NetworkCore, 'webhooks' | 'media' | 'status'>;
  const core: NetworkCore = Object.assign(parts, {
    clock,
    random,
    transport: options.transport,
    accountSid: options.accountSid,
    authToken: options.authToken,
    apiUrl: options.apiUrl ?? 'https://api.twilio.com',
    settings: {
      strict: options.strict ?? true,
      sign: options.sign ?? true,
      keepTapes: options.keepTapes ?? true,
      dialActionOnRedirect: options.dialActionOnRedirect ?? 'requested-first',
      gatherActionOnRedirect: options.gatherActionOnRedirect ?? 'dropped',
      dialActionOnHangup: options.dialActionOnHangup ?? true,
      callLimitSeconds: options.callLimitSeconds ?? 14_400,
      callsPerSecond: options.callsPerSecond ?? Number.POSITIVE_INFINITY,
    } as const,
    faults: { ...noFaults(), ...options.faults },
    standing: goodStanding(),
    problems,
    numbers: new Map(),
    phones: new Map(),
    phoneOf,
    detectsMachines: new WeakSet<Leg>(),
    legs,
    liveLegs: new Set<Leg>(),
    rooms: new Map(),
    conferences: new Map(),
    queues: new Map(),
    recordings: new Map(),
    tapeListeners,
    legListeners: [],
    bins: new Bins(options.binsUrl ?? 'https://bins.example'),
    sid(prefix: string): string {
      sids += 1;
      const a = Math.floor(random() * 0x1_0000_0000).toString(16);
      const b = Math.floor(random() * 0x1_0000_0000).toString(16);
      return prefix + a.padStart(8, '0') + b.padStart(8, '0') + sids.toString(16).padStart(16, '0');
    },
    problem(problem: Omit<Problem, 'at'>): void {
      if (problems.length < MOST_PROBLEMS) problems.push({ at: clock.now(), ...problem });
    },
  });
  parts.webhooks = new Webhooks(core);
  parts.media = new MediaLibrary(core);
  parts.status = new StatusCallbacks(core);
  return core;
}

function subscribe<T>(listeners: T[], listener: T): () => void {
  listeners.push(listener);
  return () => {
    const at = listeners.indexOf(listener);
    if (at >= 0) listeners.splice(at, 1);
  };
}
