import { counting, percent } from './plural.ts';

const n = counting('en');
type Silences = { firstAfterSeconds: number; everySeconds: number };
const silences = ({ firstAfterSeconds, everySeconds }: Silences) =>
  `after ${firstAfterSeconds} s, then every ${everySeconds} s`;

/** Of what was promised and kept. */
export const reports = {
  tab: 'Reports',
  period: 'Period',
  periods: { today: 'Today', '7-days': '7 days', kept: '35 days' },
  span: (from: string, until: string, timeZone: string) => `${from} to ${until}, ${timeZone}`,
  promises: 'Promises kept',
  promisesHint: 'Each wait counts with the first range that was told in it.',
  ranges: 'Waits that came true as told',
  rangesOut: (longer: number, shorter: number) => `${longer} took longer, ${shorter} less time`,
  rangesUnknown: (count: number) => `${n(count, 'caller', 'callers')} left before it could be seen`,
  rangesNone: 'No range was told: it takes five waits, and operators on duty.',
  checkIns: 'Check-ins on time',
  checkInsLate: (count: number) => (count === 0 ? 'none was late' : `${count} late`),
  checkInsNone: 'Nobody has waited for one yet.',
  right: '“What we told you was right”',
  rightNone: 'Nobody has answered yet.',
  callbacks: 'Calls back kept',
  callbacksNone: 'None was promised.',
  callbacksPromised: (count: number) => `${count} promised`,
  of: (count: number, all: number) => `${count} of ${all}`,
  percent,
  few: 'too few to say',
  said: 'What callers said of the rhythm',
  saidHint: '“Did we check on you too often, too rarely, or just right?”, by what they heard.',
  notAsked: 'This queue asks no questions after the talk.',
  noAnswers: 'Nobody has answered yet. The questions follow a talk; hanging up skips them.',
  ownRhythm: (inLine: Silences, onHold: Silences) =>
    `In line ${silences(inLine)}; on hold ${silences(onHold)}`,
  chosen: (cadence: string) => `Chosen by the caller: ${cadence}`,
  now: 'now',
  tooOften: 'too often',
  justRight: 'just right',
  tooRarely: 'too rarely',
  changeRhythm: 'To the rhythm',
  advice: {
    late: (late: number, made: number) =>
      `${late} of ${made} check-ins came late: callers sat in a silence that was longer than promised. Look at /readyz and at the phone network.`,
    longer: (longer: number, seen: number) =>
      `${longer} of ${seen} waits took longer than was first said, where one in ten is meant to. The ranges learn by themselves; more people at the busy hours help at once.`,
    tooRarely: (count: number, all: number, { firstAfterSeconds, everySeconds }: Silences) =>
      `${count} of ${all} heard from us too rarely: in line the first word comes after ${firstAfterSeconds} s, then every ${everySeconds} s.`,
    tooOften: (count: number, all: number, { firstAfterSeconds, everySeconds }: Silences) =>
      `${count} of ${all} heard from us too often: in line the first word comes after ${firstAfterSeconds} s, then every ${everySeconds} s.`,
    wrong: (count: number, all: number) => `${count} of ${all} say that what we told them was not right.`,
    good: (count: number, all: number) =>
      `${count} of ${all} found the rhythm just right. Leave it as it is.`,
    few: (count: number, enough: number) =>
      `${n(count, 'answer', 'answers')} so far to the rhythm of now; from ${enough} on it can be said whether it suits.`,
  },
  line: 'The line',
  calls: 'Calls',
  taken: 'Taken',
  within: 'Service level: taken within',
  seconds: (count: number) => `${count} s`,
  service: (seconds: number) => `Taken within ${seconds} s`,
  serviceOf: (count: number, all: number) => `${count} of ${all} taken or abandoned`,
  meanWait: 'Mean wait',
  longestWait: 'Longest wait',
  abandonedInLine: 'Abandoned in line',
  abandonedOnHold: 'Abandoned on hold',
  sentOn: 'Sent on to another queue',
  endedWithoutPlace: 'Over before there was a place',
  handedOn: 'Handed on to the old line',
  handedBack: 'Came here, nobody answered there',
  oldLineMinutes: 'Minutes at the old line',
  day: 'Through the day',
  dayHint: 'All days of the period together, by half-hours.',
  dayWorst: (at: string, wait: string) =>
    `All days of the period together, by half-hours. Callers waited longest from ${at} on: ${wait} on average.`,
  dayFrom: 'From',
  dayLeft: 'Abandoned',
  download: 'Half-hours as CSV',
  downloadHint: 'In the queue’s time and in UTC; nothing of any one caller.',
  empty: 'Nothing to report yet',
  emptyText:
    'What happens here is counted as it happens. With the first call its check-ins and its wait appear; ranges once five waits have come to an end; answers after the first talk.',
  stale: 'These figures are from before.',
};
