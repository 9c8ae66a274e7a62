import { spokenMs } from '../../../src/emulator/speech.ts';
import type { EarParts } from './ear-parts.ts';
import { SEVERAL_KEYS_MS, SPEECH_OVER_MS } from './ear-times.ts';

/** What a caller has keyed, or said, and is to be answered in time (P3); and what the document that plays listens for. */
export class Unanswered {
  /** When it was keyed or said; null where nothing waits for an answer. */
  at: number | null = null;
  /** The key that ends several, where they may be keyed together: a single one is no choice then. */
  endKey: string | null = null;
  /** What is said now is recorded. */
  records = false;
  /** What is said after a question is listened to. */
  listens = false;
  /** The call ends with it: nobody listens to keys any more. */
  endsCall = false;
  private withinMs = 0;
  private what: 'a key' | 'several keys' | 'a spoken answer' = 'a key';
  private readonly parts: EarParts;
  private readonly broken: (invariant: string, message: string) => void;

  constructor(parts: EarParts, broken: (invariant: string, message: string) => void) {
    this.parts = parts;
    this.broken = broken;
  }

  documentBegins(twiml: string): void {
    this.endKey = /<Gather[^>]* finishOnKey="([#*])"/.exec(twiml)?.[1] ?? null;
    this.records = twiml.includes('<Record');
    this.listens = twiml.includes('input="dtmf speech"');
    this.endsCall = twiml.includes('<Hangup') && !twiml.includes('<Gather');
  }

  /** Who presses again cuts off the answer to the key before. */
  keyed(at: number, key: string): void {
    // Its key ends the keying, with others before it or without.
    const ofSeveral = this.endKey !== null && key !== this.endKey;
    this.begins(at, ofSeveral ? 'several keys' : 'a key', ofSeveral ? SEVERAL_KEYS_MS : 0);
  }

  /** A yes or a no is answered like a key, as soon as it is known to be over. */
  said(at: number, words: string): void {
    this.begins(at, 'a spoken answer', spokenMs(words) + SPEECH_OVER_MS);
  }

  /** Who goes on speaking, or speaks over the answer where it listens, is answered when all of it is over. */
  saidMore(at: number, words: string): void {
    if (this.at === null || !(this.listens || this.what === 'a spoken answer')) return;
    this.withinMs = at - this.at + this.parts.slack().keyMs + spokenMs(words) + SPEECH_OVER_MS;
  }

  /** When the answer has to be there at the latest, epoch ms; null where none is awaited. */
  get until(): number | null {
    return this.at === null ? null : this.at + this.withinMs;
  }

  ends(at: number): void {
    const since = this.at;
    this.at = null;
    if (since === null) return;
    const { findings } = this.parts;
    findings.count('keys answered');
    findings.highest(`slowest answer to ${this.what}, ms`, at - since);
    if (at - since > this.withinMs)
      this.broken('P3', `${this.what} was answered after ${(at - since) / 1000} s, or not at all.`);
  }

  private begins(at: number, what: Unanswered['what'], moreMs: number): void {
    this.at = at;
    this.what = what;
    this.withinMs = this.parts.slack().keyMs + moreMs;
  }
}
