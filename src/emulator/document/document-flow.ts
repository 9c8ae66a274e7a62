import type { CancelTimer } from '../../clock.ts';
import type { NetworkCore } from '../core.ts';
import { type DocumentOutcome, DocumentRun } from './document-run.ts';
import type { Leg } from '../leg.ts';
import { spokenMs } from '../speech.ts';
import { prefetchMedia, readAnswer, readTwiml, type TwimlDocument } from './twiml-document.ts';
import { type Failure, type RunningVerb, secondsOf } from '../verbs/verb.ts';
import type { CookieJar, WebhookIntent, WebhookOutcome } from '../webhook.ts';

/** What a call's person hears when a document cannot be had and no fallback helps. */
const APPLICATION_ERROR = 'An application error has occurred. Goodbye.';
/** Documents one leg may request without time passing; more is a loop that Twilio would run as fast as it can. */
const MOST_DOCUMENTS_AT_ONCE = 40;

/** Leads one leg from document to document: requests, redirects by REST, the fallback, the application error. */
export class DocumentFlow {
  private readonly core: NetworkCore;
  private readonly leg: Leg;
  private readonly cookies: CookieJar = new Map();
  private run: DocumentRun | null = null;
  /** Goes up with everything that takes control of the call; an answer to an older request is discarded. */
  private turn = 0;
  private cancelWait: CancelTimer | null = null;
  private lastRequestAt = -1;
  private requestsAtOnce = 0;

  constructor(core: NetworkCore, leg: Leg) {
    this.core = core;
    this.leg = leg;
  }

  /** The verb under way, or null. */
  get verb(): RunningVerb | null {
    return this.run?.current ?? null;
  }

  /** Requests a document and goes on with it. */
  request(intent: WebhookIntent, isFallback = false): void {
    if (this.leg.ended) return;
    const turn = this.takeControl();
    if (this.loopsWithoutTime()) {
      const message = 'Failed to run TwiML: an endless loop of redirects.';
      this.applicationError({ code: 0, url: intent.url, message });
      return;
    }
    void this.core.webhooks.request(intent, this.leg.standardParams(), this.cookies).then((outcome) => {
      // An answer that arrives after the call was led elsewhere is discarded.
      if (turn === this.turn && !this.leg.ended) this.receive(outcome, intent, isFallback);
    });
  }

  /** Leads a call in progress elsewhere at once (REST update): a URL, or TwiML given directly. */
  redirect(target: WebhookIntent | { twiml: string }): void {
    const notice = this.run?.stop('redirected') ?? null;
    this.run = null;
    const turn = this.takeControl();
    const go = (): void => {
      if (turn !== this.turn || this.leg.ended) return;
      if ('url' in target) this.request(target);
      else this.runTwiml(target.twiml);
    };
    const isDial = notice?.params['DialCallStatus'] !== undefined;
    const { dialActionOnRedirect } = this.core.settings;
    if (notice === null || (isDial && dialActionOnRedirect === 'not-requested')) {
      go();
      return;
    }
    const answered = this.core.webhooks.request(notice, this.leg.standardParams(), this.cookies);
    // Seen by others: the interrupted Dial's action is requested first, then the new URL, which controls the leg.
    if (isDial && dialActionOnRedirect === 'requested-first') void answered.then(go);
    else go();
  }

  /** Runs TwiML that was given to the REST API; it has no URL of its own. */
  runTwiml(twiml: string): void {
    this.takeControl();
    const source = { url: null, method: 'POST', place: 'call', callSid: this.leg.sid } as const;
    const document = readTwiml(this.core, twiml, source);
    if ('verbs' in document) this.execute(document, twiml);
    else this.fail({ ...document, url: null }, false);
  }

  /** The call is over. Gives the notification that the interrupted verb sends, if any. */
  stop(): WebhookIntent | null {
    this.turn += 1;
    this.cancelWait?.();
    const notice = this.run?.stop('ended') ?? null;
    this.run = null;
    return notice;
  }

  private takeControl(): number {
    this.cancelWait?.();
    if (this.leg.answeredAt !== null) this.leg.hear('silence');
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
    const hash = intent.url.indexOf('#');
    const moved = outcome.url !== (hash < 0 ? intent.url : intent.url.slice(0, hash));
    const source = {
      url: moved ? outcome.url : intent.url,
      method: intent.method,
      place: 'call',
      callSid: this.leg.sid,
    } as const;
    const document = readAnswer(this.core, outcome.response, source);
    if ('verbs' in document) this.execute(document, outcome.response.body);
    else this.fail({ ...document, url: outcome.url }, isFallback);
  }

  private execute(document: TwimlDocument, twiml: string): void {
    prefetchMedia(this.core, document);
    const { leg } = this;
    for (const listener of leg.onDocument) listener(twiml);
    const first = document.verbs[0];
    if (leg.answeredAt !== null || first === undefined) {
      leg.answer();
      this.start(document, 0);
    } else if (first.name === 'Reject') {
      leg.end(first.attributes['reason'] === 'busy' ? 'busy' : 'no-answer');
    } else if (first.name === 'Pause') {
      // "If Pause is the first verb in a TwiML document, Twilio will wait … before picking up the call."
      this.cancelWait = this.core.clock.setTimer(secondsOf(first.attributes['length'], 1), () => {
        leg.answer();
        this.start(document, 1);
      });
    } else {
      // With answerOnBridge the Dial answers the call itself.
      if (first.name !== 'Dial' || first.attributes['answerOnBridge'] !== 'true') leg.answer();
      this.start(document, 0);
    }
  }

  private start(document: TwimlDocument, firstVerb: number): void {
    if (this.leg.ended) return;
    this.run = new DocumentRun(this.core, this.leg, document, firstVerb, (outcome) =>
      this.documentEnded(outcome),
    );
    this.run.start();
  }

  private documentEnded(outcome: DocumentOutcome): void {
    this.run = null;
    if (outcome.next === 'document') this.request(outcome.intent);
    else if (outcome.next === 'fail') this.fail(outcome.failure, false);
    else this.leg.end('completed');
  }

  /** A fatal error: the fallback URL gets its chance, with ErrorCode and ErrorUrl; after that the call ends. */
  private fail(failure: Failure, inFallback: boolean): void {
    const { fallback } = this.leg;
    if (inFallback || fallback === null) {
      this.applicationError(failure);
      return;
    }
    this.report(failure);
    const params = { ErrorCode: String(failure.code), ErrorUrl: failure.url ?? '' };
    this.request({ ...fallback, params }, true);
  }

  private applicationError(failure: Failure): void {
    this.report(failure);
    this.takeControl();
    this.leg.answer();
    this.leg.hear('application-error', { text: APPLICATION_ERROR });
    this.cancelWait = this.core.clock.setTimer(spokenMs(APPLICATION_ERROR), () => this.leg.end('completed'));
  }

  private report({ code, message, url }: Failure): void {
    this.core.problem({ callSid: this.leg.sid, code, message, url, level: 'fatal' });
  }
}
