import type { SimulationResult } from './simulate.ts';

export type Run = { contacts: number; seed: number; wallSeconds: number; cpuSeconds: number };

/** The invariants by their short names, as they are reported when broken. */
const INVARIANTS: readonly (readonly [string, string])[] = [
  [
    'S1',
    'no silence longer than was last said to that caller + 2 s, no words before their time without a reason',
  ],
  ['S2', 'no application error, no failed webhook, no document or request that Twilio would complain of'],
  ['S3', 'each contact in exactly one place'],
  ['S4', 'nobody in a talk with two others, and nobody hears a supervisor who only listens'],
  ['S5', 'nothing is written over what its writer has not seen'],
  ['S6', 'first come, first served within a priority'],
  ['S7', 'places kept'],
  ['S8', 'an end is an end'],
  ['S9', 'an old webhook changes nothing'],
  ['S10', 'one intent rings once'],
  ['S11', 'documents lead back to us and are in bounds'],
  ['S12', 'no music, for nobody'],
  ['S13', 'what is promised is stored'],
  ['S14', 'talks are announced to the caller and agreed to by the operator'],
  [
    'S15',
    'calls back: as promised, one at a time, to no number that is refused, in the hours, at most so often',
  ],
  ['P2', 'every silence is announced'],
  ['P3', 'every key is answered within 2 s'],
  ['P4', 'a rhythm is changed by its caller alone, and kept'],
  ['P5', 'every check-in tells something, and none of what callers should not hear'],
  ['P6', 'no machine speaks without the tone'],
  ['P9', 'a place that is told is true, a wait that is told is kept on record'],
  ['L1', 'nobody is lost, everybody is served in the end'],
  ['L2', 'a free operator and a waiting caller meet within 2 s'],
  ['L3', 'what is over is over for us as well'],
  ['L5', 'every call that was promised is made, or a person owes it'],
  ['L6', 'nobody starves'],
];

/** What a run checked, or what it found. */
export function report(result: SimulationResult, run: Run): string {
  const { counts, failure } = result;
  const count = (name: string): number => counts.get(name) ?? 0;
  const contacts = count('contacts');
  const perContact = (name: string): string => (count(name) / Math.max(1, contacts)).toFixed(1);
  const lines = [
    `${contacts} contacts in ${result.worlds} worlds from seed ${run.seed}, ${hours(result.virtualMs)} virtual hours`,
    `documents per contact: ${perContact('documents to callers')} to callers, ${perContact('documents to operators')} to operators`,
    `checked: ${[...counts]
      .filter(([name]) => !name.startsWith('documents to'))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name} ${Math.round(value)}`)
      .join(' · ')}`,
    `worlds by trouble: ${[...result.troubles]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, worlds]) => `${name} ${worlds}`)
      .join(' · ')}`,
    `invariants: ${INVARIANTS.map(([name]) => name).join(' ')}`,
    `speed: ${Math.round(contacts / run.cpuSeconds)} contacts a second of one core (${run.cpuSeconds.toFixed(1)} s of processor, ${run.wallSeconds.toFixed(1)} s in all)`,
    `trace hash: ${result.traceHash.toString(16).padStart(8, '0')}`,
  ];
  if (failure === null) return `${[...lines, 'no invariant was broken'].join('\n')}\n`;
  const { violation } = failure;
  const meaning = INVARIANTS.find(([name]) => name === violation.invariant)?.[1] ?? '';
  return `${[
    ...lines,
    '',
    `BROKEN ${violation.invariant} (${meaning})`,
    `in the world of seed ${failure.seed}${failure.troubles.length === 0 ? '' : ` with ${failure.troubles.join(', ')}`}, at ${new Date(violation.at).toISOString()}${violation.callSid === null ? '' : ` on ${violation.callSid}`}`,
    violation.message,
    violation.transcript,
    '',
    `repeat: npm run simulate -- --contacts ${failure.contacts} --seed ${failure.seed}`,
  ].join('\n')}\n`;
}

function hours(ms: number): string {
  return (ms / 3_600_000).toFixed(1);
}
