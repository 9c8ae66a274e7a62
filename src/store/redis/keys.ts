/**
 * The one place that spells Redis keys. All of them begin with the same prefix, whose `{…}` is a hash tag: a script may
 * touch several of them also where Redis is a cluster. A key holds ids (of contacts, queues, legs, operators' sign-in
 * names), never a phone number, a name or a note.
 */
export const DEFAULT_PREFIX = '{stillhere}:';

export type Keys = ReturnType<typeof storeKeys>;

/** @param prefix begins with a hash tag, such as `{stillhere}:`; tests take one of their own. */
export function storeKeys(prefix: string) {
  return {
    /** String: `version queue {json}`; expires once ended and nothing is owed about it. */
    contact: (id: string) => `${prefix}contact:${id}`,
    /** List of {json}, the last 500 entries. */
    timeline: (contactId: string) => `${prefix}timeline:${contactId}`,
    /** Sorted set of contact ids by place. */
    line: (queueId: string) => `${prefix}line:${queueId}`,
    /** Those of the line who are free to be taken, by place. */
    takeable: (queueId: string) => `${prefix}takeable:${queueId}`,
    /** Hash of queue id to the rank of its last newcomer. */
    lastRanks: `${prefix}last-ranks`,
    /** Sorted set of the contacts beside the line, by since when. */
    served: `${prefix}served`,
    /** Sorted set of the contacts about which a person owes something, by since when. */
    owed: `${prefix}owed`,
    /** Sorted set of the contacts that carry the label, by since when; expires. */
    label: (label: string) => `${prefix}label:${label}`,
    /** Sorted set of a caller's contacts that are over, by when they first were; `caller` is a keyed hash. Expires. */
    past: (caller: string) => `${prefix}past:${caller}`,

    /** Hash of what is counted to how many; `quarter` is the number of a quarter of an hour since 1970. Expires. */
    tally: (queueId: string, quarter: number) =>
      `${prefix}tally:${queueId}:${Math.floor(quarter / 96)}-${quarter % 96}`,

    /** Hash of queue id to `version {json}`: what a line's waits are foretold from. */
    foretells: `${prefix}foretells`,
    /** Hash of queue id to {json}: what is only learned with. */
    learnsWith: `${prefix}learns-with`,

    /** Hash of operator to `version {json}`. */
    desks: `${prefix}desks`,
    /** Sorted set of operators by since when they are free. */
    freeDesks: `${prefix}free-desks`,
    /** Hash of operator to the queues, comma-separated, in which the desk counts as on duty. */
    duties: `${prefix}duties`,
    /** Hash of queue id to the number of desks on duty. */
    onDuty: `${prefix}on-duty`,
    /** Hash of operator to what their desk is counted as in `spoken`: `queue:language`, comma-separated. */
    speakers: `${prefix}speakers`,
    /** Hash of language to the number of those desks that speak it but not every one; of `*` to the number of all such. */
    spoken: (queueId: string) => `${prefix}spoken:${queueId}`,

    /** String: `contact:<id>` or `desk:<operator>`; expires. */
    leg: (callSid: string) => `${prefix}leg:${callSid}`,
    /** String: the operator that the call with this intent rings; expires. */
    intent: (intentId: string) => `${prefix}intent:${intentId}`,
    /** Sorted set of `contact:<id>` and `desk:<operator>` by when they are due. */
    deadlines: `${prefix}deadlines`,
    /** String that is there while the event's id is remembered. */
    event: (eventId: string) => `${prefix}event:${eventId}`,
    /** String that is there while the guard of `once` holds. */
    guard: (key: string) => `${prefix}once:${key}`,

    /** String that is written to see whether Redis takes it; expires. */
    probe: `${prefix}probe`,

    /** Sorted set of effect ids by when their lease runs out. */
    outbox: `${prefix}outbox`,
    /** Hash of effect id to `attempt createdAt {json}`. */
    effects: `${prefix}effects`,
    /** Counter that makes effect ids unique. */
    lastEffect: `${prefix}last-effect`,
    /** Stream of changes, one field each: kind to key. */
    changes: `${prefix}changes`,

    /** Hash of queue id to {json}. */
    queues: `${prefix}queues`,
    /** String: {json} of what is set for the line as a whole. */
    lineSettings: `${prefix}line-settings`,
    /** Hash of operator to {json}. */
    operators: `${prefix}operators`,
    /** Hash of a caller's keyed hash and a queue (none: all of them) to {json}: whose calls are refused. */
    nuisances: `${prefix}nuisances`,
    /** Counter: grows with each write of a queue, an operator, a mark or the line's settings. */
    settingsRevision: `${prefix}settings-revision`,
    /** Stream of who changed which setting, one field each: `change` to {json}; expires. */
    settingChanges: `${prefix}setting-changes`,
    /** String: `generation operator {json}`; expires. */
    session: (idHash: string) => `${prefix}session:${idHash}`,
    /** Hash of operator to the generation of sessions that are not ended. */
    sessionGenerations: `${prefix}session-generations`,

    /** Number; expires. `key` tells what is counted, with a hash. */
    count: (key: string) => `${prefix}count:${key}`,
    /** Sorted set of ids by when their turn is; expires. */
    turns: (what: string) => `${prefix}turns:${what}`,
    /** String; expires. `key` tells what is remembered, with a hash. */
    remembered: (key: string) => `${prefix}remembered:${key}`,

    /** String: the bytes of a WAV file; expires, unless somebody keeps it. */
    clip: (name: string) => `${prefix}clip:${name}`,
    /** Hash of phrase id to {json}, an operator's own. */
    phrases: (operator: string) => `${prefix}phrases:${operator}`,
  };
}
