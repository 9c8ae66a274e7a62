import type { Clock } from '../clock.ts';
import type { Bins } from './bins.ts';
import type { Conference } from './conference/conference.ts';
import type { Faults } from './faults.ts';
import type { Leg } from './leg.ts';
import type { MediaLibrary } from './media.ts';
import type { Phone } from './phone.ts';
import type { Recording } from './recording.ts';
import type { AccountStanding } from './rest/products.ts';
import type { StatusCallbacks } from './status-callbacks.ts';
import type { TapeListener } from './tape.ts';
import type { Webhooks, WebhookTransport } from './webhook.ts';

/** One of the account's own phone numbers (an IncomingPhoneNumber). */
export type NetworkNumber = {
  sid: string;
  phoneNumber: string;
  friendlyName: string;
  voiceUrl: string;
  voiceMethod: 'GET' | 'POST';
  voiceFallbackUrl: string;
  voiceFallbackMethod: 'GET' | 'POST';
  statusCallback: string;
  statusCallbackMethod: 'GET' | 'POST';
  createdAt: number;
};

/** Something that a server under test did which Twilio would complain of, or that no one should do. */
export type Problem = {
  at: number;
  callSid: string | null;
  code: number;
  message: string;
  url: string | null;
  /** `fatal`: the call could not go on with the document and went to its fallback. */
  level: 'warning' | 'fatal';
};

/** The choices where Twilio's documentation leaves the behaviour open, and the strictness of the emulator. */
export type PhoneNetworkSettings = {
  /** Schema violations are fatal, so that tests fail loudly (Twilio itself only warns). Default true. */
  strict: boolean;
  /** Whether webhooks carry X-Twilio-Signature. Default true. */
  sign: boolean;
  /** Whether tapes are kept for reading; listeners are told either way. Default true. */
  keepTapes: boolean;
  /** What becomes of a Dial's `action` when its leg is redirected by REST. Seen by others: requested first. */
  dialActionOnRedirect: 'requested-first' | 'not-requested' | 'in-parallel';
  /** What becomes of a Gather's action when the leg is redirected while keys had been entered. */
  gatherActionOnRedirect: 'dropped' | 'in-flight';
  /** Whether a Dial's `action` is requested when the leg that dialled hangs up. */
  dialActionOnHangup: boolean;
  /** Longest call, Twilio's default is four hours. */
  callLimitSeconds: number;
  /** Calls created by REST that start per second; the rest is queued. */
  callsPerSecond: number;
};

/** What the parts of the network share. */
export type NetworkCore = {
  readonly clock: Clock;
  readonly random: () => number;
  readonly transport: WebhookTransport;
  readonly accountSid: string;
  readonly authToken: string;
  /** Where the REST API is reached, without a slash at its end; recordings' URLs begin with it. */
  apiUrl: string;
  readonly settings: PhoneNetworkSettings;
  readonly faults: Faults;
  readonly standing: AccountStanding;
  readonly problems: Problem[];
  readonly numbers: Map<string, NetworkNumber>;
  readonly phones: Map<string, Phone>;
  /** The device that a call's person holds, by CallSid. */
  readonly phoneOf: Map<string, Phone>;
  /** Calls created with MachineDetection. */
  readonly detectsMachines: WeakSet<Leg>;
  readonly legs: Map<string, Leg>;
  readonly liveLegs: Set<Leg>;
  /** Conferences in progress, by name. */
  readonly rooms: Map<string, Conference>;
  /** All conferences, by sid. */
  readonly conferences: Map<string, Conference>;
  /** Twilio queues by name, with the legs in them. */
  readonly queues: Map<string, Set<Leg>>;
  readonly recordings: Map<string, Recording>;
  readonly tapeListeners: TapeListener[];
  readonly legListeners: ((leg: Leg) => void)[];
  readonly bins: Bins;
  webhooks: Webhooks;
  media: MediaLibrary;
  status: StatusCallbacks;
  /** A new sid, such as CA and 32 hexadecimal digits. */
  sid(prefix: string): string;
  problem(problem: Omit<Problem, 'at'>): void;
};
