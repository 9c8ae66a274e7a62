import type { TapeSegment } from '../../../src/emulator/tape.ts';
import { line, type Line } from '../../../src/voice-script/moments.ts';
import { renderLine, type VoiceScripts } from '../../../src/voice-script/render.ts';
import { LATER_AT } from '../world/queue-ways.ts';
import { spokenQuestions, type SpokenWords } from './spoken-questions.ts';

/** What a judge recognises by its words alone, in every language. */
export type KnownWords = {
  /** "Here is Anna.": the operator who is announced. */
  operatorAnnounced(text: string): string | null;
  /** Something happened that may be said at any moment: it explains words before their time. */
  isNews(text: string): boolean;
  /** On hold: what the operator is at, in the words that they typed. */
  tellsReason(text: string): boolean;
  /** The last words of a call that ends by choice, `booked` and `kept` are those of a call back and of a message. */
  isFarewell(text: string): Farewell | null;
  /** A question that names no next word: it is followed by one soon. */
  isQuestion(text: string): boolean;
  /** The caller speaks after these words, and is recorded. */
  beginsRecording(text: string): boolean;
  /** Closed, or full: who chooses nothing of what is offered instead is let go. */
  turnsAway(text: string): boolean;
  /** What is asked of a caller with these words, as a person would answer it; null where nothing is. */
  asks(text: string): Asked | null;
  /** What may be said in answer; null where no spoken answer is invited. */
  invitesSpeech(text: string): SpokenWords | null;
  isYesOrNo(said: string): boolean;
  /** The caller's code is told. */
  tellsCode(text: string): boolean;
  /** First words of a call that we make. */
  announcesCall(text: string): boolean;
  /** Spoken by the fallback document or to a leg of nobody: plain, without a tone. */
  isPlain(text: string): boolean;
  /** "We are back.": the line was away. */
  isBackAgain(text: string): boolean;
};

/** Kinds of questions: which language, what it is about, a number or a code to key, a yes to a number read back, a time, whose a place is, and so on. */
export type Asked =
  | 'language'
  | 'topic'
  | 'number'
  | 'confirm'
  | 'when'
  | 'code'
  | 'whose'
  | 'presence'
  | 'callback'
  | 'instead'
  | 'remember'
  | 'right'
  | 'often';

export type Farewell = 'left' | 'goodbye' | 'booked' | 'kept';

/** Renders the recognisable lines once. `operators` are sign-in ids with display names, `queues` names. */
export function knownWords(
  scripts: VoiceScripts,
  operators: ReadonlyMap<string, string>,
  queues: readonly string[],
): KnownWords {
  return remembering(wordsOf(scripts, operators, queues));
}

/** More than the texts of some worlds; what people type makes new ones for ever. */
const MOST_TEXTS = 20_000;

/** The same answers, each found once: thousands of callers hear the same words. */
function remembering(words: KnownWords): KnownWords {
  const entries = (Object.entries(words) as [keyof KnownWords, (text: string) => unknown][]).map(
    ([name, find]) => {
      const known = new Map<string, unknown>();
      const found = (text: string): unknown => {
        const before = known.get(text);
        if (before !== undefined) return before;
        const answer = find(text);
        if (known.size >= MOST_TEXTS) known.clear();
        known.set(text, answer);
        return answer;
      };
      return [name, found];
    },
  );
  return Object.fromEntries(entries) as KnownWords;
}

function wordsOf(
  scripts: VoiceScripts,
  operators: ReadonlyMap<string, string>,
  queues: readonly string[],
): KnownWords {
  const announced = new Map<string, string>();
  const news = new Set<string>();
  const farewells = new Map<string, Farewell>();
  const booked: string[] = [];
  const questions: string[] = [];
  const entries: string[] = [];
  const recordings: string[] = [];
  const turnedAway: string[] = [];
  const calls: string[] = [];
  const presence: string[] = [];
  const asked: [string, Asked][] = [];
  const codes: string[] = [];
  const plain = new Set<string>();
  const backAgain = new Set<string>();
  const notes: string[] = [];
  const holds: string[] = [];
  const reasons: string[] = [];
  const invited = spokenQuestions(scripts);
  const yesAndNo = new Set(
    Object.values(scripts.languages).flatMap(({ answers: { yes, no } }) => [yes[0], no[0]]),
  );
  for (const language of Object.keys(scripts.languages)) {
    const said = (one: Line): string => renderLine(scripts, language, one, 0).text;
    for (const [operator, displayName] of operators) {
      announced.set(said(line('talk.begin', { operator: displayName })), operator);
      announced.set(said(line('talk.again', { operator: displayName })), operator);
      announced.set(said(line('talk.return', { operator: displayName })), operator);
      news.add(said(line('line.front-after-lost-operator', { operator: displayName })));
      news.add(said(line('line.front-after-hold', { operator: displayName })));
      news.add(said(line('hold.own-voice', { operator: displayName })));
      const [before = ''] = said(line('hold.note', { operator: displayName, note: 'NOTE' })).split('NOTE');
      notes.push(before);
      for (const speech of SPEECH) {
        presence.push(said(line('presence.check', { operator: displayName, speech })));
        presence.push(said(line('presence.again', { operator: displayName, speech })));
      }
      booked.push(said(line('callback.from-hold', { operator: displayName })));
      const onHold = { operator: displayName, reason: 'REASON', expectedSeconds: -1, nextSeconds: 60 };
      for (const moment of ['hold.check-in', 'hold.status'] as const) {
        const texts = TURNS.map((turn) => renderLine(scripts, language, line(moment, onHold), turn).text);
        reasons.push(...texts.map((text) => text.slice(0, text.indexOf('REASON'))));
      }
      const begins = said(
        line('hold.begin', { operator: displayName, reason: '', expectedSeconds: -1, nextSeconds: 60 }),
      );
      holds.push(begins.slice(begins.lastIndexOf('. ')));
    }
    for (const queueName of queues) {
      news.add(said(line('line.transferred', { queueName })));
      calls.push(said(line('callback.announce', { queueName })));
    }
    for (const callback of ['yes', 'no'] as const) {
      for (const words of ['yes', 'no'] as const) {
        turnedAway.push(said(line('closed.options', { callback, words })));
        turnedAway.push(said(line('full.options', { callback, words })));
      }
    }
    entries.push(
      beforeTime(said(line('code.enter', { nextSeconds: 60 }))),
      said(line('callback.enter', {})),
      said(line('place.question', {})),
      beforeTime(said(line('code.wrong', { nextSeconds: 60 }))),
    );
    const topic = said(line('topic.ask', { option1: '', option2: '', option3: '', option4: '' }));
    const forLanguage = LANGUAGE_KEYS.map((key) => said(line('greeting.press-for-language', { key })));
    questions.push(
      ...entries,
      ...turnedAway,
      ...LATER_AT.map(([afterHour, afterMinute]) =>
        said(line('callback.window', { afterHour, afterMinute })),
      ),
      ...SPEECH.map((speech) => said(line('place.ask', { speech }))),
      ...SPEECH.map((speech) => said(line('feedback.right', { speech }))),
      said(line('feedback.often', {})),
      topic,
      ...forLanguage,
    );
    for (const later of LATER_AT) {
      const [afterHour, afterMinute] = later;
      asked.push([said(line('callback.window', { afterHour, afterMinute })), 'when']);
    }
    asked.push(
      [topic, 'topic'],
      ...forLanguage.map((text): [string, Asked] => [text, 'language']),
      [said(line('callback.enter', {})), 'number'],
      [beforeTime(said(line('code.enter', { nextSeconds: 60 }))), 'code'],
      [said(line('place.question', {})), 'code'],
      [beforeTime(said(line('code.wrong', { nextSeconds: 60 }))), 'code'],
      ...SPEECH.flatMap((speech): [string, Asked][] => [
        [said(line('place.ask', { speech })), 'whose'],
        [said(line('feedback.right', { speech })), 'right'],
      ]),
      [said(line('feedback.often', {})), 'often'],
      [asFarAs((number) => said(line('callback.confirm', { number, nextSeconds: 60 }))), 'confirm'],
      [asFarAs((number) => said(line('callback.entered', { number, nextSeconds: 60 }))), 'confirm'],
      [
        asFarAs((_number, nth) => said(line('remember.ask', { everySeconds: nth === 0 ? 60 : 300 }))),
        'remember',
      ],
    );
    codes.push(
      asFarAs((_number, nth) => said(line('greeting.code', { code: CODES[nth] }))),
      asFarAs((_number, nth) => said(line('key.code', { code: CODES[nth], keptSeconds: 60 }))),
    );
    recordings.push(said(line('words.begin', {})), said(line('message.begin', {})));
    // What comes after the time, or instead of it, is the same: "You can hang up now."
    booked.push(lastSentence(said(line('callback.booked', {}))));
    booked.push(lastSentence(said(line('callback.booked-unasked', NO_OPENING))));
    for (const moment of ['closed.options', 'full.options'] as const)
      farewells.set(said(line(moment, { callback: 'no', words: 'no' })), 'goodbye');
    farewells.set(said(line('message.kept', {})), 'kept');
    farewells.set(said(line('feedback.thanks', {})), 'goodbye');
    farewells.set(said(line('key.left', {})), 'left');
    farewells.set(said(line('goodbye', {})), 'goodbye');
    plain.add(said(line('trouble.static', {})));
    plain.add(said(line('trouble.alive-no-place', { nextSeconds: 20 })));
    plain.add(said(line('goodbye', {})));
    plain.add(said(line('desk.goodbye', {})));
    backAgain.add(said(line('line.back-again', {})));
  }
  return {
    operatorAnnounced: (text) => announced.get(text) ?? null,
    isNews: (text) =>
      announced.has(text) ||
      text === OWN_VOICE ||
      news.has(text) ||
      farewells.has(text) ||
      notes.some((one) => text.startsWith(one)) ||
      holds.some((one) => text.endsWith(one)),
    tellsReason: (text) => reasons.some((one) => text.startsWith(one)),
    isFarewell: (text) => farewells.get(text) ?? (booked.some((one) => text.endsWith(one)) ? 'booked' : null),
    isQuestion: (text) =>
      presence.some((one) => text.includes(one)) || questions.some((one) => text.includes(one)),
    beginsRecording: (text) => recordings.some((one) => text.endsWith(one)),
    turnsAway: (text) => turnedAway.some((one) => text.includes(one)),
    asks(text) {
      if (turnedAway.some((one) => text.includes(one))) return 'instead';
      if (calls.some((one) => text.includes(one))) return 'callback';
      const known = asked.find(([one]) => text.includes(one));
      if (known !== undefined) return known[1];
      return presence.some((one) => text.includes(one)) ? 'presence' : null;
    },
    invitesSpeech: invited,
    isYesOrNo: (said) => yesAndNo.has(said),
    tellsCode: (text) => codes.some((one) => text.includes(one)),
    announcesCall: (text) => calls.some((one) => text.includes(one)),
    isPlain: (text) => plain.has(text),
    isBackAgain: (text) => backAgain.has(text),
  };
}

/** A note in an operator's own voice is news, as a typed one is. */
export function asWords(segment: TapeSegment): TapeSegment {
  const isNote = segment.kind === 'clip' && segment.url?.includes('/media/notes/') === true;
  return isNote ? { ...segment, kind: 'speech', text: OWN_VOICE } : segment;
}

/** Stands for the words of a recording, which only a person could understand. */
export const OWN_VOICE = 'a note in an own voice';

/** A queue listens for spoken answers, or does not. */
const SPEECH = ['yes', 'no'] as const;
/** The keys by which a line of three languages or more asks for one. */
const LANGUAGE_KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const NO_OPENING = { openDay: 'none', openHour: -1, openMinute: 0 } as const;
/** A check-in is worded so many ways. */
const TURNS = [0, 1, 2] as const;
const CODES = ['1234', '9876'] as const;
const SOME_NUMBERS = ['+12125550100', '+49301234567'] as const;

/** What a text begins with, whatever is put into it. */
function asFarAs(text: (number: string, nth: 0 | 1) => string): string {
  const [one, other] = [text(SOME_NUMBERS[0], 0), text(SOME_NUMBERS[1], 1)];
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

function beforeTime(text: string): string {
  return text.slice(0, text.lastIndexOf('. ', text.length - 2));
}

function lastSentence(text: string): string {
  return text.slice(text.lastIndexOf('. ') + 2);
}
