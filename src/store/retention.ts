/** How long a command that was done is remembered with its answer, so that it is not done twice when it is sent again. */
export const COMMAND_REMEMBERED_MS = 10 * 60_000;

/**
 * How long whoever performs an effect has it to itself, before another one's sweep takes it up: longer than a request to
 * Twilio may take, so that two never make the same one side by side.
 */
export const EFFECT_LEASE_MS = 5_000;

/**
 * How long an ended contact about which nothing is owed, its timeline and the legs that it had can still be read;
 * intents and desks' legs too.
 */
export const KEPT_MS = 7 * 24 * 3_600_000;

/** How long a recording that was left as a note can still be played: longer than any call. */
export const NOTE_KEPT_MS = 6 * 3_600_000;

/** How long a label is kept after it was last given to anybody. */
export const LABEL_KEPT_MS = 7 * 24 * 3_600_000;

/** How many of those who carry a label are told. */
export const LABELLED_AT_MOST = 20;

/** How many contacts of one caller that are over are found again, the latest of them. */
export const PAST_AT_MOST = 20;

/** A contact's timeline keeps its last entries. */
export const TIMELINE_LENGTH = 500;

/** About how many changes a reader may fall behind before it misses some. */
export const CHANGES_LENGTH = 10_000;

/** Turns that are over are remembered for this long, for whoever is late to take one. */
export const TURN_KEPT_MS = 5 * 60_000;

/** How many changes of settings are on record, and for how long. */
export const SETTING_CHANGES_AT_MOST = 500;
export const SETTING_CHANGE_KEPT_MS = 90 * 24 * 3_600_000;

/** How long what is counted of a queue can be read: a whole month, until some days into the next one. */
export const TALLIES_KEPT_DAYS = 35;
export const TALLY_KEPT_MS = TALLIES_KEPT_DAYS * 24 * 3_600_000;
