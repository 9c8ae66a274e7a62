import type { Queue } from '../http/contract.ts';
import { number } from './typed.ts';

type Ranking = Queue['ranking'];

/** Who comes earlier, as it is typed: one a line, who and how high, such as "+15551234567 8". */
export type RankingDraft = Record<keyof Ranking, string>;

export function rankingDraft(ranking: Ranking): RankingDraft {
  return {
    ageingSeconds: String(ranking.ageingSeconds),
    calledNumbers: lines(ranking.calledNumbers.map((one) => [one.number, one.priority])),
    languages: lines(ranking.languages.map((one) => [one.language, one.priority])),
    callers: lines(ranking.callers.map((one) => [one.number, one.priority])),
  };
}

/** What the API takes; a line without a number goes as it is, and the server says what is missing. */
export function rankingBody(draft: RankingDraft): Record<keyof Ranking, unknown> {
  return {
    ageingSeconds: number(draft.ageingSeconds),
    calledNumbers: ranked(draft.calledNumbers).map(([who, priority]) => ({ number: who, priority })),
    languages: ranked(draft.languages).map(([language, priority]) => ({ language, priority })),
    callers: ranked(draft.callers).map(([who, priority]) => ({ number: who, priority })),
  };
}

function lines(entries: [string, number][]): string {
  return entries.map((entry) => entry.join(' ')).join('\n');
}

function ranked(text: string): [string, number | string][] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/[\s,;=:]+/))
    .filter(([who]) => who !== '')
    .map(([who = '', priority = '']) => [who, number(priority)]);
}
