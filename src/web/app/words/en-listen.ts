/** English words about supervisors in their colleagues' calls. */
export const listen = {
  listen: 'Listen',
  listenTo: (name: string) => `Listen to ${name}’s call`,
  leave: 'Leave',
  heading: 'Listening in',
  call: (name: string) => `${name}’s call`,
  heardBy: 'Who hears you',
  modes: { listen: 'Listen', whisper: 'Whisper', barge: 'Barge in' },
  hears: {
    listen: () => 'You hear both. Nobody hears you.',
    whisper: (name: string) => `${name} hears you, the caller does not.`,
    barge: () => 'Both hear you.',
  },
  states: {
    coming: 'You are being brought in.',
    switching: 'Changing. Until then you are heard as before.',
    waiting: 'The caller is on hold. You hear the call when it goes on.',
    leaving: 'Leaving. You may still be in the call.',
  },
  rings: 'Your phone rings so that you can listen: answer and press a key.',
  over: 'The call is over.',
  desk: 'Listening in',
  deskHint: 'You take no callers meanwhile.',
  /** What its operator is told, and colleagues see. */
  told: {
    listen: (name: string) => `${name} listens to this call.`,
    whisper: (name: string) => `${name} whispers to you. The caller does not hear it.`,
    barge: (name: string) => `${name} is in this call. The caller hears them.`,
  },
  toldComing: (name: string) => `${name} is about to join this call.`,
  toldWaiting: (name: string) => `${name} joins again when you return to the caller.`,
  toldLeaving: (name: string) => `${name} is leaving this call.`,
  badges: {
    listen: (name: string) => `${name} listens`,
    whisper: (name: string) => `${name} whispers`,
    barge: (name: string) => `${name} is in the call`,
  },
  /** In the record of a call. */
  as: { listen: 'listening', whisper: 'whispering to the operator', barge: 'heard by both' },
  /** By the code of a conflict. */
  refused: {
    taken: 'A colleague listens to this call already.',
    'no-phone': 'No phone is on file for you. Ask an admin for one, or open your desk first.',
    state: 'There is no call to listen to just now, or your desk has a caller.',
  } as Record<string, string>,
  keys: {
    listen: 'Supervisors: to the next call, or listen only',
    whisper: 'Whisper to the operator',
    barge: 'Barge in: both hear you',
    leave: 'Leave the call that you listen to',
  },
};
