import type { TapeMark, TapeSegment } from '../../../src/emulator/tape.ts';
import type { EarParts } from './ear-parts.ts';
import {
  AROUND_TALKS,
  BEFORE_PLACE_MS,
  EARLY_TOLERANCE_MS,
  LONGEST_LEAD_MS,
  NEWS_NOT_WITHIN_MS,
  QUESTION_MS,
  RECORDING_MS,
  SEVERAL_KEYS_MS,
  TOLERANCE_MS,
  TROUBLE_EXPLAINS_MS,
  type Phase,
} from './ear-times.ts';
import { OWN_VOICE } from './known-words.ts';
import type { Slack } from './slack.ts';

/** Judges one caller's call by what was audible on it: silence, keys, tones, music, talks. */
export class CallerEar {
  readonly callSid: string;
  phase: Phase = 'ringing';
  /** Last words that were heard to their end. */
  lastWords = '';
  /** The person hung up, by their own choice. */
  hungUp = false;
  /** Pressed 9 and then 1: leaves. */
  leaves = false;
  /** Was told that we call back, or that the words are kept. */
  booked = false;
  /** Was told that nobody can be reached now. */
  turnedAway = false;
  private lastKeys = '';
  /** When Twilio was last asked to fetch a document, or could not, while there is trouble. */
  private troubledAt = Number.NEGATIVE_INFINITY;
  private readonly parts: EarParts;
  /** The silence that was last announced, ms; null where none is. */
  private promiseMs: number | null = null;
  private quietSince: number | null = null;
  private toneAt: number | null = null;
  private toneCut = false;
  private lastSpeech: TapeSegment | null = null;
  private blockPromises = false;
  private unansweredKeyAt: number | null = null;
  /** Within which time that key has to be answered. */
  private keyMs = 0;
  private ofSeveral = false;
  /** When things happened that the caller is to be told, so that words may come before their time. */
  private explanations: number[] = [];
  /** Our own call was answered with a key. */
  private answeredCall = false;
  private announcedOperator: string | null = null;
  /** The key that ends several, where the document that plays listens for them, or records: a single key is no choice in it. */
  private endKey: string | null = null;
  private records = false;
  private newsAt: number[] = [];

  constructor(callSid: string, parts: EarParts) {
    this.callSid = callSid;
    this.parts = parts;
  }

  /** The call goes on with a new document. */
  documentBegins(twiml: string): void {
    this.endKey = /<Gather[^>]* finishOnKey="([#*])"/.exec(twiml)?.[1] ?? null;
    this.records = twiml.includes('<Record');
  }

  /** The line has news that this caller has not been told. */
  lineNewsIsDue(at: number): void {
    this.newsAt.push(at);
  }

  /** A call that we made, and nobody has pressed a key yet. */
  get notReached(): boolean {
    return !this.answeredCall;
  }

  /** News that was asked to be spoken at once. */
  newsIsDue(at: number): void {
    this.explanations.push(at);
  }

  /** Twilio was asked to fetch the next document, or could not play the last one. */
  troubled(at: number): void {
    if (this.parts.slack().troubleExplainsEarly) this.troubledAt = at;
  }

  pressed({ at, heard, key = '' }: TapeMark, during: TapeSegment): void {
    const { words, slack, findings } = this.parts;
    this.lastKeys = (this.lastKeys + key).slice(-2);
    this.leaves ||= this.lastKeys === '91';
    findings.count('keys pressed');
    if (heard) this.explanations.push(at);
    if (this.phase === 'ringing' || during.kind === 'talk' || this.phase === 'joining') return;
    // A key that ends a second of quiet between a talk and what follows it is not one of the wait. Only a wait asks for
    // several, even where the caller has cut off its very first tone.
    if ((this.phase === 'talking' && this.endKey === null) || this.phase === 'leaving') return;
    // Only pound ends a recording.
    if (this.records && key !== '#') return;
    const text = during.kind === 'speech' ? (during.text ?? '') : '';
    if (words.operatorAnnounced(text) !== null || words.isFarewell(text) !== null) return;
    if (this.records && during.kind !== 'silence') return;
    if (!heard && slack().keysMayBeLost) return;
    // Who presses again cuts off the answer to the key before.
    this.unansweredKeyAt = at;
    // Its key ends the keying, with others before it or without.
    this.ofSeveral = this.endKey !== null && key !== this.endKey;
    this.keyMs = slack().keyMs + (this.ofSeveral ? SEVERAL_KEYS_MS : 0);
  }

  /** A stretch of the tape is complete. */
  heard(audible: TapeSegment, until: number): void {
    const segment = asWords(audible);
    if (segment.kind === 'silence' && this.lastSpeech !== null) this.wordsEnded(this.lastSpeech);
    switch (segment.kind) {
      case 'speech':
        this.speech(segment, until);
        break;
      case 'tone':
        // Keys pressed during the tone cut it off, and the answer to them begins with another.
        this.toneCut ||= segment.cut === true;
        this.toneAt ??= segment.at;
        break;
      case 'talk':
        this.talk(segment, until);
        break;
      case 'silence':
      case 'ringing':
        break;
      case 'application-error':
        this.broken('S2', 'An application error was heard.');
        break;
      default:
        this.broken('S12', `A caller heard ${segment.kind}: ${segment.url ?? segment.text ?? ''}`);
    }
    if (segment.kind !== 'tone') {
      this.lastSpeech = segment.kind === 'speech' ? segment : null;
      this.toneAt = null;
      this.toneCut = false;
    }
  }

  /** The call is over. */
  ended(at: number): void {
    this.silenceEnds(at, null);
    this.keyEnds(at);
  }

  private speech(segment: TapeSegment, until: number): void {
    const { words, promised, findings } = this.parts;
    const text = segment.text ?? '';
    const goesOn = this.lastSpeech?.until === segment.at && this.toneAt === null;
    const startsAt = this.toneAt ?? segment.at;
    if (!goesOn) {
      findings.count('words heard');
      this.leadIn(text);
      if (this.phase === 'ringing') this.phase = words.announcesCall(text) ? 'called' : 'waiting';
      this.silenceEnds(this.toneCut ? startsAt : segment.at, { startsAt, spokenAt: segment.at, text });
      this.blockPromises = false;
      this.answeredCall ||= this.phase === 'called' && !words.announcesCall(text) && !words.isPlain(text);
      // The talk is over, or the one that was announced did not come about: whether heard to the end or not.
      if (AROUND_TALKS.has(this.phase) && words.operatorAnnounced(text) === null) this.phase = 'waiting';
      // This segment may hold the key that ended it, so only what was before it is done with.
      this.explanations = this.explanations.filter((one) => one > segment.at);
      this.newsAt = this.newsAt.filter((one) => one > segment.at);
    }
    this.turnedAway ||= words.turnsAway(text);
    if (this.unansweredKeyAt !== null && segment.at >= this.unansweredKeyAt) this.keyEnds(segment.at);
    this.quietSince = until;
    const farewell = words.isFarewell(text);
    this.booked ||= farewell === 'booked' || farewell === 'kept';
    if (segment.cut === true) return;
    this.lastWords = text;
    const promise = promised(text);
    if (promise !== null) {
      this.promiseMs = promise;
      this.blockPromises = true;
    }
    const announced = words.operatorAnnounced(text);
    this.announcedOperator = announced;
    if (!this.blockPromises && words.isQuestion(text)) {
      // It takes the place of the silence that was announced before.
      this.promiseMs = null;
      this.blockPromises = true;
    }
    if (announced !== null) this.phase = 'joining';
    else if (words.beginsRecording(text)) this.phase = 'recording';
    else if (words.announcesCall(text)) this.phase = 'called';
    else this.phase = farewell === null ? 'waiting' : 'leaving';
  }

  /** Words are over and silence began: it must have been announced. */
  private wordsEnded(last: TapeSegment): void {
    if (last.cut === true || this.phase !== 'waiting' || this.blockPromises) return;
    this.broken('P2', `Words announced no silence and no next word: "${last.text}"`);
  }

  /** A machine never passes for a person. */
  private leadIn(text: string): void {
    const { slack, words } = this.parts;
    if (this.toneAt !== null || words.isPlain(text) || slack().soundsDistrusted) return;
    this.broken('P6', `A machine spoke without the tone: "${text}"`);
  }

  private talk(segment: TapeSegment, until: number): void {
    const { findings, operatorOf } = this.parts;
    const others = segment.with ?? [];
    if (this.phase !== 'talking') {
      findings.count('talks');
      this.silenceEnds(segment.at, null);
      this.keyEnds(segment.at);
      const operator = others[0] === undefined ? null : operatorOf(others[0]);
      if (this.phase !== 'joining' || this.announcedOperator !== operator)
        this.broken('S14', `A talk with ${String(operator)} began without a sentence that announced it.`);
    }
    if (others.length !== 1) this.broken('S4', `A caller was in a talk with ${others.length} others.`);
    else if (operatorOf(others[0] ?? '') === null)
      this.broken('S4', 'A caller was in a talk with a stranger.');
    this.phase = 'talking';
    this.promiseMs = null;
    this.quietSince = until;
  }

  /** The silence before `at` must have lasted as long as was said. */
  private silenceEnds(at: number, by: { startsAt: number; spokenAt: number; text: string } | null): void {
    const { quietSince } = this;
    if (quietSince === null || this.phase === 'ringing' || this.phase === 'leaving') return;
    if (this.phase === 'called') return;
    const { slack, findings, words } = this.parts;
    const silentMs = at - quietSince;
    const calm = slack();
    const announced = this.phase === 'waiting' ? this.promiseMs : null;
    // A question before there is a place is put again when the leg comes, not before: without the store it comes late.
    const isBeforePlace = announced === BEFORE_PLACE_MS && calm.troubleExplainsEarly;
    const beforePlaceMs = isBeforePlace ? LONGEST_LEAD_MS : 0;
    const saidMs =
      announced === null ? this.unannouncedMs(calm) : announced + TOLERANCE_MS + calm.lateMs + beforePlaceMs;
    // A key ends the silence that was announced; its answer has a time of its own.
    const keyAt = this.unansweredKeyAt;
    const longestMs = keyAt === null ? saidMs : Math.max(saidMs, keyAt + this.keyMs - quietSince);
    findings.count('silences');
    if (silentMs > longestMs) {
      const said = announced === null ? 'nothing' : `${announced / 1000} s`;
      this.broken('S1', `Silent for ${silentMs / 1000} s; ${said} had been announced.`);
    }
    if (by === null || announced === null) return;
    const earlyMs = announced - (by.startsAt - quietSince);
    if (earlyMs <= EARLY_TOLERANCE_MS) {
      // The answer to a key has a time of its own.
      if (keyAt === null) findings.highest('latest words, ms after the promised time', -earlyMs);
      return;
    }
    if (this.explanations.some((one) => one <= by.spokenAt) || words.isNews(by.text)) return;
    if (words.isQuestion(by.text) || words.announcesCall(by.text)) return;
    // The fallback speaks every twenty seconds until the leg is fetched home, however long after the trouble. It does not
    // tell the server, who may have news meanwhile.
    if (words.isPlain(this.lastWords)) return;
    if (this.newsAt.some((one) => one <= by.spokenAt)) {
      findings.count('news told early');
      if (silentMs < NEWS_NOT_WITHIN_MS && !calm.troubleExplainsEarly)
        this.broken('S1', `News ${silentMs / 1000} s after the last words: "${by.text}"`);
      return;
    }
    if (this.troubledAt >= Math.min(quietSince, by.spokenAt - TROUBLE_EXPLAINS_MS)) return;
    if (calm.troubleExplainsEarly && (words.isBackAgain(by.text) || words.isPlain(by.text))) return;
    this.broken(
      'S1',
      `Words ${earlyMs / 1000} s early, and neither a key nor news explains them: "${by.text}"`,
    );
  }

  /** Silence that follows something else than the announcement of silence, ms. */
  private unannouncedMs({ unannouncedMs, lateMs }: Slack): number {
    if (this.phase === 'waiting') return Math.max(unannouncedMs, QUESTION_MS + TOLERANCE_MS + lateMs);
    return this.phase === 'recording' ? RECORDING_MS + unannouncedMs : unannouncedMs;
  }

  private keyEnds(at: number): void {
    const pressedAt = this.unansweredKeyAt;
    this.unansweredKeyAt = null;
    if (pressedAt === null) return;
    const { findings } = this.parts;
    findings.count('keys answered');
    const which = this.ofSeveral ? 'several keys' : 'a key';
    findings.highest(`slowest answer to ${which}, ms`, at - pressedAt);
    if (at - pressedAt > this.keyMs)
      this.broken('P3', `A key was answered after ${(at - pressedAt) / 1000} s, or not at all.`);
  }

  private broken(invariant: string, message: string): void {
    this.parts.findings.broken(invariant, this.callSid, message);
  }
}

/** A note in an operator's own voice is news, as a typed one is. */
function asWords(segment: TapeSegment): TapeSegment {
  const isNote = segment.kind === 'clip' && segment.url?.includes('/media/notes/') === true;
  return isNote ? { ...segment, kind: 'speech', text: OWN_VOICE } : segment;
}
