import type { Queue, Rhythm, Topic } from '../http/contract.ts';
import { type HoursDraft, hoursBody, hoursDraft } from './hours-draft.ts';

/** A queue as it is typed: what is no number stays text, and the server says what is wrong with it. */
export type QueueDraft = {
  name: string;
  languages: string;
  numbers: string;
  priority: string;
  wrapUpSeconds: string;
  newsOnlyLongestSeconds: string;
  inLine: RhythmDraft;
  onHold: RhythmDraft;
  hours: HoursDraft;
  maxWaiting: string;
  backupNumber: string;
  nobodyAfterSeconds: string;
  topics: Topic[];
};
export type RhythmDraft = Record<keyof Rhythm, string>;

/** The fields of a queue. */
export function draftOf(queue: Queue): QueueDraft {
  return {
    name: queue.name,
    languages: queue.languages.join(', '),
    numbers: queue.numbers.join('\n'),
    priority: String(queue.priority),
    wrapUpSeconds: String(queue.wrapUpSeconds),
    newsOnlyLongestSeconds: String(queue.newsOnlyLongestSeconds),
    inLine: rhythmDraft(queue.inLine),
    onHold: rhythmDraft(queue.onHold),
    hours: hoursDraft(queue.hours),
    maxWaiting: queue.maxWaiting === null ? '' : String(queue.maxWaiting),
    backupNumber: queue.backupNumber ?? '',
    nobodyAfterSeconds: String(queue.nobodyAfterSeconds),
    topics: queue.topics,
  };
}

/** The body of a PUT: settings that the form does not know stay as they are in `queue`. */
export function bodyOf(queue: Queue, draft: QueueDraft): unknown {
  return {
    ...queue,
    name: draft.name,
    languages: words(draft.languages),
    numbers: words(draft.numbers),
    priority: number(draft.priority),
    wrapUpSeconds: number(draft.wrapUpSeconds),
    newsOnlyLongestSeconds: number(draft.newsOnlyLongestSeconds),
    inLine: rhythmBody(draft.inLine),
    onHold: rhythmBody(draft.onHold),
    hours: hoursBody(draft.hours),
    maxWaiting: draft.maxWaiting.trim() === '' ? null : number(draft.maxWaiting),
    backupNumber: draft.backupNumber.trim() === '' ? null : draft.backupNumber.trim(),
    nobodyAfterSeconds: number(draft.nobodyAfterSeconds),
    topics: draft.topics,
  };
}

/** A typed number; a decimal comma counts. What is no number goes to the server as it was typed. */
export function number(text: string): number | string {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? text : value;
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

/** Parts between commas, spaces and line ends. */
function words(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}
