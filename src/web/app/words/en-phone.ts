import { counting } from './plural.ts';

const n = counting('en');

/** English words about the operator's phone: how it is reached, and the one that is in the browser. */
export const phone = {
  leg: 'Ring me',
  legs: { 'open-line': 'Once, open line', 'per-call': 'For each caller' },
  legHints: {
    'open-line': 'We ring your phone. Answer and press a key, and you are on duty.',
    'per-call': 'You are on duty at once. For each caller your phone rings: answer and press a key.',
  },
  legHintsHere: {
    'open-line': 'This browser is your phone: it answers by itself, and you are on duty.',
    'per-call': 'You are on duty at once. For each caller this browser rings: press Answer.',
  },
  ringsIn: (seconds: number) => `Your phone rings in about ${n(seconds, 'second', 'seconds')}.`,
  ringsWhen: 'Your phone rings when there is a caller.',
  ringsTaken: 'Take the next caller, and your phone rings.',
  renews: 'Your line was getting old and is called anew: answer and press a key.',
  renewsHere: 'Your line was getting old and is called anew. This browser answers by itself.',
  lineEnds: (minutes: number) =>
    `Your line ends in ${n(minutes, 'minute', 'minutes')}, the longest that a call may last. The caller would then be first in line.`,
  ringsNow: 'Your phone rings for this caller: answer and press a key.',
  awayFor: { missed: 'did not answer', 'console-gone': 'console closed' } as Record<string, string>,
  consoleGone: 'console closed',
  gone: 'You are away: no page of yours was open, and no key was pressed.',
  here: {
    heading: 'Phone in this browser',
    status: {
      starting: 'Connecting the phone in this browser…',
      ready: 'This browser is your phone.',
      ringing: 'This browser is ringing.',
      'in-call': 'This browser is on the line.',
      reconnecting: 'The phone’s connection is lost. Trying again…',
    },
    trouble: {
      microphone: 'There is no microphone, or it is not allowed. Allow it in your browser for this page.',
      unsupported: 'This browser cannot be a phone. Use a current Chrome, Edge, Firefox or Safari.',
      network: 'The phone network cannot be reached. Trying again…',
    },
    failed: 'The phone in this browser could not be started.',
    hears: 'You hear',
    answer: 'Answer',
    hangUp: 'Hang up',
    mute: 'Mute',
    unmute: 'Unmute',
    muted: 'Muted: nobody hears you',
    level: 'Microphone level',
    devices: 'Microphone and speaker',
    microphone: 'Microphone',
    speaker: 'Speaker',
    usual: 'As the system',
    allow: 'Allow the microphone',
    unnamed: 'Once the microphone is allowed, you can choose which one.',
  },
  muteKey: 'Mute the phone in this browser',
};
