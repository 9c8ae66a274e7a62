import type { Leg, LegAsks } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import type { Forecast } from '../waiting/forecast.ts';
import type { Opening } from '../waiting/hours.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';
import type { Cadence } from '../waiting/rhythm.ts';
import type { Announcement, SpokenRange } from '../waiting/spoken-range.ts';

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

/** What a contact is in every status. */
export type Visit = {
  id: string;
  /** Grows by one with every commit; the store refuses a write on a stale one. */
  version: number;
  queueId: string;
  /** The caller's number as Twilio gave it: personal data, never logged, never in a URL or a key. */
  from: string;
  /** The number that was called. */
  to: string;
  language: string;
  arrivedAt: number;
  cadence: Cadence;
  /** Keyed hash of the caller's number, by which who calls again is recognised; null where the number is withheld. */
  caller: string | null;
  /** Four digits by which the place is found again from any phone. */
  code: string;
  /** The call back that was promised; null where none is. */
  callback: Callback | null;
  /** What the caller has left in words; null where nothing. */
  words: Words | null;
  /** What a person owes this caller, shown on the console until somebody has seen to it; null where nothing. */
  owes: Owed | null;
  heard: Heard;
};

/** A promised call. `number` is E.164, read back to the caller and confirmed. */
export type Callback = {
  number: string;
  askedAt: number;
  /** Calls made so far. */
  attempts: number;
  /** Not called before, epoch ms: the caller's window, or the pause after a call that was not answered. */
  notBefore: number;
};

/** A recording at Twilio. `kind`: spoken while waiting, or left instead of waiting. */
export type Words = { kind: 'while-waiting' | 'message'; recordingSid: string; seconds: number; at: number };

export type Owed = {
  /** `callback-held`: the day's minutes for calls back are used up, a person decides. */
  kind: 'message' | 'callback-failed' | 'callback-held' | 'call-back';
  since: number;
  operator: string | null;
};

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
  /** When to fetch the leg for news that waits for the end of our words, epoch ms; null where none does. */
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
};

/** What the caller has been told of the line as a whole, so that news is told once in a visit. */
export type Heard = {
  /** The notice that was told and has not been told to be over; null where none. */
  noticeId: string | null;
  /** What was said of the closing of the queue. */
  closing: 'nothing' | 'soon' | 'closed';
  /** When it was said that the queue has closed and nobody is left, epoch ms. */
  closedAt: number | null;
  /** Since when the caller has known that nobody is on duty, epoch ms; null where somebody is. */
  nobodySince: number | null;
  /** Whether the number of another line was told. */
  backupNumber: boolean;
};

/** What a check-in in line changes. */
type LineNews = { told: Told; heard: Heard; checkIns: number };

export type InLine = Wait &
  LineNews & {
    waitingSince: number;
    /** Forecasts of this wait, to be learned from when it is over. */
    forecasts: readonly Forecast[];
    unheard: Unheard<LineNews> | null;
    /** When the caller was last asked for and did not answer, epoch ms; others go first for a while. */
    absentAt: number | null;
    /** Whether the code is told early: the number is withheld, or somebody else calls from it too. */
    codeTold: 'early' | 'on-demand';
    /** What the caller may already have in the line, to be asked in the greeting. */
    earlier: EarlierPlace;
  };

/**
 * What stood before a check-in whose words have not begun yet: a key in the silence before them, or a summons, takes
 * the check-in back, since nobody has heard it.
 */
export type Unheard<News> = News & { silence: number };

/** The operator who serves a contact. */
export type Server = { operator: string; displayName: string };

/** In line; can be taken at once. */
export type Waiting = Visit &
  InLine & { status: 'waiting'; prefers: { operator: string; until: number } | null };

/**
 * Announced to an operator (`announced`), asked whether they are there (`presence`), accepted (`accepted`: the operator's leg is on its way into the talk), or
 * called into the talk (`summoned`: the operator is there). Until the caller's leg has been given the talk the place stays.
 */
export type Offered = Visit &
  InLine & {
    status: 'offered';
    stage: 'announced' | 'presence' | 'accepted' | 'summoned';
    server: Server;
    talk: string;
    offeredAt: number;
  };

/** The leg has been sent into the talk. `left` tells who is known to have left it, while it is not known why. */
export type Connected = Visit & {
  status: 'connected';
  leg: Leg;
  server: Server;
  talk: string;
  connectedAt: number;
  left: { caller: number | null; operator: number | null; polls: number };
};

/** What a check-in on hold changes. */
type HoldNews = {
  note: { text: string; at: number; told: boolean } | null;
  /** Check-ins spoken in this hold. */
  checkIns: number;
  /** Whether "can you wait?" was asked: once in a hold, and again when a promise was broken. */
  asked: 'not-yet' | 'once' | 'after-broken-promise';
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
    /** When to call the leg for a note that waits for the end of our words; null where none does. */
    speakAt: number | null;
    /** Since when the operator's line is lost; after a minute the contact goes back to the line. */
    operatorLostAt: number | null;
  };
export type HoldAnswer = 'keep-waiting' | 'come-back' | 'call-me-back';

export type Held = Visit & OnHold & { status: 'held' };

/** On hold while the operator is on the way back: check-ins go on until the caller's leg has been given the talk. */
export type Returning = Visit &
  OnHold & { status: 'returning'; talk: string; returningAt: number; stage: 'accepted' | 'summoned' };

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
  };

/**
 * No leg, and the place is kept: the line dropped (`until` the admin's time is over), or a call back is promised. The
 * leg, where there still is one, hears its last words.
 */
export type PlaceKept = Visit & {
  status: 'place-kept';
  why: 'dropped' | 'callback';
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
  by: 'caller' | 'operator' | 'left' | 'closed' | 'full' | 'callback-failed' | 'joined-earlier-place';
  leg: Leg | null;
  answers: FeedbackAnswers | null;
};

/** Everything that can happen to a contact. Commands come from people through the API or the desk, the rest are facts. */
export type ContactEvent =
  | {
      type: 'arrived';
      id: string;
      callSid: string;
      queueId: string;
      from: string;
      to: string;
      language: string;
      arrivedAt: number;
      caller: string | null;
      code: string;
      /** The number is withheld, or another visit is under way from it. */
      shared: boolean;
      earlier: EarlierPlace;
      /** A rhythm that the caller chose on an earlier call and let us remember; null where there is none. */
      remembered: Cadence | null;
      /** The leg has waited before: the store lost it, or never knew it. `step` is the last one answered without us. */
      recovered: { step: number } | null;
    }
  | LegAsks
  | { type: 'leg-ended'; callSid: string }
  /** A leg should have asked and did not, or something was planned for now. */
  | { type: 'due' }
  /** The same person calls again, or keys the place's code: the new leg asks, and takes the place. */
  | { type: 'called-again'; asks: LegAsks; from: string; caller: string | null }
  /** The callback's turn has come and an operator is ready; `by` an operator who makes an owed call now. */
  | { type: 'call-back'; by: { operator: string; isAdmin: boolean } | null }
  | { type: 'ring-started'; intentId: string; callSid: string }
  | { type: 'ring-failed'; intentId: string }
  /** Twilio has stored what was spoken. `kind` where the recording's own address tells it. */
  | { type: 'recorded'; recordingSid: string; seconds: number; kind: Words['kind'] | null }
  | { type: 'words-deleted' }
  /** Somebody has seen to what is owed. */
  | { type: 'seen-to'; operator: string }
  /** Another line of this number has just dropped, and its place is kept: is it the same person? */
  | { type: 'place-dropped'; owner: string }
  /**
   * News for who waits: said early, but never within 15 s of the last words, nor within `afterMs`. Without lines it is
   * whatever the caller has not been told.
   */
  | { type: 'news'; lines: Line[]; afterMs?: number }
  | { type: 'offer'; server: Server; talk: string }
  | { type: 'accept'; operator: string }
  | { type: 'take'; server: Server; talk: string }
  | { type: 'operator-joined'; operator: string }
  | { type: 'withdraw-offer'; operator: string }
  | { type: 'operator-left-talk'; operator: string; final: boolean }
  | { type: 'operator-lost'; operator: string }
  | { type: 'operator-back'; operator: string }
  | { type: 'hold'; operator: string; reason: string; backInMs: number | null }
  | { type: 'return'; operator: string; talk: string }
  | { type: 'note'; operator: string; text: string; now: boolean }
  | { type: 'longer'; operator: string; byMs: number }
  | { type: 'transfer'; operator: string; target: TransferTarget }
  | { type: 'end'; operator: string };

export type CallbackVerdict = 'allowed' | 'refused' | 'limit';

/** Where a contact is handed on to: the front of a queue's line, for one operator first where one is named. */
export type TransferTarget = { queueId: string; queueName: string; prefers: string | null };

/** What `decide` must know of the world around the contact, all of it as of `now`. */
export type ContactCircumstances = {
  now: number;
  queue: QueueSettings;
  /** Rank in the line from 1; null where the contact stands in none. */
  position: number | null;
  operatorsOnDuty: number;
  /** Callers in the line. */
  waiting: number;
  /** What may honestly be said of the wait that is left; null where nothing may. */
  announcement: Announcement | null;
  /** The forecast that it comes from, to be learned from; null where there is none. */
  forecast: Forecast | null;
  /** When the queue opens again, as it is spoken; null where it is open. */
  opens: Opening | null;
  /** Until it closes, ms; null where it is closed, or no end is in sight. */
  closesInMs: number | null;
  /** Whether a number may be called back: static rules and today's counts. */
  callbackVerdict: (number: string) => CallbackVerdict;
  /** A keyed number as E.164, read with the queue's country; null where it is none. */
  numberOf: (keyed: string) => string | null;
  /** Whose kept place the keyed code, or the answer to "is it yours?", leads to; null where to none. */
  ownerOfCode: string | null;
  /** Whether this caller may try another code. */
  mayTryCodes: boolean;
  /** A later time today at which the queue offers to call; null where there is none. */
  callLater: DayTime | null;
  newIntentId: string;
  /** How long lines take to speak, ms; voice-script's estimate. */
  spokenMs: (lines: readonly Line[], language: string) => number;
};

/** Only what a contact is in every status: the ground on which the next status is built. */
export function visitOf(contact: Visit): Visit {
  const {
    id,
    version,
    queueId,
    from,
    to,
    language,
    arrivedAt,
    cadence,
    caller,
    code,
    callback,
    words,
    owes,
    heard,
  } = contact;
  return {
    id,
    version,
    queueId,
    from,
    to,
    language,
    arrivedAt,
    cadence,
    caller,
    code,
    callback,
    words,
    owes,
    heard,
  };
}
