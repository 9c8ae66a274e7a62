import type { TapeMark, TapeSegment } from '../../../src/emulator/tape.ts';
import { AT_ENTRANCE, type DeskWord, type DeskWords } from './desk-words.ts';
import type { EarParts } from './ear-parts.ts';
import { OperatorEar } from './operator-ear.ts';
import { Unanswered } from './unanswered.ts';

/** Judges the phone of an operator who has nothing else: every key is answered (P3), and no call ends without a word. */
export class PhoneOperatorEar extends OperatorEar {
  private readonly words: DeskWords;
  private readonly unanswered: Unanswered;
  private atEntrance = true;
  private leadsIntoTalk = false;
  private lastWord: DeskWord | null = null;

  constructor(callSid: string, operator: string, parts: EarParts, words: DeskWords) {
    super(callSid, operator, parts);
    this.words = words;
    this.unanswered = new Unanswered(parts, (invariant, message) => this.broken(invariant, message));
  }

  override documentBegins(twiml: string): void {
    this.unanswered.documentBegins(twiml);
    this.leadsIntoTalk = twiml.includes('<Dial');
    // From here on the way into the talk is judged.
    if (this.leadsIntoTalk) this.unanswered.at = null;
  }

  override pressed(mark: TapeMark, during: TapeSegment): void {
    const { at, heard, key = '' } = mark;
    const { slack } = this.parts;
    const isOutOfTalk = this.leftTalkAt !== null;
    this.learn(during);
    // A PIN agrees to no talk.
    if (!this.atEntrance) super.pressed(mark, during);
    if (during.kind === 'talk' || during.kind === 'ringing' || this.leadsIntoTalk || isOutOfTalk) return;
    if (this.unanswered.records && key !== '#') return;
    if (!heard && (slack().keysMayBeLost || this.unanswered.endsCall)) return;
    // Who presses again cuts off an answer that began in time, or had none.
    this.answers(during);
    if (at > (this.unanswered.until ?? Infinity)) this.unanswered.ends(at);
    this.unanswered.keyed(at, key);
  }

  override heard(segment: TapeSegment, until: number): void {
    this.answers(segment);
    this.learn(segment);
    super.heard(segment, until);
  }

  protected override talk(segment: TapeSegment, until: number): void {
    if (segment.at !== this.leftTalkAt) this.parts.findings.count('talks by phone alone');
    super.talk(segment, until);
  }

  override ended(at: number): void {
    super.ended(at);
    this.unanswered.ends(at);
    const { findings, isReplaced } = this.parts;
    // Nobody is told anything who has not picked up, or has not pressed the key that was asked for.
    const isToldNothing = this.lastWord === null || this.lastWord === 'confirm';
    if (this.hungUp || this.lastWord === 'goodbye' || isToldNothing) return;
    if (isReplaced(this.callSid)) findings.count("operators' calls that another call took over");
    else this.broken('L1', "An operator's call ended without a word.");
  }

  private answers({ kind, at }: TapeSegment): void {
    if (kind !== 'silence' && at >= (this.unanswered.at ?? Infinity)) this.unanswered.ends(at);
  }

  /** Where the operator is by what is said to them. */
  private learn({ kind, text = '' }: TapeSegment): void {
    const word = kind === 'speech' ? this.words(text) : null;
    if (word === null) return;
    this.lastWord = word;
    if (word === 'goodbye' || AT_ENTRANCE.has(word) === this.atEntrance) return;
    this.atEntrance = !this.atEntrance;
    if (!this.atEntrance) this.parts.findings.count('desks opened by phone alone');
  }
}
