import type { Leg, LegAsks } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import type { CalledToListen, ListenEvent, ListenedNow, Listening } from './listening.ts';
import type { Renewal } from './renewal.ts';
import type { HeldNow, WaitingNow } from './status-words.ts';

/** An operator on duty, or not: their state, and their leg, which waits in quiet documents until there is someone to talk to. */
export type Desk =
  | Closed
  | Ringing
  | OnHook
  | Called
  | Free
  | Offered
  | Joining
  | Talking
  | Holding
  | WrapUp
  | Away
  | CalledToListen
  | Listening;

export type DeskMode = 'auto' | 'manual';

/** Whether the operator's phone stays on the line while the desk is open, or is rung when there is a caller. */
export type LegKind = 'open-line' | 'per-call';

/** What a desk is in every status. */
export type Post = {
  /** Sign-in name of the operator: the desk's id. */
  operator: string;
  displayName: string;
  version: number;
  /** Queues that this operator serves. */
  queues: string[];
  /** Languages that this operator speaks with callers; all where none is named. */
  skills?: string[];
  mode: DeskMode;
  /** `open-line` where it is left out. */
  legKind?: LegKind;
  /** Where the operator's leg is rung: personal data; '' where none is on file. */
  address: string;
  /** The language in which the desk is spoken to. */
  language: string;
  /** The intent by which this duty's leg was, or is being, called; '' where there was none. */
  intentId: string;
  /** How many callers this operator may have on hold at once; one where it is left out. */
  mostHeld?: number;
  /** Whether callers are announced to the desk in `auto` mode also while others are on hold with it. */
  offersMore?: boolean;
  /** The contact that was served last, until the next one is: what came of it may still be said. */
  last?: string;
  /** The recording of the note that was spoken last. */
  spokenNote?: string;
  /** `phone` where the operator called in with a phone alone: nobody sees a console. */
  openedBy?: 'phone';
  /** Since when the operator of a caller on hold has been at no console, epoch ms; left out while they are there. */
  consoleGoneAt?: number;
};

/** What the desk knows of the contact that it serves. */
export type Brief = {
  contactId: string;
  queueName: string;
  waitedMs: number;
  language: string;
  /** Time for notes after the talk, ms: the queue's. */
  wrapUpMs: number;
  /** The caller is asked first whether they are there; the leg goes into the talk when they are. */
  askedFirst: boolean;
  /** Said with the announcement and the whisper: words that were left, a caller who may not be there. */
  also?: Line[];
  /** Since when the caller is on hold with this desk, epoch ms, and what for; left out before that. */
  heldAt?: number;
  reason?: string;
  /** The caller is on hold with a colleague, in whose place this operator looks in. */
  lookIn?: { displayName: string; heldMs: number; mayAlways: boolean };
};

/** A desk with a leg at it. */
export type Manned = Post & {
  leg: Leg;
  /** To be said as soon as the leg asks. */
  pending: Line[];
  /** Keys are ignored until then, epoch ms: the key that opened the desk must not take a caller. */
  keysFrom: number;
  /** When the leg, which should come out of a talk by itself, is fetched if it has not; null where it is not awaited. */
  comeBy: number | null;
};

/** Callers on hold with this desk beside its `contact`; left out where there are none. */
type Others = { others?: Brief[] };

/** Off duty. `why` tells the console what ended the last duty. */
export type Closed = Post & {
  status: 'closed';
  why: 'closed' | 'no-answer' | 'line-lost';
  since: number;
};
/** The operator's phone rings. `contact` is a held caller who waits for this operator. */
export type Ringing = Post &
  Others & {
    status: 'ringing';
    ringingSince: number;
    /** When its turn comes to be called, epoch ms, where it has to wait for that. */
    ringsAt?: number;
    leg: Leg | null;
    contact: Brief | null;
    /** The desk is open already, and its line is called anew before it reaches a call's longest time. */
    renewal?: Renewal;
  };
/** On duty with the phone hung up, at a desk whose phone is rung per call. */
export type OnHook = Post & { leg: null; last?: string } & (
    | { status: 'free'; freeSince: number }
    | { status: 'wrap-up'; until: number }
    | { status: 'away'; reason: string; since: number }
  );
/** The phone is rung for a contact; a key on it accepts, so that no voicemail takes a caller. */
export type Called = Post & {
  status: 'called';
  leg: Leg | null;
  contact: Brief;
  talk: string;
  offeredAt: number;
  /** When its turn comes to be called, epoch ms, where it has to wait for that. */
  ringsAt?: number;
  /** When the caller is offered to the next operator, epoch ms. */
  until: number;
};
export type Free = Manned & { status: 'free'; freeSince: number };
/** A contact is announced; a key accepts. */
export type Offered = Manned &
  Others & {
    status: 'offered';
    contact: Brief;
    talk: string;
    offeredAt: number;
    /** Whether the words of the offer have been handed to the leg. */
    announced: boolean;
    /** When the offer is over at the latest, epoch ms. */
    until: number;
  };
/** The leg is on its way into the talk, for the first time or back from hold. */
export type Joining = Manned &
  Others & {
    status: 'joining';
    contact: Brief;
    talk: string;
    since: number;
    purpose: 'take' | 'return' | 'look-in';
  };
/** In the talk. `polls` counts how often the leg, back from the talk, asked why. */
export type Talking = Manned &
  Others & {
    status: 'talking';
    contact: Brief;
    talk: string;
    since: number;
    polls: number;
  };
/** Callers are on hold: `contact`, the one that was last, and `others`; the leg comes back from the talk by itself. */
export type Holding = Manned & Others & { status: 'holding'; contact: Brief; since: number };
export type WrapUp = Manned & { status: 'wrap-up'; until: number };
export type Away = Manned & { status: 'away'; reason: string; since: number };

export type DeskEvent =
  | {
      type: 'open';
      operator: string;
      address: string;
      mode: DeskMode;
      legKind?: LegKind;
      queues: string[];
      skills?: string[];
      displayName: string;
      intentId: string;
      language: string;
      mostHeld?: number;
      offersMore?: boolean;
    }
  /** An operator with a phone alone has called in and keyed the right PIN: that call is the desk's leg, and asks. */
  | {
      type: 'open-by-phone';
      operator: string;
      address: string;
      queues: string[];
      skills?: string[];
      displayName: string;
      intentId: string;
      language: string;
      mostHeld?: number;
      /** When the call began, epoch ms, where that was not now. */
      beganAt?: number;
      asks: LegAsks;
    }
  | { type: 'close' }
  /** The call that rings the operator waits for its turn, which comes at `at` (epoch ms). */
  | { type: 'ring-planned'; intentId: string; at: number }
  /** Twilio took the call that rings the operator. */
  | { type: 'ring-started'; intentId: string; callSid: string }
  /** The call could not be placed. */
  | { type: 'ring-failed'; intentId: string }
  | LegAsks
  | { type: 'leg-ended'; callSid: string }
  | { type: 'due' }
  | { type: 'announce'; contact: Brief; talk: string }
  | { type: 'take'; contact: Brief; talk: string }
  | { type: 'accept' }
  | { type: 'away'; reason: string }
  | { type: 'free' }
  /** The contact is not this desk's any more; `lines` tell the operator why. */
  | { type: 'contact-gone'; contactId: string; lines: Line[] }
  /** The caller, who was asked, is there. */
  | { type: 'caller-present'; contactId: string }
  | { type: 'contact-held'; contactId: string; reason: string }
  /** `lines` are said on the way into the talk. */
  | { type: 'return'; contactId: string; talk: string; lines?: Line[] }
  | { type: 'tell'; contactId: string; lines: Line[] }
  /** Twilio has stored the note that the operator spoke for a held contact. */
  | { type: 'note-recorded'; contactId: string; recordingSid: string }
  /** The operator has been at no console, and has pressed no key, for the admin's time; or is there again. */
  | { type: 'console-gone' }
  | { type: 'console-back' }
  | ListenEvent;

/** What happens to a desk that is there already. */
export type DutyEvent = Exclude<
  DeskEvent,
  { type: 'open' | 'open-by-phone' | 'note-recorded' | 'console-gone' | 'console-back' } | ListenEvent
>;

/** A desk with a leg at it, whose operator does not listen to a colleague's talk. */
export type MannedDesk = Exclude<Extract<Desk, Manned>, Listening>;

export type DeskCircumstances = {
  now: number;
  spokenMs: (lines: readonly Line[], language: string) => number;
  /** For key 1 at a free desk: the contact that the operator would take; null where nobody waits. */
  nextContact: { contact: Brief; talk: string } | null;
  /** For a key while several are on hold: whose check-in is due next; null otherwise. */
  dueNext: string | null;
  /** Who waits that the operator may take, where a key or an opening may have to tell it. */
  waiting: WaitingNow;
  /** At a free desk: the call that this operator has owed longest; null where none is. */
  owed: OwedCall | null;
  /** How the caller on hold is whom a key is about, where it may have to tell it. */
  held: HeldNow | null;
  /** How the talk is that the operator listens to; null where they listen to none, or it does not matter. */
  listened: ListenedNow | null;
  /** A new talk's name for a return by key. */
  returnTalk: string;
  /** For ringing the desk again, or for a caller. */
  newIntentId: string;
};

/** A call that the operator owes, and whether the rules allow it. */
export type OwedCall = { contactId: string; owedMs: number; mayBeCalled: boolean };
/** Only what a desk is in every status. */
export function postOf(desk: Post): Post {
  const { operator, displayName, version, queues, mode, address, language, intentId } = desk;
  const { skills, legKind, mostHeld, offersMore, last, openedBy, consoleGoneAt, spokenNote } = desk;
  return {
    operator,
    displayName,
    version,
    queues,
    ...(skills === undefined ? {} : { skills }),
    mode,
    ...(legKind === undefined ? {} : { legKind }),
    address,
    language,
    intentId,
    ...(mostHeld === undefined ? {} : { mostHeld }),
    ...(offersMore === undefined ? {} : { offersMore }),
    ...(last === undefined ? {} : { last }),
    ...(openedBy === undefined ? {} : { openedBy }),
    ...(consoleGoneAt === undefined ? {} : { consoleGoneAt }),
    ...(spokenNote === undefined ? {} : { spokenNote }),
  };
}

/** Whether the operator's phone is being called, or about to be. */
export function isRung(desk: Desk): desk is Ringing | Called | CalledToListen {
  return desk.status === 'ringing' || desk.status === 'called' || desk.status === 'called-to-listen';
}

/** Whether this operator speaks with callers of a language. */
export function speaks({ skills }: Pick<Post, 'skills'>, language: string): boolean {
  return skills === undefined || skills.length === 0 || skills.includes(language);
}

/** What a manned desk is in every status. */
export function mannedOf(desk: Manned): Manned {
  const { leg, pending, keysFrom, comeBy } = desk;
  return { ...postOf(desk), leg, pending, keysFrom, comeBy };
}
