import type { CancelTimer } from '../../clock.ts';
import type { TwimlElement } from '../document/parse-twiml.ts';
import { resolveUrl } from '../document/twiml-document.ts';
import type { WebhookIntent } from '../webhook.ts';
import { playSequence, type StopAudio } from './audio.ts';
import {
  badUrl,
  type Failure,
  methodOf,
  NEXT_VERB,
  type RunningVerb,
  secondsOf,
  type VerbScene,
} from './verb.ts';

/** What Twilio waits after the last word where speechTimeout is `auto`; not documented, about a second in practice. */
const AUTO_SPEECH_TIMEOUT_MS = 1_000;
const LONGEST_SPEECH_MS = 60_000;

/**
 * `<Gather>`: listens for keys and speech from its first moment on, while it speaks and in the timeout after
 * that. The first key or word stops the speaking. No input: the next verb, or the action where
 * actionOnEmptyResult is set.
 */
export function gather(scene: VerbScene, element: TwimlElement): RunningVerb {
  return new Gather(scene, element);
}

class Gather implements RunningVerb {
  private readonly scene: VerbScene;
  private readonly element: TwimlElement;
  private readonly input: string;
  private readonly finishOnKey: string;
  private readonly numDigits: number;
  private readonly timeoutMs: number;
  private digits = '';
  private speaking = false;
  private over = false;
  private stopAudio: StopAudio | null = null;
  private cancelTimer: CancelTimer | null = null;

  constructor(scene: VerbScene, element: TwimlElement) {
    const { attributes } = element;
    this.scene = scene;
    this.element = element;
    this.input = attributes['input'] ?? 'dtmf';
    this.finishOnKey = attributes['finishOnKey'] ?? '#';
    this.numDigits = Number(attributes['numDigits'] ?? Number.POSITIVE_INFINITY);
    this.timeoutMs = secondsOf(attributes['timeout'], 5);
    if (element.nodes.length === 0) this.wait(this.timeoutMs);
    else this.speak();
  }

  hearsKey(_key: string): boolean {
    return !this.over && !this.speaking && this.input.includes('dtmf');
  }

  key(key: string): void {
    this.quiet();
    if (key === this.finishOnKey) {
      this.finish(key);
      return;
    }
    this.digits += key;
    if (this.digits.length >= this.numDigits) this.finish('');
    else this.wait(this.timeoutMs);
  }

  hearsSpeech(): boolean {
    // Whichever is detected first wins.
    return !this.over && this.digits === '' && this.input.includes('speech');
  }

  speech(text: string, durationMs: number): void {
    this.quiet();
    this.speaking = true;
    const { speechTimeout } = this.element.attributes;
    const pauseMs =
      speechTimeout === 'auto' ? AUTO_SPEECH_TIMEOUT_MS : secondsOf(speechTimeout, this.timeoutMs / 1_000);
    this.wait(Math.min(durationMs, LONGEST_SPEECH_MS) + pauseMs, () =>
      this.act({
        SpeechResult: text,
        Confidence: '0.92',
        Language: this.element.attributes['language'] ?? 'en-US',
      }),
    );
  }

  stop(why: 'redirected' | 'ended'): WebhookIntent | null {
    this.over = true;
    this.cancelTimer?.();
    this.stopAudio?.();
    const inFlight = why === 'redirected' && this.scene.core.settings.gatherActionOnRedirect === 'in-flight';
    return inFlight && this.digits !== '' ? this.intent({ Digits: this.digits }) : null;
  }

  private speak(): void {
    const { leg, core, document } = this.scene;
    const hear = leg.hear;
    const cut = leg.cut;
    this.stopAudio = playSequence({ core, document, hear, cut }, this.element.nodes, (failure) => {
      this.stopAudio = null;
      if (failure !== null) this.fail(failure);
      // "Before Twilio begins the timeout period, it waits until all nested verbs have executed."
      else this.wait(this.timeoutMs);
    });
  }

  /** Ends speaking and the timeout: the caller has begun. */
  private quiet(): void {
    this.stopAudio?.();
    this.stopAudio = null;
    this.cancelTimer?.();
    this.cancelTimer = null;
  }

  private wait(ms: number, then: () => void = () => this.finish('')): void {
    this.scene.leg.hear('silence');
    this.cancelTimer = this.scene.core.clock.setTimer(ms, then);
  }

  private finish(finishedOnKey: string): void {
    if (this.digits !== '') {
      this.act({ msg: 'Gather End', Digits: this.digits, FinishedOnKey: finishedOnKey });
    } else if (this.element.attributes['actionOnEmptyResult'] === 'true') {
      // Somleng's specs, written against Twilio's documentation: the action is requested without Digits.
      this.act({ msg: 'Gather End', FinishedOnKey: finishedOnKey });
    } else {
      this.over = true;
      this.scene.done(NEXT_VERB);
    }
  }

  private act(params: Record<string, string>): void {
    this.over = true;
    const intent = this.intent(params);
    this.scene.done(
      intent === null ? badUrl('the action of a Gather', this.scene.document) : { next: 'document', intent },
    );
  }

  private intent(params: Record<string, string>): WebhookIntent | null {
    const url = resolveUrl(this.scene.document, this.element.attributes['action']);
    return url === null ? null : { method: methodOf(this.element.attributes['method']), url, params };
  }

  private fail(failure: Failure): void {
    this.over = true;
    this.scene.done({ next: 'fail', failure });
  }
}
