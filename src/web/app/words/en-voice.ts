import { counting } from './plural.ts';

const n = counting('en');

/** English words of notes in an operator's own voice, and of their own phrases. */
export const voiceWords = {
  voice: {
    record: 'Say it yourself',
    send: 'Stop and send',
    stop: 'Stop',
    discard: 'Discard',
    opening: 'Opening the microphone…',
    recording: 'Speak now',
    loudness: 'Loudness of your voice',
    sending: 'Sending…',
    listen: 'Listen to your recording',
    seconds: (seconds: number) => `${seconds.toFixed(1)} s`,
    inOwnVoice: 'in your own voice',
    yourVoice: 'Your own voice',
    atCheckIn: (left: string) => `Will be played at the next check-in (in ${left})`,
    spokenAtCheckIn: (left: string) => `Will be spoken at the next check-in (in ${left})`,
    told: 'The caller has been told',
    anotherAlphabet: (language: string) =>
      `Spoken by the ${language} voice, which reads these letters badly.`,
    takeBack: 'Take back',
    faults: {
      denied:
        'The browser may not use the microphone. Allow it in the browser’s settings of this page, or type your word.',
      none: 'There is no microphone here. Connect one, or type your word.',
      broken: 'The microphone could not be opened. Another program may be using it. You can type your word.',
      'not-phone-wav': 'The recording could not be used. Try again, or type your word.',
      'too-short': 'Too short: nothing could be made out. Try again.',
      'too-long': 'Too long: ten seconds at most. Try again with fewer words.',
      silent: 'Nearly silent: come closer to the microphone, or choose another one, and try again.',
      clipped: 'Distorted: speak softer, or further from the microphone, and try again.',
      'too-loud': 'Too loud: speak softer, or further from the microphone, and try again.',
    },
  },
  phrases: {
    heading: 'My phrases',
    open: 'My phrases',
    empty: 'You have no phrases yet. What do you say most often to callers who wait?',
    about:
      'One key sends a phrase to a caller on hold. The machine speaks it, or you do, where you have recorded it once.',
    text: 'Phrase',
    placeholder: 'still on it, I have the right person now',
    language: 'Language',
    add: 'Add',
    machine: 'machine’s voice',
    record: 'Record',
    recordAgain: 'Record again',
    listen: (text: string) => `Listen to “${text}”`,
    remove: (text: string) => `Delete “${text}”`,
    send: 'Send one of your phrases at the next check-in',
    full: (most: number) => `You have ${n(most, 'phrase', 'phrases')}: delete one before you add another.`,
    failed: 'Your phrases could not be read.',
  },
};
