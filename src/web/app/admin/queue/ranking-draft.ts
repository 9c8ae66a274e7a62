import type { Queue } from '../../http/contract.ts';
import { number, pairLines, pairs } from '../typed.ts';

type Ranking = Queue['ranking'];

/** Who comes earlier, as it is typed: one a line, who and how high, such as "+15551234567 8". */
export type RankingDraft = Record<keyof Ranking, string>;

export function rankingDraft(ranking: Ranking): RankingDraft {
  return {
    ageingSeconds: String(ranking.ageingSeconds),
    calledNumbers: pairLines(ranking.calledNumbers.map((one) => [one.number, one.priority])),
    languages: pairLines(ranking.languages.map((one) => [one.language, one.priority])),
    callers: pairLines(ranking.callers.map((one) => [one.number, one.priority])),
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

function ranked(text: string): [string, number | string][] {
  return pairs(text).map(([who, priority]) => [who, number(priority)]);
}
