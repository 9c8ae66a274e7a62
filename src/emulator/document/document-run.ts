import type { NetworkCore } from '../core.ts';
import type { Leg } from '../leg.ts';
import type { TwimlElement } from './parse-twiml.ts';
import { resolveUrl, textOf, type TwimlDocument } from './twiml-document.ts';
import { playAudio } from '../verbs/audio.ts';
import { dial } from '../verbs/dial.ts';
import { enqueue } from '../verbs/enqueue.ts';
import { gather } from '../verbs/gather.ts';
import { record } from '../verbs/record.ts';
import {
  badUrl,
  methodOf,
  NEXT_VERB,
  type RunningVerb,
  type VerbOutcome,
  type VerbScene,
} from '../verbs/verb.ts';
import type { WebhookIntent } from '../webhook.ts';

/** What a document leads to in the end; a document that runs out of verbs hangs up. */
export type DocumentOutcome = Exclude<VerbOutcome, { next: 'next-verb' }>;

/** Runs the verbs of one document on one leg, in order, each until it is done. */
export class DocumentRun {
  /** The verb under way, or null between verbs and at the end. */
  current: RunningVerb | null = null;
  private readonly scene: VerbScene;
  private readonly ended: (outcome: DocumentOutcome) => void;
  private index: number;
  private over = false;
  private advancing = false;
  private again = false;

  /** Begins at verb `firstVerb`. `ended` is called once, and not after `stop`. */
  constructor(
    core: NetworkCore,
    leg: Leg,
    document: TwimlDocument,
    firstVerb: number,
    ended: (outcome: DocumentOutcome) => void,
  ) {
    this.index = firstVerb;
    this.ended = ended;
    this.scene = { core, leg, document, done: (outcome) => this.verbDone(outcome) };
  }

  start(): void {
    this.advance();
  }

  /** Interrupts the verb under way; gives the notification that Twilio sends for that, if any. */
  stop(why: 'redirected' | 'ended'): WebhookIntent | null {
    this.over = true;
    const notice = this.current?.stop(why) ?? null;
    this.current = null;
    return notice;
  }

  private verbDone(outcome: VerbOutcome): void {
    if (this.over) return;
    this.current = null;
    if (outcome.next === 'next-verb') {
      this.advance();
      return;
    }
    this.over = true;
    this.ended(outcome);
  }

  /** A verb may be done while it is being started; a loop instead of a deep stack. */
  private advance(): void {
    this.again = true;
    if (this.advancing) return;
    this.advancing = true;
    while (this.again && !this.over) {
      this.again = false;
      const verb = this.scene.document.verbs[this.index];
      this.index += 1;
      if (verb === undefined) this.verbDone({ next: 'hang-up' });
      else {
        const running = startVerb(this.scene, verb);
        if (!this.over && !this.again) this.current = running;
      }
    }
    this.advancing = false;
  }
}

function startVerb(scene: VerbScene, verb: TwimlElement): RunningVerb | null {
  const { leg, core, document } = scene;
  switch (verb.name) {
    case 'Say':
    case 'Play':
    case 'Pause': {
      const stop = playAudio({ core, document, hear: leg.hear, cut: leg.cut }, verb, (failure) =>
        scene.done(failure === null ? NEXT_VERB : { next: 'fail', failure }),
      );
      return {
        stop: () => {
          stop();
          return null;
        },
      };
    }
    case 'Gather':
      return gather(scene, verb);
    case 'Record':
      return record(scene, verb);
    case 'Dial':
      return dial(scene, verb);
    case 'Enqueue':
      return enqueue(scene, verb);
    case 'Redirect': {
      const url = resolveUrl(document, textOf(verb));
      if (url === null) scene.done(badUrl('a Redirect', document));
      else {
        const method = methodOf(verb.attributes['method']);
        scene.done({ next: 'document', intent: { method, url, params: {} } });
      }
      return null;
    }
    case 'Hangup':
    case 'Reject':
      scene.done({ next: 'hang-up' });
      return null;
    default:
      // Leave outside a queue, and unknown verbs in a network that is not strict, do nothing.
      scene.done(NEXT_VERB);
      return null;
  }
}
