import type { Leg } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import type { Forecast } from '../waiting/forecast.ts';
import type { Cadence } from '../waiting/rhythm.ts';
import type { SpokenRange } from '../waiting/spoken-range.ts';
import type { Note } from './on-hold/note.ts';
import type { Heard, Visit } from './visit.ts';

/** One person's one visit to the line, from first ring to the end. */
export type Contact =
  | Greeting
  | Waiting
  | Offered
  | Connected
  | Held
  | Returning
  | PlaceKept
  | CallingBack
  | Feedback
  | Ended;

/** What the two waits, in line and on hold, have in common. */
export type Wait = {
  leg: Leg;
  /** Number of the silence that runs or is promised now, from 1; 0 before the first words in line. */
  silence: number;
  /** When our words of now are expected to be over, epoch ms (a plan, never a promise). */
  wordsEndAt: number;
  /** When the next words are expected to start, epoch ms. */
  nextCheckInAt: number;
  /** A question that the next key answers. */
  question: Question | null;
  /** What `*` takes back. */
  lastChoice: Choice | null;
  /** To be said as soon as the leg asks, before anything else. */
  pending: Line[];
  /** When to fetch the leg for news, or a note, that waits for the end of our words, epoch ms; null where none does. */
  speakAt: number | null;
  /** Whether the caller was asked if the rhythm be remembered for the next call, and agreed. */
  memory: 'not-asked' | 'asked' | 'agreed';
};

export type Question = { askedAt: number } & (
  | { kind: 'leave' }
  /** Shall we call this number? 1 confirms, 2 keys another. */
  | { kind: 'callback'; number: string }
  /** Keys of another number, ended with #. */
  | { kind: 'callback-number' }
  /** The four digits of an earlier place. `tries` counts wrong ones. */
  | { kind: 'code'; tries: number }
  /** Shall the rhythm be remembered for the next call? */
  | { kind: 'remember' }
  /** A place is kept for this number, that of `owner`: is it yours? 1 takes it back. */
  | { kind: 'earlier-place'; owner: string }
  /** A call back was booked: as soon as it is my turn (1), or not before `after` (2)? */
  | { kind: 'callback-window'; number: string; after: DayTime }
  /** A person is ready: are you there? `misses` counts silence. */
  | { kind: 'presence'; misses: number }
);
export type Choice =
  | { kind: 'cadence'; before: Cadence }
  | { kind: 'language'; before: string }
  /** The rhythm is remembered for the next call. */
  | { kind: 'remembered' }
  | { kind: 'words' };

/** A moment later today, and how it is spoken in the queue's own time zone. */
export type DayTime = { at: number; hour: number; minute: number };

/** What the same number, or a withheld one, may already have in the line. */
export type EarlierPlace =
  | { kind: 'none' }
  /** One place is kept for the number, and others are on the line from it: it is asked whose it is. */
  | { kind: 'ask'; owner: string }
  /** Several are kept for the number: the code decides. */
  | { kind: 'several' }
  /** The number is withheld, and places are kept for withheld numbers. */
  | { kind: 'withheld' };

/** What the caller knows about the place, so that a check-in can say what changed. */
export type Told = { position: number | null; onDuty: boolean; wait: ToldWait | null };

/** The wait that was announced, in minutes from `at`; kept as a promise. */
export type ToldWait = SpokenRange & {
  at: number;
  /** By when it is over if the range comes true, epoch ms; null with "more than an hour". */
  promise: number | null;
  /** The first such promise of this wait. */
  firstPromise: number | null;
  /** The first range of this wait, in minutes from `at`; `high` is null with "more than an hour". */
  first?: { at: number; low: number; high: number | null };
  /** Operators on duty when this promise was made, so that a longer wait can be explained. */
  staff?: number;
  /** It was said that this promise is broken, and no other could be made. */
  isBroken?: true;
};

/** What a check-in in line changes. */
type LineNews = { told: Told; heard: Heard; checkIns: number };

export type InLine = Wait &
  LineNews & {
    waitingSince: number;
    /** Forecasts of this wait, to be learned from when it is over. */
    forecasts: readonly Forecast[];
    unheard: Unheard<LineNews> | null;
    /** When it is looked next whether the wait got longer than was said, epoch ms; null where a check-in tells before. */
    looksAt?: number | null;
    /** When the caller was last asked for and did not answer, epoch ms; others go first for a while. */
    absentAt: number | null;
    /** Whether the code is told early: the number is withheld, or somebody else calls from it too. */
    codeTold: 'early' | 'on-demand';
    /** The greeting had no room for what it tells or asks of codes. */
    codesAt?: 'check-in';
    /** What the caller may already have in the line, to be asked in the greeting. */
    earlier: EarlierPlace;
  };

/**
 * What stood before the last words: a key in the silence before them, or a summons, takes a check-in back, since nobody
 * has heard it, and one that cuts them takes back what was not said.
 */
export type Unheard<News> = News & { silence: number };

/** The operator who serves a contact. */
export type Server = { operator: string; displayName: string };

/** In line; can be taken at once. */
export type Waiting = Visit &
  InLine & { status: 'waiting'; prefers: { operator: string; until: number } | null };

/**
 * Announced to an operator (`announced`), asked whether they are there (`presence`), accepted (`accepted`: the
 * operator's leg is on its way into the talk), or called into the talk (`summoned`: the operator is there). Until the
 * caller's leg has been given the talk the place stays.
 */
export type Offered = Visit &
  InLine & {
    status: 'offered';
    stage: 'announced' | 'presence' | 'accepted' | 'summoned';
    server: Server;
    talk: string;
    offeredAt: number;
  };

/** In line, announced to an operator or not. */
export type InLineContact = Waiting | Offered;

/** The leg has been sent into the talk. `left` tells who is known to have left it, while it is not known why. */
export type Connected = Visit & {
  status: 'connected';
  leg: Leg;
  server: Server;
  talk: string;
  connectedAt: number;
  left: { caller: number | null; operator: number | null; polls: number };
  /** For whom this operator looked in on the held caller. */
  insteadOf?: Server;
};

/** What a check-in on hold changes. */
type HoldNews = {
  note: Note | null;
  /** Check-ins spoken in this hold. */
  checkIns: number;
  /** Whether "can you wait?" was asked: once in a hold, and again when a promise was broken. */
  asked: 'not-yet' | 'once' | 'after-broken-promise';
  /** Of whom the caller knows that they were called because the promised time is over. */
  escalationTold?: EscalationStage | null;
};

export type OnHold = Wait &
  HoldNews & {
    server: Server;
    heldAt: number;
    reason: string;
    expectedBackAt: number | null;
    lastAnswer: { answer: HoldAnswer; at: number } | null;
    unheard: Unheard<HoldNews> | null;
    /** When the operator is to be reminded of the check-in that is next; null once done. */
    remindAt: number | null;
    remindedAt: number | null;
    /** Who has been called because the promised time is running out, or over; left out before anybody was. */
    escalated?: EscalationStage | null;
    /** Since when the operator's line is lost; after a minute the contact goes back to the line. */
    operatorLostAt: number | null;
    /** For whom the operator who holds now had looked in: they may be handed back still. */
    lookedInFor?: Server;
    /** It began because the two had not met: the operator has been away from nobody. */
    notMet?: true;
  };
/** The operator is reminded, the supervisor sees it, anybody who serves the queue may look in. */
export type EscalationStage = 'operator' | 'supervisor' | 'anyone';

export type HoldAnswer = 'keep-waiting' | 'come-back' | 'call-me-back';

export type Held = Visit & OnHold & { status: 'held' };

/** On hold while the operator is on the way back: check-ins go on until the caller's leg has been given the talk. */
export type Returning = Visit &
  OnHold & {
    status: 'returning';
    talk: string;
    returningAt: number;
    stage: 'accepted' | 'summoned';
    /** Who had put the caller on hold, where a colleague comes in their place. */
    insteadOf?: Server;
  };

/** On hold, the operator on the way back or not. */
export type OnHoldContact = Held | Returning;

/**
 * There is no place yet. Asked is which language, or what it is about; or, where nobody can be reached now (closed, or
 * the line is full), whether to be called back or to leave words. At the `door` all is answered, and the queue's line is
 * entered next. `asked` counts how often the question was put.
 */
export type Greeting = Visit &
  Wait &
  Pick<InLine, 'codeTold' | 'earlier'> & {
    status: 'greeting';
    asking: 'language' | 'topic' | 'door' | 'closed' | 'full';
    asked: number;
    /** The step whose key has been counted, though the leg was not answered: its repeat must not count again. */
    countedStep?: number;
  };

/**
 * No leg, and the place is kept: the line dropped (`until` the admin's time is over), or a call back is promised. The
 * leg, where there still is one, hears its last words.
 */
export type PlaceKept = Visit & {
  status: 'place-kept';
  why: 'dropped' | 'callback';
  /** Why there was no place in the line before the call back was booked; taking that back leads there again. */
  barred?: 'closed' | 'full';
  since: number;
  until: number | null;
  leg: Leg | null;
  told: Told;
  forecasts: readonly Forecast[];
  prefers: { operator: string; until: number } | null;
};

/** The promised call is being made: the phone rings, or was answered and no key pressed yet. */
export type CallingBack = Visit & {
  status: 'calling-back';
  intentId: string;
  since: number;
  leg: Leg | null;
  told: Told;
  forecasts: readonly Forecast[];
  prefers: { operator: string; until: number } | null;
};

/** The questions about the wait, after the talk. */
export type Feedback = Visit & {
  status: 'feedback';
  leg: Leg;
  asking: 'right' | 'often';
  operator: string;
  answers: FeedbackAnswers;
};
export type FeedbackAnswers = {
  right: boolean | null;
  often: 'too-often' | 'just-right' | 'too-rarely' | null;
};

/** Over, for good. The leg may still have its last words to hear. */
export type Ended = Visit & {
  status: 'ended';
  endedAt: number;
  by:
    | 'caller'
    | 'operator'
    | 'left'
    | 'closed'
    | 'full'
    | 'callback-failed'
    /** Somebody has seen to the call that was owed. */
    | 'seen-to'
    | 'joined-earlier-place';
  leg: Leg | null;
  answers: FeedbackAnswers | null;
};
