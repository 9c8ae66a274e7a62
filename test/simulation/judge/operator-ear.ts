import type { TapeMark, TapeSegment } from '../../../src/emulator/tape.ts';
import type { EarParts } from './ear-parts.ts';

const TWO_SECONDS_MS = 2_000;
/** Twilio ends a call after four hours; while it rings it is none. */
const LONGEST_CALL_MS = 4 * 3_600_000;
/** "Here is Anna.", tone included, where the operator hears no words of their own. */
const CALLER_WORDS_MS = 2_500;

/** Judges an operator's phone by what was audible on it. */
export class OperatorEar {
  readonly callSid: string;
  readonly operator: string;
  /** The operator ended the call. */
  hungUp = false;
  /** When the operator agreed to a talk, by a key or at the console. */
  protected accepted: number[] = [];
  protected readonly parts: EarParts;
  private talking = false;
  /** When the call began, epoch ms. */
  private beganAt: number | null = null;
  private led = false;
  private lastSpeech: TapeSegment | null = null;
  protected leftTalkAt: number | null = null;
  private spokenUntil = 0;

  constructor(callSid: string, operator: string, parts: EarParts) {
    this.callSid = callSid;
    this.operator = operator;
    this.parts = parts;
  }

  /** The call goes on with a new document. */
  documentBegins(_twiml: string): void {}

  pressed({ at, heard }: TapeMark, during: TapeSegment): void {
    if (heard && during.kind !== 'talk') this.accepts(at);
  }

  /** The operator presses a key or a button. */
  accepts(at: number): void {
    this.accepted.push(at);
    this.leftTalkAt = null;
  }

  /** The caller whom the operator wants is asked whether they are there: until that is over nothing can begin. */
  asksForCaller(begins: boolean, at: number): void {
    if (!begins && this.accepted.length > 0) this.accepted.push(at);
  }

  heard(segment: TapeSegment, until: number): void {
    this.beganAt ??= segment.at;
    switch (segment.kind) {
      case 'speech':
        this.speech(segment);
        break;
      case 'tone':
      case 'clip':
        this.led = true;
        this.talking = false;
        this.wordsAfterTalk(segment.at);
        return;
      case 'talk':
        this.talk(segment, until);
        break;
      case 'silence':
      case 'ringing':
        break;
      case 'application-error':
        this.broken('S2', 'An operator heard an application error.');
        break;
      default:
        this.broken('S12', `An operator heard ${segment.kind}.`);
    }
    if (segment.kind !== 'talk' && segment.kind !== 'silence') this.talking = false;
    this.lastSpeech = segment.kind === 'speech' ? segment : null;
    if (segment.kind === 'speech') this.spokenUntil = until;
    this.led = false;
  }

  ended(at: number): void {
    this.wordsAfterTalk(at);
    const lastedMs = at - (this.beganAt ?? at);
    if (lastedMs >= LONGEST_CALL_MS && !this.talking && this.parts.slack().prompt)
      this.broken('L1', "An operator's line was cut off at the longest that a call lasts, out of a talk.");
  }

  private speech(segment: TapeSegment): void {
    const { slack, words, findings } = this.parts;
    findings.count("words in operators' ears");
    this.wordsAfterTalk(segment.at);
    const goesOn = this.lastSpeech?.until === segment.at;
    if (goesOn || this.led || slack().soundsDistrusted || words.isPlain(segment.text ?? '')) return;
    this.broken('P6', `A machine spoke to an operator without a sound before it: "${segment.text}"`);
  }

  protected talk(segment: TapeSegment, until: number): void {
    const { isCaller, listeners } = this.parts;
    const heard = segment.with ?? [];
    if (heard.some((one) => listeners.isListener(one) && !listeners.mayBeHeard(one, 'operator')))
      this.broken('S4', 'An operator heard a supervisor who only listens.');
    const others = heard.filter((one) => !listeners.isListener(one));
    // A supervisor may be there before the caller, who still hears who comes.
    const isFirst = segment.at !== this.leftTalkAt || !this.parts.slack().prompt;
    if (others.length === 0 && heard.length > 0 && isFirst) return;
    if (others.length !== 1 || !isCaller(others[0] ?? ''))
      this.broken('S4', `An operator was in a talk with ${others.length} others.`);
    if (!this.talking && !this.accepted.some((at) => at <= segment.at))
      this.broken('S14', 'An operator was put into a talk without having pressed a key.');
    if (!this.talking) this.inTime(segment.at);
    this.talking = true;
    // Where the network lags behind, one talk may still be heard while the next one is agreed to.
    const laggedMs = this.parts.slack().prompt ? 0 : 120_000;
    this.accepted = this.accepted.filter((at) => at > segment.at - laggedMs);
    this.leftTalkAt = until;
  }

  /** Who agreed to a talk is in it as soon as the words to both are over. */
  private inTime(at: number): void {
    const { findings, slack } = this.parts;
    const acceptedAt = this.accepted.findLast((one) => one <= at);
    // What was agreed to in trouble may have been held up by it.
    if (acceptedAt === undefined || !slack(acceptedAt).prompt) return;
    const waitedMs = at - Math.max(acceptedAt, this.spokenUntil) - CALLER_WORDS_MS;
    findings.highest('slowest way into a talk, ms after the words', waitedMs);
    if (waitedMs > TWO_SECONDS_MS)
      this.broken('L2', `The talk began ${waitedMs / 1000} s after it could have.`);
  }

  /** An operator is never left alone in silence without knowing why. */
  private wordsAfterTalk(at: number): void {
    const { leftTalkAt } = this;
    this.leftTalkAt = null;
    if (leftTalkAt === null) return;
    const { slack, findings } = this.parts;
    findings.count('talks ended for the operator');
    if (at - leftTalkAt > slack().operatorAloneMs)
      this.broken('S1', `An operator was left in silence for ${(at - leftTalkAt) / 1000} s after a talk.`);
  }

  protected broken(invariant: string, message: string): void {
    this.parts.findings.broken(invariant, this.callSid, message);
  }
}
