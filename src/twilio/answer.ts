import type { Contact } from '../contact/contact.ts';
import type { Desk } from '../desk/desk.ts';
import type { WebhookOutcome } from '../metrics.ts';
import {
  type AskedFrom,
  ENTRY_PAUSE_MS,
  type Instruction,
  type Leg,
  type Quiet,
  type RecordNote,
  type RecordWords,
} from '../twiml/instructions.ts';
import { leadMs } from '../twiml/leg.ts';
import { type Sounds, toTwiml } from '../twiml/to-twiml.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { answerHints } from '../voice-script/spoken-answer.ts';
import { renderLine, type VoiceScripts } from '../voice-script/render.ts';
import { contactToken } from './contact-token.ts';
import type { GivenTokens } from './given-tokens.ts';
import type { ContactToken, EntranceToken } from './leg-token.ts';
import type { VoiceUrls } from './voice-urls.ts';

/** A document, and what became of the webhook. */
export type Answer = { twiml: string; outcome: WebhookOutcome };

export type AnswerParts = {
  scripts: VoiceScripts;
  urls: VoiceUrls;
  given: Pick<GivenTokens, 'give'>;
  /** Addresses of the sounds; null while they cannot be trusted to be fetched. */
  sounds: () => Sounds | null;
  now: () => number;
};

/** Documents rendered from committed state: a repeated webhook gets the same words, and what is left of the silence. */
export type Answers = {
  /** The document of a contact's leg. `place` goes into its URLs. */
  contact(contact: Contact, leg: Leg, place: number): string;
  desk(desk: Desk, leg: Leg): string;
  /** The document that keeps a caller going by the leg's token alone, while the store is away. */
  kept(token: ContactToken, callSid: string, from: AskedFrom, lines?: Line[]): string;
  /** The same where nothing was keyed in the window for several keys: the silence goes on. */
  keptQuiet(token: ContactToken, callSid: string): string;
  /** The same for a desk: silence, and ask again. `lines` are for who has done something that nothing can come of. */
  keptDesk(intentId: string, callSid: string, step: number, lines?: Line[]): string;
  /** The same for a desk that was fetched to hear something: it asks for that once more in a second. */
  keptDeskOnce(intentId: string, callSid: string, step: number): string;
  /** Asks for up to `most` keys at the operators' entrance, and comes back with them as `next`. */
  entrance(next: EntranceToken, lines: Line[], language: string, most: number): string;
  /** The last words to whoever has no place and no desk here. */
  lastWords(lines: Line[], language: string): string;
  /** The entrance while it cannot be told who calls: words, silence, and the same question again. */
  keptEntrance(next: EntranceToken): string;
};

const DESK_RETRY_MS = 60_000;
const ONCE_MORE_MS = 1_000;
const ENTRANCE_RETRY_MS = 20_000;
/** How long the entrance waits for a key, ms. */
const ENTRY_MS = 5_000;

export function createAnswers({ scripts, urls, given, sounds, now }: AnswerParts): Answers {
  function document(
    instruction: Instruction,
    language: string,
    turn: number,
    elapsedMs: number,
    nextUrl: (from: AskedFrom) => string,
    recordedUrl: (recording: RecordWords | RecordNote) => string,
  ): string {
    return toTwiml(instruction, {
      elapsedMs,
      nextUrl,
      recordedUrl,
      say(one) {
        return renderLine(scripts, one.language ?? language, one, turn);
      },
      hints(one) {
        return answerHints(scripts, one.language ?? language);
      },
      sounds: sounds(),
    });
  }

  const wordsUrl = (token: ContactToken) => (one: RecordWords | RecordNote) =>
    one.kind === 'record' ? urls.recorded(token, one.purpose) : noRecording();

  function kept(token: ContactToken, callSid: string, from: AskedFrom, lines?: Line[]): string {
    const lead = leadMs(callSid);
    // A leg without a place comes from a question, when its silence is over, or from a document like this one.
    const isAhead = from === 'kept' || (from === 'end' && token.hasPlace && token.step > 1);
    const instruction: Quiet = {
      kind: 'quiet',
      silenceBeforeMs: isAhead ? lead : 0,
      lines: lines ?? [aliveLine(token)],
      leadIn: 'tone',
      silenceAfterMs: token.intervalMs,
      leadMs: lead,
    };
    return byToken(instruction, token, callSid);
  }

  function keptQuiet(token: ContactToken, callSid: string): string {
    const lead = leadMs(callSid);
    const silenceAfterMs = token.intervalMs - ENTRY_PAUSE_MS;
    // The window was all of the silence before the next words have to be asked for.
    if (silenceAfterMs <= lead) return kept(token, callSid, 'end');
    return byToken(
      { kind: 'quiet', silenceBeforeMs: 0, lines: [], leadIn: 'tone', silenceAfterMs, leadMs: lead },
      token,
      callSid,
      // A leg without a place asks when its silence is over, and not ahead of that.
      token.hasPlace ? 'kept' : 'summons',
    );
  }

  /** @param atTheEnd what the leg asks from when all of it is over */
  function byToken(
    instruction: Quiet,
    token: ContactToken,
    callSid: string,
    atTheEnd: 'kept' | 'summons' = 'kept',
  ): string {
    const next = { ...token, step: token.step + 1 };
    given.give(callSid, next);
    return document(
      instruction,
      token.language,
      token.step,
      0,
      (asked) => urls.contact(next, asked === 'end' ? atTheEnd : asked),
      wordsUrl(next),
    );
  }

  function entrance(
    lines: Line[],
    language: string,
    silence: Pick<Quiet, 'silenceAfterMs' | 'entry'>,
    nextUrl: (from: AskedFrom) => string,
  ): string {
    const instruction: Quiet = {
      kind: 'quiet',
      silenceBeforeMs: 0,
      lines,
      leadIn: 'tone',
      leadMs: 0,
      ...silence,
    };
    return document(instruction, language, 0, 0, nextUrl, noRecording);
  }

  function deskKept(
    lines: Line[],
    silenceAfterMs: number,
    callSid: string,
    step: number,
    nextUrl: (from: AskedFrom) => string,
  ): string {
    const instruction: Quiet = {
      ...{ kind: 'quiet', silenceBeforeMs: 0, lines, leadIn: 'tone' },
      ...{ silenceAfterMs, leadMs: leadMs(callSid) },
    };
    return document(instruction, scripts.defaultLanguage, step, 0, nextUrl, noRecording);
  }

  return {
    entrance: (next, lines, language, most) =>
      entrance(lines, language, { silenceAfterMs: ENTRY_MS, entry: { most } }, (from) =>
        urls.entrance(next, from),
      ),
    lastWords: (lines, language) => document({ kind: 'hang-up', lines }, language, 0, 0, noNext, noRecording),
    keptEntrance(next) {
      const lines = [line('entrance.away', { nextSeconds: ENTRANCE_RETRY_MS / 1000 })];
      return entrance(lines, scripts.defaultLanguage, { silenceAfterMs: ENTRANCE_RETRY_MS }, () =>
        urls.entrance(next, 'summons'),
      );
    },
    contact(contact, leg, place) {
      const { instruction, step } = leg;
      const token = contactToken(contact, leg, place, step + 1);
      given.give(leg.callSid, token);
      return document(
        instruction,
        contact.language,
        step,
        now() - leg.askedAt,
        (from) => urls.contact(token, from),
        wordsUrl(token),
      );
    },
    desk: (desk, leg) =>
      document(
        leg.instruction,
        desk.language,
        leg.step,
        now() - leg.askedAt,
        (from) => urls.desk(desk.intentId, leg.step + 1, from),
        (one) =>
          one.kind === 'record-note'
            ? urls.noteRecorded(desk.intentId, leg.step + 1, one.about)
            : noRecording(),
      ),
    kept,
    keptQuiet,
    keptDesk: (intentId, callSid, step, lines = []) =>
      deskKept(lines, DESK_RETRY_MS, callSid, step, (from) => urls.desk(intentId, step + 1, from)),
    keptDeskOnce: (intentId, callSid, step) =>
      deskKept([], leadMs(callSid) + ONCE_MORE_MS, callSid, step, (from) =>
        urls.desk(intentId, step, from === 'end' ? 'kept' : from),
      ),
  };
}

/** All that is known without the store. */
function aliveLine({ hasPlace, intervalMs }: ContactToken): Line {
  return line(hasPlace ? 'trouble.alive' : 'trouble.alive-no-place', { nextSeconds: intervalMs / 1000 });
}

/** A call that is hung up asks for nothing. */
function noNext(): string {
  throw new Error('Failed to answer: a leg that is hung up was to go on.');
}

/** Callers leave words, operators notes, and nobody is recorded otherwise. */
function noRecording(): string {
  throw new Error('Failed to answer: a leg was to be recorded whose recordings nobody takes.');
}
