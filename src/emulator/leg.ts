import type { CancelTimer } from '../clock.ts';
import type { NetworkCore, NetworkNumber } from './core.ts';
import { DocumentFlow } from './document/document-flow.ts';
import { spokenMs } from './speech.ts';
import type { StatusCallbackSettings } from './status-callbacks.ts';
import { Tape, type TapeDetails, type TapeKind } from './tape.ts';
import type { WebhookIntent } from './webhook.ts';

export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled';
export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

export type LegOptions = {
  direction: Direction;
  from: string;
  to: string;
  /** Our number that was called, or the one that REST named as From. */
  number: NetworkNumber | null;
  parentSid?: string;
  fallback?: { method: 'GET' | 'POST'; url: string } | null;
  statusCallback?: StatusCallbackSettings | null;
  timeLimitSeconds?: number;
  /** Further parameters of every webhook, such as ForwardedFrom or CallerName. */
  extraParams?: Record<string, string>;
};

/** One phone call: who, its status and limits, what its person does, and the tape of what was audible on it. */
export class Leg {
  readonly sid: string;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly number: NetworkNumber | null;
  readonly parentSid: string | null;
  readonly tape: Tape;
  readonly createdAt: number;
  status: CallStatus = 'queued';
  answeredAt: number | null = null;
  endedAt: number | null = null;
  answeredBy: string | null = null;
  sipResponseCode: string | null = null;
  statusCallback: StatusCallbackSettings | null;
  fallback: { method: 'GET' | 'POST'; url: string } | null;
  timeLimitSeconds: number;
  /** Called once each, when the call ends. */
  readonly onEnd: ((leg: Leg) => void)[] = [];
  /** Called once each, when the call is answered. */
  readonly onAnswer: ((leg: Leg) => void)[] = [];
  /** Called with each document that the call goes on with; a copy of its request may have been answered otherwise. */
  readonly onDocument: ((twiml: string) => void)[] = [];
  /** While this leg is the other end of somebody's Dial: ends that bridge when the leg is led elsewhere. */
  leaveBridge: (() => void) | null = null;

  private readonly core: NetworkCore;
  private readonly flow: DocumentFlow;
  private readonly standard: Record<string, string>;
  private cancelLimit: CancelTimer | null = null;

  constructor(core: NetworkCore, options: LegOptions) {
    this.core = core;
    this.flow = new DocumentFlow(core, this);
    this.sid = core.sid('CA');
    this.direction = options.direction;
    this.from = options.from;
    this.to = options.to;
    this.number = options.number;
    this.parentSid = options.parentSid ?? null;
    this.fallback = options.fallback ?? null;
    this.statusCallback = options.statusCallback ?? null;
    this.timeLimitSeconds = options.timeLimitSeconds ?? core.settings.callLimitSeconds;
    this.createdAt = core.clock.now();
    this.tape = new Tape(this.sid, core.settings.keepTapes, core.tapeListeners);
    this.standard = {
      CallSid: this.sid,
      AccountSid: core.accountSid,
      From: this.from,
      To: this.to,
      Caller: this.from,
      Called: this.to,
      ApiVersion: '2010-04-01',
      Direction: this.direction,
      ...options.extraParams,
    };
    if (this.parentSid !== null) this.standard['ParentCallSid'] = this.parentSid;
    core.legs.set(this.sid, this);
    core.liveLegs.add(this);
    for (const listener of core.legListeners) listener(this);
  }

  get ended(): boolean {
    return this.endedAt !== null;
  }

  /** The parameters that every webhook of this call carries now. */
  standardParams(): Record<string, string> {
    const params: Record<string, string> = { ...this.standard, CallStatus: this.status };
    if (this.answeredBy !== null) params['AnsweredBy'] = this.answeredBy;
    return params;
  }

  /** What the person on this leg hears from now on; a bound function, so that verbs can hand it on. */
  readonly hear = (kind: TapeKind, details?: TapeDetails): void => {
    if (!this.ended) this.tape.hear(this.core.clock.now(), kind, details);
  };

  /** Marks what is audible now as not heard to its end. */
  readonly cut = (): void => {
    this.tape.cut();
  };

  /** Rings: the caller hears ringing, or the called phone rings. */
  ring(): void {
    this.status = 'ringing';
    this.hear('ringing');
    if (this.direction !== 'inbound') this.core.status.progress(this, 'ringing');
  }

  /** Picks up. Does nothing where that has happened. */
  answer(): void {
    if (this.answeredAt !== null || this.ended) return;
    this.answeredAt = this.core.clock.now();
    this.status = 'in-progress';
    this.hear('silence');
    this.limitTo(this.timeLimitSeconds);
    for (const listener of this.onAnswer) listener(this);
  }

  /** Ends the call `seconds` after it was answered (TimeLimit; by default four hours, error 32015). */
  limitTo(seconds: number): void {
    this.timeLimitSeconds = Math.min(seconds, this.core.settings.callLimitSeconds);
    if (this.answeredAt === null) return;
    this.cancelLimit?.();
    const remainingMs = this.answeredAt + this.timeLimitSeconds * 1_000 - this.core.clock.now();
    this.cancelLimit = this.core.clock.setTimer(Math.max(0, remainingMs), () => {
      const message = 'Failed to go on with the call: it reached its longest duration.';
      this.core.problem({ callSid: this.sid, code: 32015, message, url: null, level: 'warning' });
      this.end('completed');
    });
  }

  /** Requests a document and goes on with it. */
  request(intent: WebhookIntent): void {
    this.flow.request(intent);
  }

  /** Leads a call in progress elsewhere at once (REST update): a URL, or TwiML given directly. */
  redirect(target: WebhookIntent | { twiml: string }): void {
    this.leaveBridge?.();
    this.leaveBridge = null;
    this.flow.redirect(target);
  }

  /** Runs TwiML that was given to the REST API when the call was created. */
  runTwiml(twiml: string): void {
    this.flow.runTwiml(twiml);
  }

  /** A key is pressed on the phone of this leg. Lost where nothing listens. */
  press(key: string): void {
    const { verb } = this.flow;
    const heard = verb?.hearsKey?.(key) ?? false;
    this.tape.mark({ at: this.core.clock.now(), key, heard });
    if (heard) verb?.key?.(key);
  }

  /** Words are spoken into the phone of this leg; they take `durationMs`. */
  say(text: string, durationMs: number = spokenMs(text)): void {
    const { verb } = this.flow;
    const heard = verb?.hearsSpeech?.() ?? false;
    this.tape.mark({ at: this.core.clock.now(), said: text, heard });
    if (heard) verb?.speech?.(text, durationMs);
  }

  /** Ends the call: by its person, its document, the REST API or the network. */
  end(status: CallStatus, sipResponseCode: string | null = null): void {
    if (this.ended) return;
    this.cancelLimit?.();
    // Canceled while still queued: no callbacks.
    const wasQueued = this.status === 'queued';
    this.status = status;
    this.sipResponseCode = sipResponseCode;
    this.endedAt = this.core.clock.now();
    const notice = this.flow.stop();
    this.tape.close(this.endedAt);
    this.core.liveLegs.delete(this);
    // An action, not a status callback: it has the faults of webhooks. Nothing runs what it answers.
    if (notice !== null) void this.core.webhooks.deliver(notice, this.standardParams());
    this.leaveBridge?.();
    this.leaveBridge = null;
    if (!wasQueued) this.core.status.ended(this);
    for (const listener of this.onEnd) listener(this);
  }
}
