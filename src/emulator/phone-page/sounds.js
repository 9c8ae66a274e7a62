/** What the person with this phone hears through the browser; browsers allow sound after the first click only. */
const KEY_TONES = {
  1: [697, 1209],
  2: [697, 1336],
  3: [697, 1477],
  4: [770, 1209],
  5: [770, 1336],
  6: [770, 1477],
  7: [852, 1209],
  8: [852, 1336],
  9: [852, 1477],
  '*': [941, 1209],
  0: [941, 1336],
  '#': [941, 1477],
};

let context = null;
let file = null;
let ring = null;

export const allowed = { voice: true, sounds: true };

/** Plays what has become audible. */
export function play(segment) {
  stopRinging();
  if (segment.kind === 'speech' || segment.kind === 'application-error') speak(segment);
  else if (!allowed.sounds) return;
  else if (segment.kind === 'tone' || segment.kind === 'clip') playFile(segment);
  else if (segment.kind === 'beep') chirp([1_000], 0.4);
  else if (segment.kind === 'ringing' || segment.kind === 'ringback') startRinging();
  else if (segment.kind === 'music') chirp([523, 659, 784], 1.5);
}

/** Ends whatever can be heard. */
export function silence() {
  stopRinging();
  file?.pause();
  file = null;
  window.speechSynthesis?.cancel();
}

export function keyTone(key) {
  if (allowed.sounds && KEY_TONES[key] !== undefined) chirp(KEY_TONES[key], 0.14);
}

/** Reads words aloud, after those that are being read. */
export function speak({ text, language }) {
  if (!allowed.voice || window.speechSynthesis === undefined || !text) return;
  const words = new SpeechSynthesisUtterance(text);
  words.lang = language ?? 'en-US';
  // Browsers' voices are slower than 2.6 words a second.
  words.rate = 1.15;
  window.speechSynthesis.speak(words);
}

function playFile({ url, kind }) {
  if (url === undefined) return;
  file = new Audio(url);
  file.play().catch(() => {
    // Where the file cannot be played here, the tone is at least recognisable.
    if (kind === 'tone') chirp([660], 0.4);
  });
}

function startRinging() {
  ringOnce();
  ring = setInterval(ringOnce, 3_000);
}

function ringOnce() {
  chirp([440, 480], 1, 0.05);
}

function stopRinging() {
  clearInterval(ring);
  ring = null;
}

function chirp(frequencies, seconds, loudness = 0.08) {
  if (!allowed.sounds) return;
  context ??= new AudioContext();
  const gain = context.createGain();
  const from = context.currentTime;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(loudness, from + 0.02);
  gain.gain.setValueAtTime(loudness, from + seconds - 0.03);
  gain.gain.linearRampToValueAtTime(0, from + seconds);
  gain.connect(context.destination);
  for (const frequency of frequencies) {
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(gain);
    oscillator.start(from);
    oscillator.stop(from + seconds);
  }
}
