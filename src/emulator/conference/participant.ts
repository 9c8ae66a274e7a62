import { ConferenceAudio } from './conference-audio.ts';
import type { NetworkCore } from '../core.ts';
import type { Leg } from '../leg.ts';
import type { TwimlElement } from '../document/parse-twiml.ts';
import type { TapeDetails, TapeKind } from '../tape.ts';
import { resolveUrl, type TwimlDocument } from '../document/twiml-document.ts';
import { methodOf } from '../verbs/verb.ts';
import type { WebhookIntent } from '../webhook.ts';

/** One kind of sound with what is known of it. */
export type Sound = { kind: TapeKind; details?: TapeDetails };

const MUSIC: Sound = { kind: 'music' };
export const SILENCE: Sound = { kind: 'silence' };

/** One leg in a conference, with what it hears beside the others. */
export class Participant {
  readonly leg: Leg;
  readonly label: string | null;
  readonly joinedAt: number;
  readonly startsConference: boolean;
  readonly beep: 'true' | 'false' | 'onEnter' | 'onExit';
  endsConference: boolean;
  muted: boolean;
  held = false;
  /** The call that hears this one; only that one does. */
  coaches: string | null;
  /** Tells the Dial that the leg is out of the room. */
  readonly left: () => void;

  private readonly core: NetworkCore;
  private readonly refresh: () => void;
  private readonly waitFailed: () => void;
  private waitSound: Sound;
  private waiting: ConferenceAudio | null = null;
  private holdSound: Sound = MUSIC;
  private holding: ConferenceAudio | null = null;
  private announceSound: Sound | null = null;
  private announcing: ConferenceAudio | null = null;
  private heard: Sound | null = null;

  /**
   * `noun` is the Conference element; `refresh` recomputes what everybody in the room hears; `waitFailed` is told
   * when the wait document could not be played.
   */
  constructor(
    core: NetworkCore,
    leg: Leg,
    noun: TwimlElement,
    document: TwimlDocument,
    refresh: () => void,
    waitFailed: () => void,
    left: () => void,
  ) {
    const { attributes } = noun;
    this.core = core;
    this.leg = leg;
    this.refresh = refresh;
    this.waitFailed = waitFailed;
    this.left = left;
    this.label = attributes['participantLabel'] ?? null;
    this.joinedAt = core.clock.now();
    this.startsConference = attributes['startConferenceOnEnter'] !== 'false';
    this.endsConference = attributes['endConferenceOnExit'] === 'true';
    this.muted = attributes['muted'] === 'true';
    this.coaches = attributes['coach'] ?? null;
    const beep = attributes['beep'];
    this.beep = beep === 'false' || beep === 'onEnter' || beep === 'onExit' ? beep : 'true';
    // Without a waitUrl Twilio plays its classical playlist; the empty string is silence.
    const { waitUrl } = attributes;
    this.waitSound = waitUrl === undefined ? MUSIC : SILENCE;
    const url = waitUrl === undefined || waitUrl === '' ? null : resolveUrl(document, waitUrl);
    if (url !== null)
      this.waiting = this.play({ method: methodOf(attributes['waitMethod']), url, params: {} }, 'wait');
  }

  /** What this one hears while nobody else can be heard. */
  get aloneSound(): Sound {
    return this.waitSound;
  }

  /** What this one hears instead of the room, or null. */
  get ownSound(): Sound | null {
    if (this.announceSound !== null) return this.announceSound;
    return this.held ? this.holdSound : null;
  }

  /** Puts this sound on the leg's tape, where it differs from the one before. */
  hear(sound: Sound): void {
    if (sameSound(this.heard, sound)) return;
    this.heard = sound;
    this.leg.hear(sound.kind, sound.details);
  }

  /** The conference has begun: the wait document ends. */
  stopWaiting(): void {
    this.waiting?.stop();
    if (this.waiting !== null) this.waitSound = SILENCE;
    this.waiting = null;
  }

  /** Hold with a document, or with Twilio's default music where there is none. */
  hold(intent: WebhookIntent | null): void {
    this.unhold();
    this.held = true;
    this.holdSound = intent === null ? MUSIC : SILENCE;
    if (intent !== null) this.holding = this.play(intent, 'hold');
  }

  unhold(): void {
    this.held = false;
    this.holding?.stop();
    this.holding = null;
  }

  announce(intent: WebhookIntent, ended: (failed: boolean) => void): void {
    this.announcing?.stop();
    this.announceSound = SILENCE;
    this.announcing = this.play(intent, 'announce', ended);
  }

  /** Out of the room: whatever was playing stops. */
  stop(): void {
    this.waiting?.stop();
    this.holding?.stop();
    this.announcing?.stop();
  }

  private play(
    intent: WebhookIntent,
    as: 'wait' | 'hold' | 'announce',
    ended?: (failed: boolean) => void,
  ): ConferenceAudio {
    const put = (sound: Sound | null): void => {
      if (as === 'wait') this.waitSound = sound ?? SILENCE;
      else if (as === 'hold') this.holdSound = sound ?? SILENCE;
      else this.announceSound = sound;
      this.refresh();
    };
    const audio = new ConferenceAudio(this.core, this.leg, (kind, details) =>
      put(details === undefined ? { kind } : { kind, details }),
    );
    audio.start(intent, (failed) => {
      // When a hold or wait document runs out there is silence; it is not requested again.
      put(as === 'announce' ? null : SILENCE);
      ended?.(failed);
      if (failed && as === 'wait') this.waitFailed();
    });
    return audio;
  }
}

function sameSound(a: Sound | null, b: Sound): boolean {
  if (a === null || a.kind !== b.kind) return false;
  if (a.details === b.details) return true;
  const left = a.details?.with;
  const right = b.details?.with;
  return left !== undefined && right !== undefined && left.join() === right.join();
}
