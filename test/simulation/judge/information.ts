import type { TapeSegment } from '../../../src/emulator/tape.ts';
import { refusedWords } from '../../../src/voice-script/check-words.ts';
import { line } from '../../../src/voice-script/moments.ts';
import { renderLine, type VoiceScripts } from '../../../src/voice-script/render.ts';
import type { Findings } from './findings.ts';
import type { KnownWords } from './known-words.ts';
import type { PromiseReader } from './promises.ts';

/** Words after a shorter silence are a reply, or go on with what was said. */
const CHECK_IN_AFTER_MS = 8_000;
const MOST_TEXTS = 20_000;

export type Information = {
  /** A segment of a caller's tape is over. */
  heard(callSid: string, segment: TapeSegment, until: number): void;
  ended(callSid: string): void;
};

/** What a text tells: whether anything, and what in it callers should not hear. */
export type InformationReader = {
  judged(text: string): { informs: boolean; refused: string | null };
  /** Repeats the last news of an operator. */
  repeatsNote(text: string): boolean;
};

/** Judges each text once. */
export function informationReader(scripts: VoiceScripts, promised: PromiseReader): InformationReader {
  const known = new Map<string, { informs: boolean; refused: string | null }>();
  const refusals = Object.values(scripts.languages).map(({ refusals: all }) => ({
    ...all,
    ...OF_THE_CHECKER,
  }));
  const offers = offersOf(scripts);
  const notes = noteRepeated(scripts);

  /** An apology is none, nor is the time of the next word. */
  function isInformation(sentence: string): boolean {
    if (promised(sentence) !== null) return false;
    return !refusals.some((one) => refusedWords(sentence, one, false).length > 0);
  }
  return {
    judged(text) {
      const before = known.get(text);
      if (before !== undefined) return before;
      const isSaidToAll = offers.has(text);
      const informs = !isSaidToAll && sentences(text).some(isInformation);
      const refused = refusals.flatMap((one) => refusedWords(text, one, informs));
      const found = { informs, refused: refused[0]?.message ?? null };
      if (known.size > MOST_TEXTS) known.clear();
      known.set(text, found);
      return found;
    },
    repeatsNote: (text) => notes.some((one) => text.startsWith(one)),
  };
}

/**
 * Information, not apology (P5), by what was audible: no words that callers should not hear, and no check-in that says
 * but when the next one comes.
 */
export function informationJudge(parts: {
  findings: Findings;
  told: InformationReader;
  words: KnownWords;
}): Information {
  const { findings, told, words } = parts;
  /** The check-in that is being spoken, by call; a text that says something makes it null. */
  const speaking = new Map<string, { text: string; informs: boolean }>();

  function over(callSid: string): void {
    const block = speaking.get(callSid);
    speaking.delete(callSid);
    if (block === undefined || block.informs || block.text === '') return;
    findings.broken('P5', callSid, `A check-in told nothing but when the next one comes: "${block.text}"`);
  }

  return {
    heard(callSid, segment, until) {
      if (segment.kind === 'silence') {
        over(callSid);
        const isCheckIn = until - segment.at >= CHECK_IN_AFTER_MS && segment.marks === undefined;
        if (isCheckIn) speaking.set(callSid, { text: '', informs: false });
        return;
      }
      const block = speaking.get(callSid);
      if (segment.kind !== 'speech') {
        // A person is heard, or their own voice: that is information enough. A key into the tone is answered, which is
        // no check-in.
        if (segment.kind !== 'tone' || segment.marks !== undefined) speaking.delete(callSid);
        return;
      }
      const text = segment.text ?? '';
      const { informs, refused } = told.judged(text);
      if (refused !== null) findings.broken('P5', callSid, `A caller heard ${refused} "${text}"`);
      if (block === undefined) return;
      findings.count('sentences of check-ins');
      block.text = `${block.text} ${text}`.trim();
      // Cut off, it may have had more to say. A note is news, and a reason one, whatever their operator typed.
      const isNote = words.isNews(text) || told.repeatsNote(text);
      const isTyped = isNote || words.tellsReason(text);
      block.informs ||= informs || segment.cut === true || words.isPlain(text) || isTyped;
    },
    ended: (callSid) => void speaking.delete(callSid),
  };
}

/** What only a script can be held to: times are placeholders there, and people are named by what people type. */
const OF_THE_CHECKER = { vague_times: [], posing_as_a_person: [], elsewhere: [] };

/** What a check-in adds to its news, the same for everybody. */
function offersOf(scripts: VoiceScripts): Set<string> {
  const offers = [
    'line.tone-explained',
    'offer.rhythm',
    'offer.callback',
    'offer.words',
    'offer.code',
  ] as const;
  const turns = [0, 1, 2, 3];
  return new Set(
    Object.keys(scripts.languages).flatMap((language) =>
      offers.flatMap((moment) =>
        turns.flatMap((turn) =>
          (['yes', 'no'] as const).map(
            (speech) => renderLine(scripts, language, line(moment, { speech }), turn).text,
          ),
        ),
      ),
    ),
  );
}

/** What the last news is led in by when it is said once more. */
function noteRepeated(scripts: VoiceScripts): string[] {
  return Object.keys(scripts.languages).map((language) => {
    const [before = ''] = renderLine(
      scripts,
      language,
      line('hold.last-note', { note: 'NOTE' }),
      0,
    ).text.split('NOTE');
    return before;
  });
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?;])\s+/u).filter((one) => one !== '');
}
