import type { KeptEstimate } from '../store/store.ts';
import type { Ghost } from '../waiting/ghosts.ts';
import { type Foretelling, type LineEstimate, readLineEstimate } from '../waiting/line-estimate.ts';

type Learning = Pick<LineEstimate, 'ghosts' | 'score'>;
type Texts = Omit<KeptEstimate, 'version'>;

/**
 * Lines' estimates to and from the two texts in which they are kept. Nearly every webhook brings the same text again,
 * and what is learned on was mostly written here: of each line the last texts are known, and are neither parsed nor
 * written anew.
 */
export type EstimateTexts = {
  /** Null where the text is not of this version. */
  foretelling(queueId: string, text: string): Foretelling | null;
  /** The same for the whole estimate. */
  read(queueId: string, texts: Texts): LineEstimate | null;
  write(queueId: string, line: LineEstimate): Texts;
};

export function createEstimateTexts(): EstimateTexts {
  const foretelling = new Map<string, { text: string; value: Foretelling | null }>();
  const learning = new Map<string, { text: string; value: Learning }>();
  /** Who left stays for minutes while others come and go. */
  const ghosts = new WeakMap<Ghost, string>();

  function readForetelling(queueId: string, text: string): Foretelling | null {
    const last = foretelling.get(queueId);
    if (last?.text === text) return last.value;
    const value = readLineEstimate(text);
    foretelling.set(queueId, { text, value });
    return value;
  }

  function readLearning(queueId: string, text: string): Learning {
    const last = learning.get(queueId);
    if (last?.text === text) return last.value;
    const value = JSON.parse(text) as Learning;
    learning.set(queueId, { text, value });
    return value;
  }

  function writtenLearning(queueId: string, value: Learning): string {
    const last = learning.get(queueId);
    if (last?.value.ghosts === value.ghosts && last.value.score === value.score) return last.text;
    const text = `{"ghosts":[${value.ghosts.map(textOf).join()}],"score":${JSON.stringify(value.score)}}`;
    learning.set(queueId, { text, value });
    return text;
  }

  function textOf(ghost: Ghost): string {
    const known = ghosts.get(ghost) ?? JSON.stringify(ghost);
    ghosts.set(ghost, known);
    return known;
  }

  return {
    foretelling: readForetelling,
    read(queueId, { foretells, learnsWith }) {
      const line = readForetelling(queueId, foretells);
      return line === null
        ? null
        : { estimator: line.estimator, spoken: line.spoken, ...readLearning(queueId, learnsWith) };
    },
    write(queueId, { estimator, spoken, ghosts: left, score }) {
      const value = { estimator, spoken };
      const text = JSON.stringify(value);
      foretelling.set(queueId, { text, value });
      return { foretells: text, learnsWith: writtenLearning(queueId, { ghosts: left, score }) };
    },
  };
}
