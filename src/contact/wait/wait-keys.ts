import type { Entry, LegAsks } from '../../twiml/instructions.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import { nextLanguage } from '../../waiting/queue-settings.ts';
import { type Cadence, lessOften, moreOften } from '../../waiting/rhythm.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { DayTime } from '../contact.ts';
import type { Words } from '../visit.ts';
import { answerQuestion, askForCallback, askForCode, notYetAsked } from './questions.ts';
import { type InWait, rhythmSeconds, secondsOf, silenceAfter, speakingAt } from './waits.ts';

/** What a key that works alike in line and on hold leads to. */
export type KeyOutcome<C extends InWait> =
  /**
   * The contact with the choice made, and what confirms it. `entry`: keys to be taken together next. `remember`: the
   * rhythm to keep for the next call, null to keep none. `forgets`: words to be deleted where they are kept. Where it
   * neither asks nor says when the next word comes, how things stand is said with it: in the language just chosen.
   */
  | {
      kind: 'reply';
      contact: C;
      lines: Line[];
      entry?: Entry;
      remember?: Cadence | null;
      forgets?: Words | null;
    }
  /** The caller leaves. */
  | { kind: 'leave' }
  /** The caller is to be called back, and hangs up; `unasked` where that was decided for them after closing. */
  | { kind: 'book'; contact: C; after: DayTime | null; unasked?: true }
  /** The caller has an earlier place in the line, that of `owner`. */
  | { kind: 'earlier-place'; contact: C; owner: string }
  /** The caller leaves words. */
  | { kind: 'record'; contact: C }
  /** Not one of these keys: the wait answers it itself. */
  | { kind: 'own'; contact: C };

/**
 * The keys that work alike in both waits: 2 (callback), 3 and 8 (rhythm), 4 (words), 6 (code), 7 (language), 9 (leave),
 * `*` (undo, or the keys), `#` during words (quiet), and the answers to questions. Each is confirmed in one sentence
 * that says when the next word comes.
 */
export function commonKey<C extends InWait>(
  contact: C,
  key: string,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  const { question } = contact;
  const unheard = notYetAsked(contact, asks, circumstances);
  if (unheard !== null) {
    // Whoever means yes hears to what; any other key is what it is without the question.
    return key === '1'
      ? reply(contact, ...unheard)
      : choice(withoutQuestion(contact), key, asks, circumstances);
  }
  if (question !== null) {
    const outcome = answerQuestion(contact, question, asks, circumstances);
    if (outcome !== null) return outcome;
  }
  return choice({ ...contact, question: null }, key, asks, circumstances);
}

/** The contact as it was before a question that was not heard: one that is asked once in a visit may be asked yet. */
function withoutQuestion<C extends InWait>(contact: C): C {
  const memory = contact.question?.kind === 'remember' ? 'not-asked' : contact.memory;
  return { ...contact, question: null, memory };
}

function choice<C extends InWait>(
  contact: C,
  key: string,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  switch (key) {
    case '2':
      return askForCallback(contact, circumstances);
    case '4':
      return circumstances.queue.leaveWords ? { kind: 'record', contact } : { kind: 'own', contact };
    case '6':
      return askForCode(contact, circumstances);
    case '3':
    case '8': {
      // Before there is a place there is no rhythm to choose: what is open there is repeated at its own.
      if (contact.status === 'greeting') return { kind: 'own', contact };
      const seconds = secondsOf(contact, circumstances);
      const wanted = key === '3' ? lessOften : moreOften;
      return rhythm(contact, wanted(contact.cadence, seconds), circumstances);
    }
    case '7':
      return language(contact, circumstances);
    case '9': {
      const asked = { ...contact, question: { kind: 'leave', askedAt: circumstances.now } } as C;
      return reply(asked, line('key.leave-confirm', next(asked, circumstances)));
    }
    case '*':
      return undo(contact, circumstances);
    case 'A':
    case 'B':
    case 'C':
    case 'D':
      // No key of the map: what the keys are.
      return contact.status === 'greeting' ? { kind: 'own', contact } : keyList(contact, circumstances);
    case '#':
      if (asks.from !== 'words' || !speakingAt(contact, circumstances.now)) return { kind: 'own', contact };
      return reply(contact, line('key.quiet', next(contact, circumstances)));
    default:
      return { kind: 'own', contact };
  }
}

/** The contact as it is when the leg comes by itself: a question that nobody answered is over, and was not a yes. */
export function unanswered<C extends InWait>(contact: C): C {
  return contact.question === null ? contact : { ...contact, question: null };
}

function next(contact: InWait, circumstances: ContactCircumstances): { nextSeconds: number } {
  return { nextSeconds: secondsOf(contact, circumstances) };
}

function reply<C extends InWait>(contact: C, ...lines: Line[]): KeyOutcome<C> & { kind: 'reply' } {
  return { kind: 'reply', contact, lines };
}

function rhythm<C extends InWait>(
  contact: C,
  cadence: Cadence,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  if (cadence === 'queue') return { kind: 'own', contact };
  const chosen: C = { ...contact, cadence, lastChoice: { kind: 'cadence', before: contact.cadence } };
  // Who agreed once that the rhythm be remembered has the new one remembered.
  if (contact.memory === 'agreed')
    return { ...reply(chosen, rhythmLine(chosen, circumstances)), remember: cadence };
  // Asked once, of callers whom we could know again.
  if (contact.caller === null || contact.memory === 'asked')
    return reply(chosen, rhythmLine(chosen, circumstances));
  const { now } = circumstances;
  const asked: C = { ...chosen, memory: 'asked', question: { kind: 'remember', askedAt: now } };
  const everySeconds = rhythmSeconds(asked, circumstances);
  return reply(asked, rhythmLine(asked, circumstances), line('remember.ask', { everySeconds }));
}

function rhythmLine(contact: InWait, circumstances: ContactCircumstances): Line {
  const silenceSeconds = secondsOf(contact, circumstances);
  return contact.cadence === 'news-only'
    ? line('key.rhythm-news', { longestSeconds: silenceSeconds })
    : line('key.rhythm', { everySeconds: silenceSeconds });
}

function language<C extends InWait>(contact: C, circumstances: ContactCircumstances): KeyOutcome<C> {
  const other = nextLanguage(circumstances.queue, contact.language);
  if (other === undefined) return { kind: 'own', contact };
  const chosen: C = {
    ...contact,
    language: other,
    lastChoice: { kind: 'language', before: contact.language },
  };
  return reply(chosen, line('key.language', {}));
}

function undo<C extends InWait>(contact: C, circumstances: ContactCircumstances): KeyOutcome<C> {
  const last = contact.lastChoice;
  if (last === null) return keyList(contact, circumstances);
  if (last.kind === 'language') {
    const back: C = { ...contact, language: last.before, lastChoice: null };
    return reply(back, line('key.language', {}));
  }
  if (last.kind === 'words') {
    const without: C = { ...contact, words: null, lastChoice: null };
    return { ...reply(without, line('words.undone', next(without, circumstances))), forgets: contact.words };
  }
  if (last.kind === 'remembered') {
    // The rhythm of this call stays as it is.
    const forgotten: C = { ...contact, memory: 'asked', lastChoice: null };
    return {
      ...reply(forgotten, line('remember.forgotten', next(forgotten, circumstances))),
      remember: null,
    };
  }
  const back: C = { ...contact, cadence: last.before, lastChoice: null };
  const everySeconds = silenceAfter(back, back.silence + 1, circumstances) / 1000;
  const undone = reply(back, line('key.undone-rhythm', { everySeconds, ...next(back, circumstances) }));
  return back.memory === 'agreed'
    ? { ...undone, remember: back.cadence === 'queue' ? null : back.cadence }
    : undone;
}

function keyList<C extends InWait>(contact: C, circumstances: ContactCircumstances): KeyOutcome<C> {
  const { languages, callbacks, leaveWords } = circumstances.queue;
  const callback = callbacks.enabled ? 'yes' : 'no';
  const values = { languages: languages.length, callback, ...next(contact, circumstances) } as const;
  const onHold = contact.status === 'held' || contact.status === 'returning';
  if (onHold) return reply(contact, line('key.list-hold', values));
  return reply(contact, line('key.list-line', { ...values, words: leaveWords ? 'yes' : 'no' }));
}
