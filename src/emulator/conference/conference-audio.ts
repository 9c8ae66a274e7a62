import type { NetworkCore } from '../core.ts';
import type { Leg } from '../leg.ts';
import type { TapeDetails, TapeKind } from '../tape.ts';
import {
  prefetchMedia,
  readAnswer,
  resolveUrl,
  textOf,
  type TwimlDocument,
} from '../document/twiml-document.ts';
import { playAudio, type StopAudio } from '../verbs/audio.ts';
import { type Failure, methodOf } from '../verbs/verb.ts';
import type { WebhookIntent } from '../webhook.ts';

/**
 * A document that a participant hears instead of the room (waitUrl, HoldUrl, AnnounceUrl): Play, Say, Pause and
 * Redirect only (13238). It runs beside the leg's own document and never leads the call anywhere.
 */
export class ConferenceAudio {
  private readonly core: NetworkCore;
  private readonly leg: Leg;
  private readonly hear: (kind: TapeKind, details?: TapeDetails) => void;
  private stopAudio: StopAudio | null = null;
  private stopped = false;

  constructor(core: NetworkCore, leg: Leg, hear: (kind: TapeKind, details?: TapeDetails) => void) {
    this.core = core;
    this.leg = leg;
    this.hear = hear;
  }

  /** Requests and plays the document. `ended` is told when it ran out of verbs or failed; not after `stop`. */
  start(intent: WebhookIntent, ended: (failed: boolean) => void): void {
    void this.core.webhooks.request(intent, this.leg.standardParams(), new Map()).then((outcome) => {
      if (this.stopped) return;
      if (!outcome.ok) {
        this.failed(outcome, ended);
        return;
      }
      const source = {
        url: outcome.url,
        method: intent.method,
        place: 'conference-audio',
        callSid: this.leg.sid,
      } as const;
      const document = readAnswer(this.core, outcome.response, source);
      if (!('verbs' in document)) {
        this.failed({ ...document, url: outcome.url }, ended);
        return;
      }
      prefetchMedia(this.core, document);
      this.playFrom(document, 0, ended);
    });
  }

  stop(): void {
    this.stopped = true;
    this.stopAudio?.();
  }

  private playFrom(document: TwimlDocument, index: number, ended: (failed: boolean) => void): void {
    const verb = document.verbs[index];
    if (verb === undefined) {
      ended(false);
      return;
    }
    if (verb.name === 'Redirect') {
      // A blank Redirect requests the same document again.
      const url = resolveUrl(document, textOf(verb));
      const method = textOf(verb) === '' ? document.method : methodOf(verb.attributes['method']);
      this.hear('silence');
      // In no time at all an empty loop would never let go.
      this.stopAudio = this.core.clock.setTimer(index === 0 ? 1_000 : 0, () =>
        this.start({ method, url: url ?? '', params: {} }, ended),
      );
      return;
    }
    const scene = { core: this.core, document, hear: this.hear, cut: this.leg.cut };
    this.stopAudio = playAudio(scene, verb, (failure) => {
      if (failure !== null) this.failed(failure, ended);
      else this.playFrom(document, index + 1, ended);
    });
  }

  private failed({ code, message, url }: Failure, ended: (failed: boolean) => void): void {
    this.core.problem({ callSid: this.leg.sid, code, message, url, level: 'fatal' });
    ended(true);
  }
}
