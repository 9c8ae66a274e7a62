import { line, type Line, type MomentName } from '../../voice-script/moments.ts';
import { type ContactCircumstances, operatorsFor, whoIsMeant } from '../circumstances.ts';
import type { InLineContact } from '../contact.ts';
import { otherLanguage, welcome } from '../greeting/welcome.ts';
import { heardWith } from '../wait/spoken-answers.ts';
import { rhythmSeconds, silenceAfter } from '../wait/waits.ts';
import { placeWords } from './line-words.ts';
import { languageWords, noticeInGreeting } from './news.ts';
import { codeWords } from './offers.ts';

/** The longest greeting that nobody need endure, ms (call-flow: fifteen seconds). */
const LONGEST_GREETING_MS = 15_000;

/**
 * What is said where there is room for it, the most important first; whose line it is, a notice, the key to another
 * language and that it will be quiet are said in any case. What is left out is told or asked by the check-ins: the place
 * and who is on duty as ever, a code or whose place is kept as what they offer, the rhythm by coming, the keys one by one.
 */
const AS_ROOM_PERMITS: readonly MomentName[] = [
  'greeting.place',
  'greeting.next-in-line',
  'place.ask',
  'place.question',
  'greeting.no-operator',
  'greeting.have-code',
  'greeting.code',
  'greeting.remembered',
  'greeting.quiet',
  'greeting.keys',
];

/** The first words: who this is, the place, the silence and what ends it; fifteen seconds of them at most. */
export function greeting(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  const { queue, spokenMs } = circumstances;
  const firstSeconds = silenceAfter(contact, 1, circumstances) / 1000;
  const everySeconds = silenceAfter(contact, 2, circumstances) / 1000;
  const who = whoIsMeant(contact, circumstances);
  const other = otherLanguage(contact, circumstances);
  const whole = [
    ...welcome(contact, circumstances),
    ...noticeInGreeting(contact, circumstances),
    ...other,
    ...placeWords(circumstances.position, circumstances),
    ...(operatorsFor(contact, circumstances) === 0 ? [line('greeting.no-operator', { who })] : []),
    ...(other.length > 0 ? [] : languageWords(contact, circumstances)),
    line('greeting.quiet', { firstSeconds, everySeconds }),
    ...lastOfGreeting(contact, circumstances),
  ];
  const fits = (lines: Line[]): boolean =>
    spokenMs(heardWith(lines, queue).lines, contact.language) <= LONGEST_GREETING_MS;
  return fits(whole) ? whole : inTime(whole, line('greeting.quiet-briefly', { firstSeconds }), fits);
}

/** Whether the greeting had no room for what it tells or asks of codes: a check-in does. */
export function leavesCodes(
  contact: InLineContact,
  greeted: readonly Line[],
  circumstances: ContactCircumstances,
): boolean {
  return codeWords(contact, circumstances).some((one) =>
    greeted.every(({ moment }) => moment !== one.moment),
  );
}

/** As much of a greeting as there is time for, in its order; where the rhythm is left out, the silence is not. */
function inTime(whole: readonly Line[], briefly: Line, fits: (lines: Line[]) => boolean): Line[] {
  const left = new Set(AS_ROOM_PERMITS);
  const rest = (): Line[] =>
    whole.flatMap((one) =>
      !left.has(one.moment) ? [one] : one.moment === 'greeting.quiet' ? [briefly] : [],
    );
  for (const moment of AS_ROOM_PERMITS) {
    left.delete(moment);
    if (!fits(rest())) left.add(moment);
  }
  return rest();
}

/** One thing more: an earlier place or the code, the remembered rhythm, or the keys. */
function lastOfGreeting(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  const codes = codeWords(contact, circumstances);
  if (codes.length > 0) return codes;
  return contact.cadence === 'queue'
    ? [line('greeting.keys', {})]
    : [line('greeting.remembered', { everySeconds: rhythmSeconds(contact, circumstances) })];
}
