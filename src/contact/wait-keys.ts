import type { LegAsks } from '../twiml/instructions.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { type Cadence, lessOften, moreOften } from '../waiting/rhythm.ts';
import type { ContactCircumstances } from './contact.ts';
import { type InWait, silenceAfter, speakingAt } from './waits.ts';

/** What a key that works alike in line and on hold leads to. */
export type KeyOutcome<C extends InWait> =
  /** The contact with the choice made, and what confirms it. */
  | { kind: 'reply'; contact: C; lines: Line[] }
  /** The caller leaves. */
  | { kind: 'leave' }
  /** Not one of these keys: the wait answers it itself. */
  | { kind: 'own'; contact: C };

/**
 * The keys that work alike in both waits: 3 and 8 (rhythm), 7 (language), 9 and its confirmation (leave), `*` (undo,
 * or the keys), `#` during words (quiet). Each is confirmed in one sentence that says when the next word comes.
 */
export function commonKey<C extends InWait>(
  contact: C,
  key: string,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  if (contact.question?.kind === 'leave') {
    if (key === '1') return { kind: 'leave' };
    const staying = { ...contact, question: null };
    return reply(staying, line('key.leave-kept', next(staying, circumstances)));
  }
  switch (key) {
    case '3':
      return rhythm(contact, lessOften(contact.cadence, seconds(contact, circumstances)), circumstances);
    case '8':
      return rhythm(contact, moreOften(contact.cadence, seconds(contact, circumstances)), circumstances);
    case '7':
      return language(contact, circumstances);
    case '9': {
      const asked = { ...contact, question: { kind: 'leave', askedAt: circumstances.now } } as C;
      return reply(asked, line('key.leave-confirm', next(asked, circumstances)));
    }
    case '*':
      return undo(contact, circumstances);
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

/** Seconds of the silence that a reply starts anew. */
export function seconds(contact: InWait, circumstances: ContactCircumstances): number {
  return silenceAfter(contact, contact.silence, circumstances) / 1000;
}

function next(contact: InWait, circumstances: ContactCircumstances): { nextSeconds: number } {
  return { nextSeconds: seconds(contact, circumstances) };
}

function reply<C extends InWait>(contact: C, ...lines: Line[]): KeyOutcome<C> {
  return { kind: 'reply', contact, lines };
}

function rhythm<C extends InWait>(
  contact: C,
  cadence: Cadence,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  if (cadence === 'queue') return { kind: 'own', contact };
  const chosen: C = { ...contact, cadence, lastChoice: { kind: 'cadence', before: contact.cadence } };
  return reply(chosen, rhythmLine(chosen, circumstances));
}

function rhythmLine(contact: InWait, circumstances: ContactCircumstances): Line {
  const silenceSeconds = seconds(contact, circumstances);
  return contact.cadence === 'news-only'
    ? line('key.rhythm-news', { longestSeconds: silenceSeconds })
    : line('key.rhythm', { everySeconds: silenceSeconds });
}

function language<C extends InWait>(contact: C, circumstances: ContactCircumstances): KeyOutcome<C> {
  const { languages } = circumstances.queue;
  const other = languages[(languages.indexOf(contact.language) + 1) % languages.length];
  if (other === undefined || other === contact.language) return { kind: 'own', contact };
  const chosen: C = {
    ...contact,
    language: other,
    lastChoice: { kind: 'language', before: contact.language },
  };
  return reply(chosen, line('key.language', {}), line('key.keep-waiting', next(chosen, circumstances)));
}

function undo<C extends InWait>(contact: C, circumstances: ContactCircumstances): KeyOutcome<C> {
  const choice = contact.lastChoice;
  if (choice === null) {
    const values = { languages: circumstances.queue.languages.length, ...next(contact, circumstances) };
    const onHold = contact.status === 'held' || contact.status === 'returning';
    return reply(contact, onHold ? line('key.list-hold', values) : line('key.list-line', values));
  }
  if (choice.kind === 'language') {
    const back: C = { ...contact, language: choice.before, lastChoice: null };
    return reply(back, line('key.language', {}), line('key.keep-waiting', next(back, circumstances)));
  }
  const back: C = { ...contact, cadence: choice.before, lastChoice: null };
  const everySeconds = silenceAfter(back, back.silence + 1, circumstances) / 1000;
  return reply(back, line('key.undone-rhythm', { everySeconds, ...next(back, circumstances) }));
}
