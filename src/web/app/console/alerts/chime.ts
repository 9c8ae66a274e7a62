/** A soft sound: notes in Hz, one after the other. */
export type Chime = readonly number[];

/** The check-in is due: two falling notes. The caller has answered: one note; asks to come back: three rising ones. */
export const CHIMES = { due: [659, 523], answer: [587], 'come-back': [523, 659, 784] } as const;

const NOTE_SECONDS = 0.16;
const FADE_SECONDS = 0.35;
/** Well below speech: the operator may be listening to the next word of somebody. */
const LOUDNESS = 0.08;

let context: AudioContext | null = null;

/**
 * Plays a chime. Browsers keep a page silent that nobody has clicked or typed in yet: then nothing is heard, and the
 * page's words and colours say it alone.
 */
export async function play(chime: Chime): Promise<void> {
  // What is asked for before waits for the first click, and would come late.
  if (navigator.userActivation?.hasBeenActive === false) return;
  context ??= new AudioContext();
  await context.resume();
  let at = context.currentTime + 0.02;
  for (const hertz of chime) {
    tone(context, hertz, at);
    at += NOTE_SECONDS;
  }
}

function tone(audio: AudioContext, hertz: number, at: number): void {
  const gain = audio.createGain();
  gain.connect(audio.destination);
  // From and to nothing in small steps: a sudden edge would click.
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + FADE_SECONDS);
  const oscillator = audio.createOscillator();
  oscillator.frequency.value = hertz;
  oscillator.connect(gain);
  oscillator.start(at);
  oscillator.stop(at + FADE_SECONDS);
}
