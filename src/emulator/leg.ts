import type { CancelTimer } from '../clock.ts';
import type { NetworkCore, NetworkNumber } from './core.ts';
import { DocumentRun, type DocumentOutcome } from './document-run.ts';
import { spokenMs } from './speech.ts';
import type { StatusCallbackSettings } from './status-callbacks.ts';
import { Tape, type TapeDetails, type TapeKind } from './tape.ts';
import { prefetchMedia, readAnswer, readTwiml, type TwimlDocument } from './twiml-document.ts';
import { type Failure, secondsOf } from './verbs/verb.ts';
import type { CookieJar, WebhookIntent, WebhookOutcome } from './webhook.ts';

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

/** What a call's person hears when a document cannot be had and no fallback helps. */
export const APPLICATION_ERROR = 'An application error has occurred. Goodbye.';
/** Documents one leg may request without time passing; more is a loop that Twilio would run as fast as it can. */
const MOST_DOCUMENTS_AT_ONCE = 40;

/** One phone call: its status, what its document is doing, and the tape of what was audible on it. */
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
  /** Called when the call ends, once each. */
  readonly onEnd: ((leg: Leg) => void)[] = [];
  readonly onAnswer: ((leg: Leg) => void)[] = [];
  /** While this leg is the other end of somebody's Dial: ends that bridge when the leg is led elsewhere. */
  leaveBridge: (() => void) | null = null;

  private readonly core: NetworkCore;
  private readonly standard: Record<string, string>;
  private readonly cookies: CookieJar = new Map();
  private run: DocumentRun | null = null;
  /** Goes up with everything that takes control of the call; an answer to an older request is discarded. */
  private turn = 0;
  private cancelLimit: CancelTimer | null = null;
  private cancelWait: CancelTimer | null = null;
  private lastRequestAt = -1;
  private requestsAtOnce = 0;

  constructor(core: NetworkCore, options: LegOptions) {
    this.core = core;
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
    this.tape.hear(this.core.clock.now(), kind, details);
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
  request(intent: WebhookIntent, isFallback = false): void {
    if (this.ended) return;
    const turn = this.takeControl();
    if (this.loopsWithoutTime()) {
      this.applicationError({
        code: 0,
        url: intent.url,
        message: 'Failed to run TwiML: an endless loop of redirects.',
      });
      return;
    }
    void this.core.webhooks.request(intent, this.standardParams(), this.cookies).then((outcome) => {
      // An answer that arrives after the call was led elsewhere is discarded.
      if (turn === this.turn && !this.ended) this.receive(outcome, intent, isFallback);
    });
  }

  /** Leads a call in progress elsewhere at once (REST update): a URL, or TwiML given directly. */
  redirect(target: WebhookIntent | { twiml: string }): void {
    this.leaveBridge?.();
    this.leaveBridge = null;
    const notice = this.run?.stop('redirected') ?? null;
    this.run = null;
    const turn = this.takeControl();
    const go = (): void => {
      if (turn !== this.turn || this.ended) return;
      if ('url' in target) this.request(target);
      else this.runTwiml(target.twiml);
    };
    const { dialActionOnRedirect } = this.core.settings;
    if (notice === null) go();
    else {
      const isDial = notice.params['DialCallStatus'] !== undefined;
      if (isDial && dialActionOnRedirect === 'not-requested') go();
      else {
        const answered = this.core.webhooks.request(notice, this.standardParams(), this.cookies);
        // Seen by others: the interrupted Dial's action is requested first, then the new URL, which controls the leg.
        if (isDial && dialActionOnRedirect === 'requested-first') void answered.then(go);
        else go();
      }
    }
  }

  /** Runs TwiML that was given to the REST API; it has no URL of its own. */
  runTwiml(twiml: string): void {
    this.takeControl();
    const document = readTwiml(this.core, twiml, {
      url: null,
      method: 'POST',
      place: 'call',
      callSid: this.sid,
    });
    if ('verbs' in document) this.execute(document);
    else this.fail({ ...document, url: null }, false);
  }

  /** A key is pressed on the phone of this leg. Lost where nothing listens. */
  press(key: string): void {
    const verb = this.run?.current;
    const heard = verb?.hearsKey?.(key) ?? false;
    this.tape.mark({ at: this.core.clock.now(), key, heard });
    if (heard) verb?.key?.(key);
  }

  /** Words are spoken into the phone of this leg; they take `durationMs`. */
  say(text: string, durationMs: number = spokenMs(text)): void {
    const verb = this.run?.current;
    const heard = verb?.hearsSpeech?.() ?? false;
    this.tape.mark({ at: this.core.clock.now(), said: text, heard });
    if (heard) verb?.speech?.(text, durationMs);
  }

  /** Ends the call: by its person, its document, the REST API or the network. */
  end(status: CallStatus, sipResponseCode: string | null = null): void {
    if (this.ended) return;
    this.turn += 1;
    this.cancelWait?.();
    this.cancelLimit?.();
    // Canceled while still queued: no callbacks.
    const wasQueued = this.status === 'queued';
    this.status = status;
    this.sipResponseCode = sipResponseCode;
    this.endedAt = this.core.clock.now();
    const notice = this.run?.stop('ended') ?? null;
    this.run = null;
    this.tape.close(this.endedAt);
    this.core.liveLegs.delete(this);
    if (notice !== null)
      this.core.status.notify({ ...notice, params: { ...this.standardParams(), ...notice.params } });
    this.leaveBridge?.();
    this.leaveBridge = null;
    if (!wasQueued) this.core.status.ended(this);
    for (const listener of this.onEnd) listener(this);
  }

  private takeControl(): number {
    this.run?.stop('redirected');
    this.run = null;
    this.cancelWait?.();
    if (this.answeredAt !== null) this.hear('silence');
    this.turn += 1;
    return this.turn;
  }

  private loopsWithoutTime(): boolean {
    const now = this.core.clock.now();
    this.requestsAtOnce = now === this.lastRequestAt ? this.requestsAtOnce + 1 : 0;
    this.lastRequestAt = now;
    return this.requestsAtOnce > MOST_DOCUMENTS_AT_ONCE;
  }

  private receive(outcome: WebhookOutcome, intent: WebhookIntent, isFallback: boolean): void {
    if (!outcome.ok) {
      this.fail(outcome, isFallback);
      return;
    }
    // The fragment stays with the document's URL, so that a Gather without action comes back with it.
    const url = outcome.url === intent.url.replace(/#.*$/, '') ? intent.url : outcome.url;
    const source = { url, method: intent.method, place: 'call', callSid: this.sid } as const;
    const document = readAnswer(this.core, outcome.response, source);
    if ('verbs' in document) this.execute(document);
    else this.fail({ ...document, url: outcome.url }, isFallback);
  }

  private execute(document: TwimlDocument): void {
    prefetchMedia(this.core, document);
    const first = document.verbs[0];
    if (this.answeredAt !== null || first === undefined) {
      this.answer();
      this.start(document, 0);
    } else if (first.name === 'Reject') {
      const busy = first.attributes['reason'] === 'busy';
      this.end(busy ? 'busy' : 'no-answer');
    } else if (first.name === 'Pause') {
      // "If Pause is the first verb in a TwiML document, Twilio will wait … before picking up the call."
      this.cancelWait = this.core.clock.setTimer(secondsOf(first.attributes['length'], 1), () => {
        this.answer();
        this.start(document, 1);
      });
    } else {
      // With answerOnBridge the Dial answers the call itself.
      if (first.name !== 'Dial' || first.attributes['answerOnBridge'] !== 'true') this.answer();
      this.start(document, 0);
    }
  }

  private start(document: TwimlDocument, firstVerb: number): void {
    if (this.ended) return;
    this.run = new DocumentRun(this.core, this, document, firstVerb, (outcome) =>
      this.documentEnded(outcome),
    );
    this.run.start();
  }

  private documentEnded(outcome: DocumentOutcome): void {
    this.run = null;
    if (outcome.next === 'document') this.request(outcome.intent);
    else if (outcome.next === 'fail') this.fail(outcome.failure, false);
    else this.end('completed');
  }

  /** A fatal error: the fallback URL gets its chance, with ErrorCode and ErrorUrl; after that the call ends. */
  private fail(failure: Failure, inFallback: boolean): void {
    const { code, message, url } = failure;
    const fallback = this.fallback;
    if (inFallback || fallback === null) {
      this.applicationError(failure);
      return;
    }
    this.core.problem({ callSid: this.sid, code, message, url, level: 'fatal' });
    this.request({ ...fallback, params: { ErrorCode: String(code), ErrorUrl: url ?? '' } }, true);
  }

  private applicationError({ code, message, url }: Failure): void {
    this.core.problem({ callSid: this.sid, code, message, url, level: 'fatal' });
    this.takeControl();
    this.answer();
    this.hear('application-error', { text: APPLICATION_ERROR });
    this.cancelWait = this.core.clock.setTimer(spokenMs(APPLICATION_ERROR), () => this.end('completed'));
  }
}
