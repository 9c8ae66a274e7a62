import type { Findings } from './findings.ts';
import type { Listeners } from './listeners.ts';
import type { KnownWords } from './known-words.ts';
import type { PromiseReader } from './promises.ts';
import type { Slack } from './slack.ts';

/** What an ear needs of the world. */
export type EarParts = {
  findings: Findings;
  words: KnownWords;
  promised: PromiseReader;
  /** Of now, or of another time, epoch ms. */
  slack: (at?: number) => Slack;
  /** Whose leg this is; null where it is no operator's. */
  operatorOf: (callSid: string) => string | null;
  isCaller: (callSid: string) => boolean;
  /** Whether the operator of this leg has another one by now. */
  isReplaced: (callSid: string) => boolean;
  listeners: Listeners;
};
