import { differences } from '../../../../waiting/settings-compared.ts';
import type { Outcome, Queue, Rhythm, Topic } from '../../http/contract.ts';
import type { Typed } from '../../http/save-amid-others.ts';
import { type CallbacksDraft, callbacksBody, callbacksDraft } from './callbacks-draft.ts';
import { type HoursDraft, hoursBody, hoursDraft } from './hours-draft.ts';
import { type PilotDraft, pilotBody, pilotDraft } from './pilot-draft.ts';
import { type RankingDraft, rankingBody, rankingDraft } from './ranking-draft.ts';
import { listed, number, pairLines, pairs } from '../typed.ts';

/** A queue as it is typed: what is no number stays text, and the server says what is wrong with it. */
export type QueueDraft = {
  name: string;
  languages: string;
  numbers: string;
  /** One a line, a called number and its language: "+15551234567 ru". */
  numberLanguages: string;
  priority: string;
  wrapUpSeconds: string;
  outcomes: Outcome[];
  newsOnlyLongestSeconds: string;
  keepPlaceSeconds: string;
  presenceAfterSeconds: string;
  spokenAnswers: boolean;
  leaveWords: boolean;
  askAfterwards: boolean;
  country: string;
  callbacks: CallbacksDraft;
  inLine: RhythmDraft;
  onHold: RhythmDraft;
  hours: HoursDraft;
  maxWaiting: string;
  backupNumber: string;
  nobodyAfterSeconds: string;
  refusesNuisances: boolean;
  topics: Topic[];
  ranking: RankingDraft;
  pilot: PilotDraft;
};
export type RhythmDraft = Record<keyof Rhythm, string>;

/** The fields of a queue. */
export function draftOf(queue: Queue): QueueDraft {
  return {
    name: queue.name,
    languages: queue.languages.join(', '),
    numbers: queue.numbers.join('\n'),
    numberLanguages: pairLines(queue.numberLanguages.map((one) => [one.number, one.language])),
    priority: String(queue.priority),
    wrapUpSeconds: String(queue.wrapUpSeconds),
    outcomes: queue.outcomes,
    newsOnlyLongestSeconds: String(queue.newsOnlyLongestSeconds),
    keepPlaceSeconds: String(queue.keepPlaceSeconds),
    presenceAfterSeconds: String(queue.presenceAfterSeconds),
    spokenAnswers: queue.spokenAnswers,
    leaveWords: queue.leaveWords,
    askAfterwards: queue.askAfterwards,
    country: queue.country,
    callbacks: callbacksDraft(queue.callbacks),
    inLine: rhythmDraft(queue.inLine),
    onHold: rhythmDraft(queue.onHold),
    hours: hoursDraft(queue.hours),
    maxWaiting: queue.maxWaiting === null ? '' : String(queue.maxWaiting),
    backupNumber: queue.backupNumber ?? '',
    nobodyAfterSeconds: String(queue.nobodyAfterSeconds),
    refusesNuisances: queue.refusesNuisances,
    topics: queue.topics,
    ranking: rankingDraft(queue.ranking),
    pilot: pilotDraft(queue.pilot),
  };
}

/** What was typed and is not as it was. */
export function changesOf(queue: Queue, draft: QueueDraft): Typed[] {
  return differences(bodyOf(queue, draftOf(queue)), bodyOf(queue, draft)).map(({ setting, after }) => ({
    setting,
    value: after,
  }));
}

/** The fields of the queue as it is now, with what else was typed still in them. */
export function draftAmid(now: Queue, draft: QueueDraft, typed: readonly string[]): QueueDraft {
  const fields: Record<string, unknown> = draftOf(now);
  for (const setting of typed) {
    const [group = '', name] = setting.split('.');
    const mine = draft[group as keyof QueueDraft];
    fields[group] =
      name === undefined
        ? mine
        : { ...(fields[group] as object), [name]: (mine as Record<string, unknown>)[name] };
  }
  return fields as QueueDraft;
}

/** All of the settings as the API takes them; those that the form does not know are as they are in `queue`. */
export function bodyOf(queue: Queue, draft: QueueDraft) {
  return {
    ...queue,
    name: draft.name,
    languages: listed(draft.languages),
    numbers: listed(draft.numbers),
    numberLanguages: pairs(draft.numberLanguages).map(([called, language]) => ({
      number: called,
      language: language.toLowerCase(),
    })),
    priority: number(draft.priority),
    wrapUpSeconds: number(draft.wrapUpSeconds),
    outcomes: draft.outcomes,
    newsOnlyLongestSeconds: number(draft.newsOnlyLongestSeconds),
    keepPlaceSeconds: number(draft.keepPlaceSeconds),
    presenceAfterSeconds: number(draft.presenceAfterSeconds),
    spokenAnswers: draft.spokenAnswers,
    leaveWords: draft.leaveWords,
    askAfterwards: draft.askAfterwards,
    country: draft.country.trim().toUpperCase(),
    callbacks: callbacksBody(queue.callbacks, draft.callbacks),
    inLine: rhythmBody(draft.inLine),
    onHold: rhythmBody(draft.onHold),
    hours: hoursBody(draft.hours),
    maxWaiting: draft.maxWaiting.trim() === '' ? null : number(draft.maxWaiting),
    backupNumber: draft.backupNumber.trim() === '' ? null : draft.backupNumber.trim(),
    nobodyAfterSeconds: number(draft.nobodyAfterSeconds),
    refusesNuisances: draft.refusesNuisances,
    topics: draft.topics,
    ranking: { ...queue.ranking, ...rankingBody(draft.ranking) },
    pilot: pilotBody(draft.pilot),
  };
}

/** Of such a body what the server needs to say what callers would hear; `notice` by language. */
export function heardBody(body: object, notice: Readonly<Record<string, string>>): unknown {
  const { name, languages, hours, topics, backupNumber, callbacks, leaveWords } = body as Queue;
  return { name, languages, hours, topics, backupNumber, callbacks, leaveWords, notice };
}

function rhythmDraft(rhythm: Rhythm): RhythmDraft {
  return {
    firstAfterSeconds: String(rhythm.firstAfterSeconds),
    everySeconds: String(rhythm.everySeconds),
    growth: String(rhythm.growth),
    longestSilenceSeconds: String(rhythm.longestSilenceSeconds),
  };
}

function rhythmBody(draft: RhythmDraft): Record<keyof Rhythm, number | string> {
  return {
    firstAfterSeconds: number(draft.firstAfterSeconds),
    everySeconds: number(draft.everySeconds),
    growth: number(draft.growth),
    longestSilenceSeconds: number(draft.longestSilenceSeconds),
  };
}
