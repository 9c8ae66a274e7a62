import type { NetworkCore } from '../core.ts';
import type { Sound } from '../media.ts';
import type { TwimlElement } from '../document/parse-twiml.ts';
import { sayMs, spokenText } from '../speech.ts';
import type { TapeDetails, TapeKind } from '../tape.ts';
import { resolveUrl, textOf, type TwimlDocument } from '../document/twiml-document.ts';
import { type Failure, secondsOf } from './verb.ts';

/** Where sound comes out: a leg, or a participant's hold or wait audio. */
export type AudioScene = {
  readonly core: NetworkCore;
  readonly document: TwimlDocument;
  hear(kind: TapeKind, details?: TapeDetails): void;
  /** What is audible now will not be heard to its end. */
  cut(): void;
};

/** Ends a sound before its end. */
export type StopAudio = () => void;

const ENDLESS_LOOPS = 1_000;

/**
 * Plays Say, Play and Pause elements one after another; text and anything else is passed over. `done` gets the
 * failure of a file that cannot be played, or null; it is not called after the returned stop.
 */
export function playSequence(
  scene: AudioScene,
  elements: readonly (TwimlElement | string)[],
  done: (failure: Failure | null) => void,
): StopAudio {
  let index = 0;
  let stopped = false;
  let stop: StopAudio | null = null;
  const next = (failure: Failure | null): void => {
    if (stopped) return;
    if (failure !== null) {
      done(failure);
      return;
    }
    for (;;) {
      const element = elements[index];
      index += 1;
      if (element === undefined) break;
      if (typeof element === 'string') continue;
      stop = playAudio(scene, element, next);
      return;
    }
    done(null);
  };
  next(null);
  return () => {
    stopped = true;
    stop?.();
  };
}

/** Plays one Say, Play or Pause; always takes at least a clock timer, so `done` is never called at once. */
export function playAudio(
  scene: AudioScene,
  element: TwimlElement,
  done: (failure: Failure | null) => void,
): StopAudio {
  switch (element.name) {
    case 'Say':
      return say(scene, element, done);
    case 'Play':
      return element.nodes.length === 0 ? playKeys(scene, element, done) : play(scene, element, done);
    default:
      scene.hear('silence');
      return scene.core.clock.setTimer(secondsOf(element.attributes['length'], 1), () => done(null));
  }
}

function say(scene: AudioScene, element: TwimlElement, done: (failure: null) => void): StopAudio {
  const text = spokenText(element);
  const { voice, language } = element.attributes;
  const details: TapeDetails = { text };
  if (voice !== undefined) details.voice = voice;
  if (language !== undefined) details.language = language;
  return audible(scene, 'speech', details, sayMs(element, text) * loops(element), () => done(null));
}

/** DTMF tones that the leg hears: a quarter second each, `w` half a second and `W` a second of silence. */
function playKeys(scene: AudioScene, element: TwimlElement, done: (failure: null) => void): StopAudio {
  const digits = element.attributes['digits'] ?? '';
  let ms = 0;
  for (const digit of digits) ms += digit === 'w' ? 500 : digit === 'W' ? 1_000 : 250;
  return audible(scene, 'clip', { text: `keys ${digits}` }, ms * loops(element), () => done(null));
}

function play(scene: AudioScene, element: TwimlElement, done: (failure: Failure | null) => void): StopAudio {
  const { core, document } = scene;
  const url = resolveUrl(document, textOf(element));
  if (url === null) {
    const message = 'Failed to play a file: it has no valid absolute URL.';
    return core.clock.setTimer(0, () => done({ code: 11100, url: document.url, message }));
  }
  const kind: TapeKind = /tone[^/]*$/i.test(url.replace(/[?#].*$/, '')) ? 'tone' : 'clip';
  const start = ({ durationMs, loudnessDb }: Sound): StopAudio => {
    const details: TapeDetails = kind === 'tone' || loudnessDb === null ? { url } : { url, loudnessDb };
    return audible(scene, kind, details, durationMs * loops(element), () => done(null));
  };

  const ready = core.media.ready(url);
  if (ready !== null) return start(ready);
  let stop: StopAudio | null = null;
  let stopped = false;
  scene.hear('silence');
  const fetching = document.media?.get(url) ?? core.media.fetch(url);
  void fetching.then((media) => {
    if (stopped) return;
    if ('durationMs' in media) stop = start(media);
    else done({ code: media.failed, url, message: `Failed to play a file: ${media.message}.` });
  });
  return () => {
    stopped = true;
    stop?.();
  };
}

function audible(
  scene: AudioScene,
  kind: TapeKind,
  details: TapeDetails,
  durationMs: number,
  done: () => void,
): StopAudio {
  scene.hear(kind, details);
  let over = false;
  const cancel = scene.core.clock.setTimer(durationMs, () => {
    over = true;
    done();
  });
  return () => {
    if (over) return;
    over = true;
    cancel();
    scene.cut();
  };
}

function loops(element: TwimlElement): number {
  const loop = element.attributes['loop'];
  if (loop === undefined) return 1;
  return loop === '0' ? ENDLESS_LOOPS : Number(loop);
}
