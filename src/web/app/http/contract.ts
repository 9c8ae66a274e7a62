/** The shapes of the JSON API that the pages read; times are ISO 8601 in UTC. */

export type Role = 'operator' | 'supervisor' | 'admin';
export type Who = { name: string; displayName: string; roles: Role[] };

export type DeskStatus =
  | 'closed'
  | 'ringing'
  | 'free'
  | 'offered'
  | 'talking'
  | 'holding'
  | 'wrap-up'
  | 'away';
export type DeskMode = 'auto' | 'manual';
export type LegKind = 'open-line' | 'per-call';
export type Desk = {
  operator: string;
  displayName: string;
  status: DeskStatus;
  mode: DeskMode;
  /** Whether the phone stays on the line, or is rung for each caller. */
  leg: LegKind;
  /** Where the phone is being called: when it rings, or since when. */
  ringsAt: string | null;
  /** The operator of a caller on hold is at no console. */
  consoleGone?: boolean;
  /** The line of an open desk is being called anew. */
  renews?: boolean;
  /** When the phone network ends the call of the desk at the latest. */
  lineEndsAt?: string | null;
  /** Since when it is so, where that is known. */
  since: string | null;
  contactId: string | null;
  /** The contact to whose talk this supervisor listens. */
  listensTo?: string | null;
  /** Contacts on hold with them, in the order of their holds. */
  held?: string[];
  /** Whom they served last, until they serve the next. */
  lastContactId?: string | null;
  queues: string[];
  /** Why the operator is away, or what closed the desk. */
  reason: string | null;
  /** When the announcement or the time for notes is over. */
  until: string | null;
};

export type ContactStatus =
  | 'greeting'
  | 'waiting'
  | 'offered'
  | 'connected'
  | 'held'
  | 'place-kept'
  | 'calling-back'
  | 'feedback'
  | 'ended';
export type Cadence = 'queue' | 'every-minute' | 'every-two-minutes' | 'every-five-minutes' | 'news-only';
export type HoldAnswer = 'keep-waiting' | 'come-back' | 'call-me-back';

/** A recording in an operator's own voice. */
export type OwnVoice = { url: string; seconds: number };
export type Phrase = { id: string; language: string; text: string; ownVoice: OwnVoice | null };
export type Phrases = { phrases: Phrase[]; languages: string[]; most: number };

export type Hold = {
  since: string;
  reason: string;
  expectedBackAt: string | null;
  /** Who was called as the promised time ran out. */
  escalated?: 'operator' | 'supervisor' | 'anyone' | null;
  lastAnswer: { answer: HoldAnswer; at: string } | null;
  note: { text: string; at: string; told: boolean; ownVoice: OwnVoice | null } | null;
};
export type Contact = {
  id: string;
  queueId: string;
  status: ContactStatus;
  /** Masked. */
  from: string;
  language: string;
  position: number | null;
  /** In line: since this wait began. On hold: since the hold began. Connected: from arrival to the talk. */
  waitedSeconds: number;
  estimate: { lowSeconds: number; highSeconds: number } | null;
  cadence: Cadence;
  nextCheckInAt: string | null;
  /** The one after it, where the words of the next are on their way already. */
  thenCheckInAt: string | null;
  question: { kind: string; askedAt: string } | null;
  callback?: { number: string; requestedAt: string; attempts: number; notBefore: string | null } | null;
  words?: { seconds: number; kind: 'while-waiting' | 'message'; at: string } | null;
  owes?: { kind: OwedKind; since: string; operator: string | null } | null;
  operator: string | null;
  /** For whom this operator looked in. */
  insteadOf?: string | null;
  outcome?: { code: string; label: string } | null;
  /** The supervisor who listens to the talk. */
  listener?: Listener | null;
  hold: Hold | null;
};
/** Hears both; is heard by the operator alone as well; is heard by the caller too. */
export type ListenMode = 'listen' | 'whisper' | 'barge';
export type Listener = {
  operator: string;
  mode: ListenMode;
  /** `switching`: heard as before for a moment. `waiting`: the caller is on hold. `leaving`: may still hear. */
  state: 'coming' | 'in' | 'switching' | 'waiting' | 'leaving';
  since: string;
};
/** What may come of a call. */
export type Outcome = { id: string; label: string };
export type OwedKind = 'message' | 'callback-failed' | 'callback-held' | 'callback-waiting' | 'call-back';
export type TimelineEntry = {
  at: string;
  kind: string;
  data?: Record<string, string | number | boolean | null>;
};
/** What there has been with the same caller before. */
export type EarlierContact = {
  id: string;
  queueId: string;
  at: string;
  status: ContactStatus;
  /** By whom or what it ended; null where it has not. */
  ended:
    | 'caller'
    | 'operator'
    | 'left'
    | 'closed'
    | 'full'
    | 'callback-failed'
    | 'seen-to'
    | 'joined-earlier-place'
    | null;
  operator: string | null;
  outcome: { code: string; label: string } | null;
  owes: { kind: OwedKind } | null;
  callback: { attempts: number } | null;
};
/** `earlier` is null where the number is withheld. */
export type ContactDetail = Contact & { timeline: TimelineEntry[]; earlier: EarlierContact[] | null };

export type Me = Who & {
  /** Which they serve, or supervise. */
  queues?: string[];
  /** Whether they may choose whom they take next, and how many they may have on hold at once. */
  mayPick?: boolean;
  mostHeld?: number;
  /** Whether a browser can be their phone. */
  browserPhone?: boolean;
  desk: { status: DeskStatus; mode: DeskMode } | null;
  contacts: Contact[];
};
/** How this browser becomes their phone. */
export type PhoneAccess =
  | { kind: 'twilio'; identity: string; token: string; expiresAt: string }
  | { kind: 'stand-in'; identity: string; url: string };

export type Rhythm = {
  firstAfterSeconds: number;
  everySeconds: number;
  growth: number;
  longestSilenceSeconds: number;
};
export type Queue = {
  id: string;
  name: string;
  languages: string[];
  numbers: string[];
  numberLanguages: { number: string; language: string }[];
  priority: number;
  inLine: Rhythm;
  onHold: Rhythm;
  newsOnlyLongestSeconds: number;
  wrapUpSeconds: number;
  outcomes: Outcome[];
  country: string;
  callbacks: {
    enabled: boolean;
    attempts: number;
    pauseSeconds: number;
    countries: string[];
    laterAt: string[];
    timeZone: string;
    perNumberPerDay: number;
    perMinute: number;
    minutesPerDay: number;
  };
  keepPlaceSeconds: number;
  presenceAfterSeconds: number;
  spokenAnswers: boolean;
  leaveWords: boolean;
  askAfterwards: boolean;
  hours: Hours | null;
  closure: Closure | null;
  maxWaiting: number | null;
  backupNumber: string | null;
  nobodyAfterSeconds: number;
  topics: Topic[];
  ranking: {
    ageingSeconds: number;
    calledNumbers: { number: string; priority: number }[];
    languages: { language: string; priority: number }[];
    callers: { number: string; priority: number }[];
  };
  refusesNuisances: boolean;
  pilot: { share: number; oldLine: string | null };
  notice: Notice | null;
};
export type Hours = {
  timeZone: string;
  weekly: { day: number; from: string; to: string }[];
  exceptions: ({ date: string; closed: true } | { date: string; from: string; to: string })[];
};
export type Topic = { label: Record<string, string>; queueId: string };
/** Closed by hand; null: until it is opened again. */
export type Closure = { until: string | null };
export type Notice = {
  id: string;
  text: Record<string, string>;
  until: string;
  owner: string;
  since: string;
};
/** What a setting has callers hear in a language, and about how long it takes. */
export type Heard = {
  part: 'greeting' | 'topics' | 'closed' | 'full' | 'callback' | 'backup' | 'notice';
  language: string;
  text: string;
  seconds: number;
};
export type Operator = {
  name: string;
  displayName: string;
  roles: Role[];
  address: string | null;
  queues: string[];
  skills: string[];
  mayPick: boolean;
  mostHeld: number;
  shortNumber: string | null;
  pinSet: boolean;
};

export type NuisanceReason = 'abusive' | 'threats' | 'obscene' | 'silent' | 'advertising' | 'other';
/** A caller whose calls are refused for a time; `queueId` null: by all queues. */
export type Nuisance = {
  id: string;
  queueId: string | null;
  from: string;
  reason: NuisanceReason;
  note: string;
  by: string;
  at: string;
  until: string;
};

/** What is set for the line as a whole. */
export type Line = { operatorNumber: string | null; consoleGoneSeconds: number | null };

/** Who changed which settings; of what is secret or personal only that it was changed. */
export type SettingsChange = {
  id: string;
  at: string;
  by: string;
  of: { kind: 'queue' | 'notice' | 'operator' | 'line' | 'nuisance'; id: string };
  how: 'added' | 'changed' | 'removed';
  settings: { setting: string; hidden: boolean; before?: unknown; after?: unknown }[];
  canUndo: boolean;
};
/** `next` asks for those further back; null where there are none. */
export type Changes = { changes: SettingsChange[]; next: string | null };
