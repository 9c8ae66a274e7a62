import type { Clip } from './clip.ts';
import { deskMoments } from './desk-moments.ts';
import { elsewhereMoments } from './elsewhere-moments.ts';
import { announcement, checkIn, type Moment, offer, repeating, reply } from './moment.ts';
import type { LineValue, ValueKindName, ValueOfKind } from './value-kinds.ts';

export type { Moment, MomentValues } from './moment.ts';
export type { LineValue, OpeningDay } from './value-kinds.ts';

export type MomentName = keyof typeof moments;

/** One thing to say, as plain data that survives JSON: which moment, filled with which raw values. */
export type Line = {
  moment: MomentName;
  values: Record<string, LineValue>;
  /** The language folder of this line alone, where it is not the leg's: "For English, press 1". */
  language?: string;
  /** Played in the place of the words, where recordings can be played. */
  clip?: Clip;
};

/** The values that a moment asks for, typed by their kinds. Those of kinds `offered` and `spoken` may be left out. */
export type ValuesOf<M extends MomentName> = ValuesOfKinds<(typeof moments)[M]['values']>;

type ValuesOfKinds<V> = {
  [N in keyof V as V[N] extends MayBeLeftOut ? never : N]: ValueOf<V[N]>;
} & { [N in keyof V as V[N] extends MayBeLeftOut ? N : never]?: ValueOf<V[N]> };
type MayBeLeftOut = 'offered' | 'spoken';

type ValueOf<K> = K extends ValueKindName ? ValueOfKind<K> : never;

const spoken = { speech: 'spoken' } as const;
const range = { rangeLow: 'range-low', rangeHigh: 'range-high' } as const;
/** Of whom nobody, or somebody, is on duty. */
const who = { who: 'who' } as const;
const next = { nextSeconds: 'in' } as const;
/** When we open: one placeholder, {opening}. */
const opening = { openDay: 'day', openHour: 'hour', openMinute: 'minute' } as const;
/** Not before a time of day: one placeholder, {after}. */
const after = { afterHour: 'hour', afterMinute: 'minute' } as const;
const onHold = { operator: 'name', reason: 'reason', expectedSeconds: 'about' } as const;

/**
 * Every moment at which Stillhere speaks. The words are in `voice-scripts/<language>/<first word>.yaml`.
 * Names of seconds end in `Seconds`; `rangeLow` and `rangeHigh` are whole minutes.
 */
export const moments = {
  // A caller's first words.
  'greeting.welcome': announcement({ queueName: 'name' }),
  /** In the other language of the line, so that those who need it understand it. */
  'greeting.other-language': announcement({}),
  /** An incident notice in the admin's own words. */
  'greeting.notice': announcement({ notice: 'note' }),
  'greeting.place': announcement({ position: 'position', ...range }),
  'greeting.next-in-line': announcement(range),
  /** Somebody whose line had dropped calls again and stands where they stood. */
  'greeting.place-kept': announcement({}),
  'greeting.quiet': announcement({ firstSeconds: 'in', everySeconds: 'every' }),
  /** The same in a greeting that would be too long. */
  'greeting.quiet-briefly': announcement({ firstSeconds: 'in' }),
  'greeting.keys': announcement({}),
  'greeting.no-operator': announcement(who),
  'greeting.degraded': announcement(next),
  /** In its own language: the line for that language is spoken with `language` set. */
  'greeting.press-for-language': offer({ key: 'key' }),
  /** The rhythm of an earlier call, which the caller let us remember. */
  'greeting.remembered': announcement({ everySeconds: 'rhythm' }),
  'greeting.have-code': offer({}),
  /** Told early where the number is withheld or shared. */
  'greeting.code': announcement({ code: 'code' }),

  // What it is about; options that the queue does not have are ''.
  'topic.ask': offer({ option1: 'name', option2: 'name', option3: 'name', option4: 'name' }),
  'topic.again': reply({}),

  // In line.
  'line.check-in': repeating(checkIn({ position: 'position', change: 'change', ...range, ...next })),
  'line.check-in-next': repeating(checkIn({ ...range, ...next })),
  'line.check-in-no-operator': repeating(checkIn({ position: 'position', ...who, ...next })),
  'line.status': repeating(reply({ position: 'position', ...range, ...next })),
  'line.status-next': repeating(reply({ ...range, ...next })),
  'line.status-no-operator': repeating(reply({ position: 'position', ...who, ...next })),
  /** `left`: how many operators have gone since the wait was promised, 0 where that is not why. */
  'line.longer': announcement({ reason: 'cause', left: 'count' }),
  'line.tone-explained': announcement({}),
  'line.operator-back': announcement(who),
  'line.front-after-lost-operator': announcement({ operator: 'name' }),
  'line.front-after-hold': announcement({ operator: 'name' }),
  'line.transferred': announcement({ queueName: 'name' }),
  /** Handed on to a person, who comes first for this caller while they are free. */
  'line.transferred-to': announcement({ operator: 'name' }),
  'line.back-again': announcement({}),
  /** One place is kept for a number, and somebody else is on the line from it. */
  'place.ask': offer(spoken),
  /** A number was told, and more than one place is kept for it. */
  'place.question': offer({}),

  // News: early, because something changed.
  'news.next': checkIn(next),
  'news.nobody': checkIn({ position: 'position', ...who, ...next }),
  'news.operator-back': checkIn({ position: 'position', ...who, ...next }),
  /** An incident began; place and next word follow. */
  'notice.new': announcement({ notice: 'note' }),
  'notice.ended': announcement({}),

  // What may be chosen, one at a check-in.
  'offer.rhythm': offer(spoken),
  'offer.callback': offer(spoken),
  /** Before a call reaches the longest that Twilio lets one last. */
  'offer.callback-before-limit': offer({ secondsLeft: 'in', ...spoken }),
  'offer.words': offer(spoken),
  'offer.code': offer(spoken),

  // Answers to keys.
  'key.keep-waiting': reply(next),
  'key.rhythm': reply({ everySeconds: 'every' }),
  'key.rhythm-news': reply({ longestSeconds: 'in' }),
  'key.quiet': reply(next),
  'key.leave-confirm': reply(next),
  'key.leave-kept': reply(next),
  'key.left': reply({}),
  'key.language': reply({}),
  /** `languages`: how many the queue has; the language key is named where there are two or more. */
  'key.list-line': reply({ languages: 'count', callback: 'offered', words: 'offered', ...next }),
  'key.list-hold': reply({ languages: 'count', callback: 'offered', ...next }),
  'key.undone-rhythm': reply({ everySeconds: 'every', ...next }),

  /** `keptSeconds`: for how long the code finds the place of a line that dropped. The next word is named after it. */
  'key.code': reply({ code: 'code', keptSeconds: 'for' }),
  /** Where a dropped line keeps no place. */
  'key.no-code': reply({}),
  'code.enter': reply(next),
  'code.wrong': reply(next),
  /** The code of this very call was keyed. */
  'code.own': reply(next),
  'code.too-many': reply(next),
  /** To who has no place yet; what there is to choose follows. */
  'code.too-many-no-place': reply({}),
  'code.taken-back': reply({}),

  'remember.ask': offer({ everySeconds: 'rhythm', ...spoken }),
  'remember.kept': reply(next),
  'remember.not': reply(next),
  'remember.forgotten': reply(next),

  // A call back that keeps the place.
  'callback.confirm': reply({ number: 'phone', ...spoken, ...next }),
  'callback.enter': offer({}),
  'callback.entered': reply({ number: 'phone', ...spoken, ...next }),
  /** As soon as it is the caller's turn, or not before a time of day. */
  'callback.window': offer(after),
  'callback.refused': reply(next),
  'callback.limit': reply(next),
  'callback.refused-no-place': reply({}),
  'callback.limit-no-place': reply({}),
  'callback.booked': reply({}),
  'callback.booked-after': reply(after),
  'callback.booked-opening': reply(opening),
  /** The line has closed, and who still waits is booked without having asked; star undoes it. */
  'callback.booked-unasked': reply(opening),
  'callback.from-hold': reply({ operator: 'name' }),
  'callback.undone': reply(next),
  'callback.undone-no-place': reply({}),
  /** We call; who it is, until a key is pressed. */
  'callback.announce': announcement({ queueName: 'name' }),
  'callback.announce-message': announcement({ queueName: 'name' }),
  'callback.welcome': reply({}),

  // A person is ready: is the caller there?
  'presence.check': announcement({ operator: 'name', ...spoken }),
  'presence.again': announcement({ operator: 'name', ...spoken }),
  'presence.absent': reply(next),
  /** The person of whom the caller was told does not come. */
  'presence.withdrawn': announcement({ operator: 'name' }),

  // Words left while waiting, and as a message instead of waiting. Begins are the spoken start of a recording.
  'words.begin': announcement({}),
  'words.kept': reply(next),
  'words.none': reply(next),
  'words.undone': reply(next),
  'message.begin': announcement({}),
  'message.kept': reply({}),
  'message.none': reply({}),

  // Hours and fullness.
  'closed.opens': announcement({ queueName: 'name', ...opening }),
  'closed.options': offer({ callback: 'offered', words: 'offered' }),
  'closed.soon': checkIn({ closingSeconds: 'in', ...next }),
  'closed.now': checkIn({ callback: 'offered', ...next }),
  'closed.over': announcement({}),
  'full.options': offer({ callback: 'offered', words: 'offered' }),
  'nobody.until': announcement({ ...who, ...opening }),
  'backup.number': announcement({ number: 'phone' }),
  /** To a caller whose number was marked as a nuisance: when calls from it are taken again. */
  'nuisance.refused': announcement(opening),
  'nuisance.goodbye': announcement({}),

  // On hold. `expectedSeconds` is what is left until the operator is expected.
  'hold.begin': announcement({ ...onHold, ...next }),
  'hold.check-in': repeating(checkIn({ ...onHold, ...next })),
  'hold.longer': repeating(announcement({ reason: 'reason' })),
  'hold.check-in-late': repeating(checkIn({ operator: 'name', ...next })),
  'hold.escalated': announcement({ called: 'called' }),
  'hold.note': announcement({ operator: 'name', note: 'note' }),
  'hold.note-next': checkIn({ expectedSeconds: 'about', ...next }),
  /** Where a note in the operator's own voice cannot be played, and nothing was typed with it. */
  'hold.own-voice': announcement({ operator: 'name' }),
  'hold.ask': offer(spoken),
  'hold.status': repeating(reply({ ...onHold, ...next })),
  'hold.last-note': announcement({ note: 'note' }),
  /** The operator is on the way, and not there yet. */
  'hold.coming': announcement({ operator: 'name', ...next }),
  'hold.come-back': reply({ operator: 'name', ...next }),
  'hold.keep-waiting': reply(next),
  'hold.operator-line-lost': announcement({ operator: 'name', ...next }),

  // Talk, trouble, the end.
  'talk.begin': announcement({ operator: 'name' }),
  /** After the two did not meet at the first try. */
  'talk.again': announcement({ operator: 'name' }),
  'talk.return': announcement({ operator: 'name' }),
  /** A colleague comes in the place of the operator who is expected back. */
  'talk.look-in': announcement({ operator: 'name', other: 'name' }),
  'trouble.alive': repeating(announcement(next)),
  /** To who has no place, or none any more. */
  'trouble.alive-no-place': repeating(announcement(next)),
  /** The hosted fallback's words: nothing can be filled in there, the twenty seconds are fixed. */
  'trouble.static': announcement({}),
  'feedback.right': offer(spoken),
  'feedback.often': offer({}),
  'feedback.thanks': reply({}),
  goodbye: announcement({}),

  ...deskMoments,
  ...elsewhereMoments,
} as const;

/**
 * A line with its values checked by the compiler. A plain object literal of type `Line` is as good where the
 * values are known only at run time.
 *
 * @param language a language folder, where this line is not in the leg's own language.
 */
export function line<M extends MomentName>(moment: M, values: ValuesOf<M>, language?: string): Line {
  const plain: Line = { moment, values: values as Record<string, LineValue> };
  return language === undefined ? plain : { ...plain, language };
}

/** A moment by a name that may not be one. */
export function momentNamed(name: string): Moment | undefined {
  return Object.hasOwn(moments, name) ? (moments as Record<string, Moment>)[name] : undefined;
}
