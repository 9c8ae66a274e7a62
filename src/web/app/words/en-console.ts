import { counting } from './plural.ts';

const n = counting('en');

/** English words of what the console tells beside the desk and the call: alerts, handing on, the next caller, the team. */
export const consoleWords = {
  alerts: {
    soundOn: 'Sound is on. Turn it off',
    soundOff: 'Sound is off. Turn it on',
    notices: {
      default: 'Tell me also while this tab is hidden',
      granted: 'You are told also while this tab is hidden. Turn it off',
      off: 'You are not told while this tab is hidden. Turn it on',
      denied: 'Your browser forbids notifications for this page. Allow them in its settings.',
    },
    dueTitle: 'Check-in in 20 seconds',
    due: 'Go back to your caller, or send a word.',
    answerTitle: 'Your caller answered',
    overTimeTitle: 'A hold is over time',
    overTime: (held: number) =>
      `${n(held, 'caller waits', 'callers wait')} longer than was promised. Look in.`,
  },
  transfer: {
    back: (name: string) => `Hand back to ${name}`,
    open: 'Hand on',
    title: 'Hand the caller on',
    find: 'Find a line or a colleague',
    lines: 'To a line',
    colleagues: 'To a colleague',
    thisLine: 'this line',
    waiting: (count: number) =>
      count === 0 ? 'nobody waits' : `${n(count, 'caller waits', 'callers wait')}`,
    free: (count: number) => `${count} free`,
    nobody: 'Nobody else is on duty.',
    noMatch: 'Nothing has that name.',
    choose: 'Choose a line or a colleague.',
    toLine: (name: string) =>
      `The caller hears that they are in the line for ${name} now, ahead of new callers, and waits there. Then they are no longer with you.`,
    toColleague: (name: string) =>
      `The caller waits in line ahead of new callers, for ${name} first. Then they are no longer with you.`,
    confirm: 'Hand on',
    confirmTo: (name: string) => `Hand on to ${name}`,
    gone: 'This line or colleague takes no callers any more. Choose another.',
    notWithYou: 'This caller is not with you any more.',
  },
  brief: {
    next: 'Next in line',
    waited: 'Waited',
    place: 'Place',
    language: 'Language',
    cadence: 'Check-ins',
    line: 'Line',
    promised: 'Was told',
    promisedRange: (low: number, high: number | null) => {
      if (high === null) return `more than ${n(low, 'minute', 'minutes')}`;
      return low === 0
        ? `less than ${n(high, 'minute', 'minutes')}`
        : `${low} to ${n(high, 'minute', 'minutes')}`;
    },
    nothingPromised: 'no time',
    longer: 'longer than told',
    pressed: 'Pressed',
    nothingPressed: 'no key',
    keys: {
      '1': 'yes',
      '2': 'call back',
      '3': 'less often',
      '4': 'leave words',
      '5': 'asked where they stand',
      '6': 'code',
      '7': 'other language',
      '8': 'more often',
      '9': 'leave the line',
      '0': 'wants a person',
      '*': 'undo',
      '#': 'asked where they stand',
    } as Record<string, string>,
    callback: 'Wants a call back',
    calls: (made: number) => (made === 0 ? 'not called yet' : `called ${n(made, 'time', 'times')}`),
    question: 'Was just asked',
    questions: {
      leave: 'whether to leave the line',
      callback: 'about a call back',
      'callback-number': 'for a number to call back',
      'callback-window': 'when to call back',
      code: 'for the code of an earlier place',
      remember: 'whether to remember the rhythm',
      'earlier-place': 'whether a kept place is theirs',
      presence: 'whether they are there',
    } as Record<string, string>,
  },
  several: {
    heading: 'Your callers',
    number: (number: number) => `On hold, ${number}`,
    takeMore: 'Take one more',
  },
  awayReason: {
    heading: 'Why you are away',
    reasons: ['Break', 'Lunch', 'Meeting', 'Paperwork'],
    other: 'Something else',
  },
  outcome: { heading: 'What came of it?', kept: 'Kept. Another choice takes its place.' },
  team: {
    lookIn: 'Look in',
    lookInOn: (caller: string) => `Look in on ${caller}`,
    heading: 'Team',
    held: 'On hold',
    heldEmpty: 'Nobody is on hold.',
    desks: 'Desks',
    desksEmpty: 'Nobody is on duty.',
    closed: (count: number) => `${n(count, 'desk is', 'desks are')} closed.`,
    due: {
      nearly: 'Back soon',
      over: 'Over time',
      'far-over': 'Forgotten? Look in',
    },
    counts: (over: number, held: number) => `${over} of ${held} over time`,
    mine: 'you',
    listens: 'Listens to a call',
    status: {
      closed: 'Closed',
      ringing: 'Phone rings',
      free: 'Free',
      offered: 'Caller announced',
      talking: 'Talking',
      holding: 'Caller on hold',
      'wrap-up': 'Wrap-up',
      away: 'Away',
    },
  },
};
