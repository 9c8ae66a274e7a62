import { line, type Line } from '../../../src/voice-script/moments.ts';
import { renderLine, type VoiceScripts } from '../../../src/voice-script/render.ts';

/** What somebody with a phone alone is told, as far as they do something about it. */
export type DeskWord =
  | 'number'
  | 'pin'
  | 'entrance'
  | 'goodbye'
  | 'confirm'
  | 'by-key'
  | 'by-themselves'
  | 'free'
  | 'offered'
  | 'holding'
  | 'speak'
  | 'owes'
  | 'away'
  | 'wrap-up';

/** What an operator is told by these words, in any language; null where they change nothing for them. */
export type DeskWords = (text: string) => DeskWord | null;

/** Who has not opened their desk yet. */
export const AT_ENTRANCE: ReadonlySet<DeskWord> = new Set(['number', 'pin', 'entrance']);

/** Two times that begin and end differently, seconds: what a text has in common with both stands around any time. */
const TIMES = [10, 60] as const;

/** The moments that are recognised; `seconds` is the time that is said in them, if one is. */
const SAID: Readonly<Record<DeskWord, readonly ((seconds: number) => Line)[]>> = {
  number: [() => line('entrance.number', {})],
  pin: [() => line('entrance.pin', {}), () => line('entrance.pin-next', {})],
  entrance: [() => line('entrance.wrong', {}), (nextSeconds) => line('entrance.away', { nextSeconds })],
  goodbye: [
    () => line('entrance.over', {}),
    () => line('entrance.too-many', {}),
    () => line('entrance.silent', {}),
    () => line('entrance.elsewhere', {}),
    () => line('desk.goodbye', {}),
    () => line('desk.renewal', {}),
    () => line('desk.call-in-again', {}),
  ],
  confirm: [() => line('desk.confirm', {})],
  'by-key': [() => line('desk.open-manual', {}), () => line('desk.mode-manual', {})],
  'by-themselves': [() => line('desk.open-auto', {}), () => line('desk.mode-auto', {})],
  free: [
    () => line('desk.free', {}),
    () => line('desk.back', {}),
    () => line('desk.nobody-waiting', {}),
    () => line('desk.taken-back', {}),
    () => line('desk.caller-hung-up', {}),
    () => line('desk.caller-ended', {}),
    () => line('desk.caller-gone', {}),
    () => line('desk.caller-absent', {}),
  ],
  offered: [() => line('desk.offer', {})],
  holding: [
    () => line('desk.holding', {}),
    ...[2, 3].map((held) => () => line('desk.holding-several', { held })),
    () => line('desk.two-more', {}),
    () => line('desk.note-none', {}),
    (secondsLeft) => line('desk.next-check-in', { secondsLeft }),
    (secondsLeft) => line('desk.remind', { secondsLeft }),
  ],
  speak: [() => line('desk.speak-note', {})],
  owes: [() => line('desk.owes-callback', {}), (owedSeconds) => line('desk.owed', { owedSeconds })],
  away: [() => line('desk.away', {}), () => line('desk.away-missed', {})],
  'wrap-up': [() => line('desk.wrap-up', {})],
};

export function deskWords(scripts: VoiceScripts): DeskWords {
  const whole = new Map<string, DeskWord>();
  const around: { begins: string; ends: string; word: DeskWord }[] = [];
  for (const language of Object.keys(scripts.languages)) {
    for (const [word, moments] of Object.entries(SAID) as [DeskWord, (typeof SAID)[DeskWord]][]) {
      for (const moment of moments) {
        const [one, other] = TIMES.map((seconds) => renderLine(scripts, language, moment(seconds), 0).text);
        if (one === undefined || other === undefined || one === other) whole.set(one ?? '', word);
        else around.push({ ...common(one, other), word });
      }
    }
  }
  return (text) =>
    whole.get(text) ??
    around.find(({ begins, ends }) => text.startsWith(begins) && text.endsWith(ends))?.word ??
    null;
}

function common(one: string, other: string): { begins: string; ends: string } {
  let begins = 0;
  while (begins < one.length && one[begins] === other[begins]) begins += 1;
  let ends = 0;
  while (ends < one.length - begins && one.at(-1 - ends) === other.at(-1 - ends)) ends += 1;
  return { begins: one.slice(0, begins), ends: one.slice(one.length - ends) };
}
