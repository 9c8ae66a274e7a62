import { spokenMs } from '../../../src/emulator/speech.ts';
import type { TapeMark, TapeSegment } from '../../../src/emulator/tape.ts';
import type { EarParts } from './ear-parts.ts';
import {
  AROUND_TALKS,
  BEFORE_QUESTION_MS,
  EARLY_TOLERANCE_MS,
  NEWS_NOT_WITHIN_MS,
  SPEECH_OVER_MS,
  TOLERANCE_MS,
  TROUBLE_EXPLAINS_MS,
  type Phase,
  phaseAfter,
  unannouncedIn,
} from './ear-times.ts';
import { asWords } from './known-words.ts';
import { Unanswered } from './unanswered.ts';

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
  /** We called, and nobody has pressed a key yet. */
  notReached = true;
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
  private readonly unanswered: Unanswered;
  /** When things happened that the caller is to be told, so that words may come before their time. */
  private explanations: number[] = [];
  private announcedOperator: string | null = null;
  private spokeUntil = Number.NEGATIVE_INFINITY;
  private newsAt: number[] = [];

  constructor(callSid: string, parts: EarParts) {
    this.callSid = callSid;
    this.parts = parts;
    this.unanswered = new Unanswered(parts, (invariant, message) => this.broken(invariant, message));
  }

  /** The call goes on with a new document. */
  documentBegins(twiml: string): void {
    this.unanswered.documentBegins(twiml);
  }

  /** The line has news that this caller has not been told. */
  lineNewsIsDue(at: number): void {
    this.newsAt.push(at);
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
    const { endKey, records } = this.unanswered;
    this.lastKeys = (this.lastKeys + key).slice(-2);
    this.leaves ||= this.lastKeys === '91';
    findings.count('keys pressed');
    if (heard) this.explanations.push(at);
    if (this.phase === 'ringing' || during.kind === 'talk' || this.phase === 'leaving') return;
    // A key on the way into a talk, or in the second of quiet between a talk and what follows it, is not one of the wait.
    // Only a wait asks for several, even where the caller has cut off its very first tone.
    if (AROUND_TALKS.has(this.phase) && endKey === null) return;
    // Only pound ends a recording.
    if (records && key !== '#') return;
    const text = during.kind === 'speech' ? (during.text ?? '') : '';
    if (words.operatorAnnounced(text) !== null || words.isFarewell(text) !== null) return;
    if (records && during.kind !== 'silence') return;
    if (!heard && (slack().keysMayBeLost || this.unanswered.endsCall)) return;
    // Who presses again cuts off an answer that began in time, or had none.
    if (during.kind !== 'silence' && during.at >= (this.unanswered.at ?? Infinity))
      this.unanswered.ends(during.at);
    if (at > (this.unanswered.until ?? Infinity)) this.unanswered.ends(at);
    this.unanswered.keyed(at, key);
  }

  /** The caller says something; a yes or a no is answered like a key, as soon as it is known to be over. */
  spoke({ at, heard, said = '' }: TapeMark): void {
    if (!heard || this.unanswered.records) return;
    const { words, findings } = this.parts;
    findings.count('spoken answers');
    this.explanations.push(at);
    this.spokeUntil = at + spokenMs(said);
    if (words.isYesOrNo(said)) this.unanswered.said(at, said);
    else this.unanswered.saidMore(at, said);
  }

  /** A stretch of the tape is complete. */
  heard(audible: TapeSegment, until: number): void {
    const segment = asWords(audible);
    if (this.isBeforeQuestion(segment, until)) return;
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
        if (!this.toneCut) break;
        // A tone that was cut off has ended the silence; what is to follow it is fetched, which may take its time.
        this.silenceEnds(this.toneAt ?? segment.at, null);
        this.promiseMs = null;
        this.quietSince = segment.at;
        break;
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
    this.unanswered.ends(at);
  }

  /** A question that is listened to has a document's element of its own, and a second before it: the words go on. */
  private isBeforeQuestion({ kind, at, marks }: TapeSegment, until: number): boolean {
    const { lastSpeech } = this;
    if (kind !== 'silence' || !this.unanswered.listens || lastSpeech === null) return false;
    if (lastSpeech.cut === true || until - at > BEFORE_QUESTION_MS || marks !== undefined) return false;
    this.lastSpeech = { ...lastSpeech, until };
    return true;
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
      this.notReached &&= this.phase !== 'called' || words.announcesCall(text) || words.isPlain(text);
      // The talk is over, or the one that was announced did not come about: whether heard to the end or not.
      if (AROUND_TALKS.has(this.phase) && words.operatorAnnounced(text) === null) this.phase = 'waiting';
      // This segment may hold the key that ended it, so only what was before it is done with.
      this.explanations = this.explanations.filter((one) => one > segment.at);
      this.newsAt = this.newsAt.filter((one) => one > segment.at);
    }
    this.turnedAway ||= words.turnsAway(text);
    if (segment.at >= (this.unanswered.at ?? Infinity)) this.unanswered.ends(segment.at);
    // Whose own words cut ours off hears silence when they are over.
    this.quietSince = Math.max(until, this.spokeUntil);
    const farewell = words.isFarewell(text);
    this.booked ||= farewell === 'booked' || farewell === 'kept';
    // Asked whether they are there, and told at once that nobody is: what had been announced before is over.
    if (segment.cut === true && words.asks(text) === 'presence') this.promiseMs = null;
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
    this.phase = phaseAfter(text, words);
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
    const { findings, operatorOf, listeners } = this.parts;
    const heard = segment.with ?? [];
    if (heard.some((one) => listeners.isListener(one) && !listeners.mayBeHeard(one, 'caller')))
      this.broken('S4', 'A caller heard a supervisor who did not ask for it.');
    const others = heard.filter((one) => !listeners.isListener(one));
    // Who barges in may be there before the operator, who still hears who waits.
    if (others.length === 0 && heard.length > 0 && this.phase === 'joining') return;
    if (this.phase !== 'talking') {
      findings.count('talks');
      this.silenceEnds(segment.at, null);
      this.unanswered.ends(segment.at);
      const operator = others[0] === undefined ? null : operatorOf(others[0]);
      if (this.phase !== 'joining' || this.announcedOperator !== operator)
        this.broken('S14', `A talk with ${String(operator)} began without a sentence that announced it.`);
    }
    if (others.length !== 1 || operatorOf(others[0] ?? '') === null)
      this.broken('S4', `A caller was in a talk with ${others.length} others, or with a stranger.`);
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
    const saidMs =
      announced === null ? unannouncedIn(this.phase, calm) : announced + TOLERANCE_MS + calm.lateMs;
    // A key ends the silence that was announced; its answer has a time of its own.
    const answeredBy = this.unanswered.until;
    // Nobody speaks into what the caller says.
    const spokeMs = this.spokeUntil + SPEECH_OVER_MS + calm.keyMs - quietSince;
    const longestMs = Math.max(saidMs, (answeredBy ?? quietSince) - quietSince, spokeMs);
    findings.count('silences');
    if (this.phase === 'joining') findings.highest('longest silence on the way into a talk, ms', silentMs);
    if (silentMs > longestMs) {
      this.broken('S1', `Silent for ${silentMs / 1000} s; ${(announced ?? 0) / 1000} s had been announced.`);
    }
    if (by === null || announced === null) return;
    const earlyMs = announced - (by.startsAt - quietSince);
    if (earlyMs <= EARLY_TOLERANCE_MS) {
      // The answer to a key has a time of its own.
      if (answeredBy === null) findings.highest('latest words, ms after the promised time', -earlyMs);
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

  private broken(invariant: string, message: string): void {
    this.parts.findings.broken(invariant, this.callSid, message);
  }
}
