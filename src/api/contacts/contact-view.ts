import { z } from 'zod';
import type { Contact, OnHold, Server } from '../../contact/contact.ts';
import type { TimelineEntry } from '../../contact/decision.ts';
import type { Note } from '../../contact/on-hold/note.ts';
import { NEVER } from '../../contact/place-kept/keep-place.ts';
import { soundsAt } from '../../contact/wait/heard.ts';
import { countryCodeLength } from '../../voice-script/digits.ts';
import { isoTime } from '../contract.ts';
import { listenerSchema, listenerView } from './listener-view.ts';
import { ownVoiceSchema, ownVoiceView } from '../desk/own-voice.ts';

export const CONTACT_STATUSES = [
  'greeting',
  'waiting',
  'offered',
  'connected',
  'held',
  'place-kept',
  'calling-back',
  'feedback',
  'ended',
] as const;

const time = () => z.iso.datetime();

export const contactSchema = z
  .strictObject({
    id: z.string(),
    queueId: z.string(),
    status: z.enum(CONTACT_STATUSES),
    from: z
      .string()
      .describe("The caller's number with all but its country code and last two digits hidden."),
    language: z.string(),
    position: z.int().nullable().describe('Rank in the line from 1; null where the contact stands in none.'),
    waitedSeconds: z
      .int()
      .describe(
        'In line: since this wait began. On hold: since the hold began. Later: from arrival to the talk or the end.',
      ),
    estimate: z.strictObject({ lowSeconds: z.int(), highSeconds: z.int() }).nullable(),
    cadence: z.enum(['queue', 'every-minute', 'every-two-minutes', 'every-five-minutes', 'news-only']),
    nextCheckInAt: time()
      .nullable()
      .describe('When our next words are expected to start; the tape is the truth.'),
    thenCheckInAt: time()
      .nullable()
      .describe(
        'When the words after those start, where the next ones are on their way to the caller already and can be changed no more.',
      ),
    question: z.strictObject({ kind: z.string(), askedAt: time() }).nullable(),
    callback: z
      .strictObject({
        number: z.string().describe('Masked like `from`.'),
        requestedAt: time(),
        attempts: z.int().describe('Calls made so far.'),
        notBefore: time().nullable().describe('Null where it is made by a person alone, who owes it.'),
      })
      .nullable(),
    words: z
      .strictObject({ seconds: z.number(), kind: z.enum(['while-waiting', 'message']), at: time() })
      .nullable()
      .describe('What the caller said; played by GET /contacts/{id}/words.'),
    owes: z
      .strictObject({
        kind: z.enum(['message', 'callback-failed', 'callback-held', 'callback-waiting', 'call-back']),
        since: time(),
        operator: z.string().nullable().describe('Who owes it; null where anybody may see to it.'),
      })
      .nullable(),
    feedback: z
      .strictObject({
        right: z.boolean().nullable(),
        often: z.enum(['too-often', 'just-right', 'too-rarely']).nullable(),
      })
      .nullable()
      .describe('What the caller said of the wait at the end.'),
    operator: z.string().nullable().describe('Sign-in name of the operator who serves the contact.'),
    insteadOf: z
      .string()
      .nullable()
      .describe(
        'For whom this operator looked in, also while they hold again: who had the caller on hold before.',
      ),
    listener: listenerSchema,
    outcome: z
      .strictObject({ code: z.string(), label: z.string(), operator: z.string(), at: time() })
      .nullable()
      .describe('What came of it, as its operator said after the talk.'),
    hold: z
      .strictObject({
        since: time(),
        reason: z.string(),
        expectedBackAt: time().nullable(),
        escalated: z
          .enum(['operator', 'supervisor', 'anyone'])
          .nullable()
          .describe(
            'Who was called as the promised time ran out: its operator at 80 %, supervisors at 100 %, anyone who serves the queue at 150 %.',
          ),
        lastAnswer: z
          .strictObject({ answer: z.enum(['keep-waiting', 'come-back', 'call-me-back']), at: time() })
          .nullable(),
        note: z
          .strictObject({
            text: z.string().describe("'' where it was spoken alone."),
            at: time(),
            told: z.boolean().describe('Or on its way: it cannot be taken back.'),
            ownVoice: ownVoiceSchema,
          })
          .nullable()
          .describe('The latest news for the caller.'),
      })
      .nullable(),
  })
  .describe("One person's one visit to the line");

export type ContactJson = z.infer<typeof contactSchema>;

export const timelineEntrySchema = z.strictObject({
  at: time(),
  kind: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

/** A contact as the API shows it. `position` is its rank from 1, null in no line; `now` is epoch ms. */
export function contactView(contact: Contact, position: number | null, now: number): ContactJson {
  const wait = 'nextCheckInAt' in contact ? contact : null;
  const question = wait?.question ?? null;
  const onHold = contact.status === 'held' || contact.status === 'returning' ? contact : null;
  return {
    id: contact.id,
    queueId: contact.queueId,
    // Who is on the way back is not there yet: to the caller, and so to everyone, it is still a hold.
    status: contact.status === 'returning' ? 'held' : contact.status,
    from: maskNumber(contact.from),
    language: contact.language,
    position,
    waitedSeconds: Math.max(0, Math.floor(waitedMs(contact, now) / 1000)),
    estimate: estimateView(contact, now),
    cadence: contact.cadence,
    ...checkInsView(wait, now),
    question: question === null ? null : { kind: question.kind, askedAt: isoTime(question.askedAt) },
    callback: callbackView(contact),
    words: wordsView(contact),
    owes: owesView(contact),
    feedback: 'answers' in contact ? contact.answers : null,
    operator: 'server' in contact ? contact.server.operator : null,
    insteadOf: lookedInFor(contact)?.operator ?? null,
    listener: listenerView(contact),
    outcome: outcomeView(contact),
    hold: onHold === null ? null : holdView(onHold),
  };
}

/** A record as the API shows it: a number that was read back to its caller is masked like `from`. */
export function timelineView(entries: readonly TimelineEntry[]): z.infer<typeof timelineEntrySchema>[] {
  return entries.map(({ at, kind, data }) => {
    const shown =
      data?.['number'] === undefined ? data : { ...data, number: maskNumber(String(data['number'])) };
    return { at: isoTime(at), kind, ...(shown === undefined ? {} : { data: shown }) };
  });
}

/**
 * `+1555…67` as `+1•••••••67`: country code and last two digits. What is no E.164 number keeps only its kind, and a
 * withheld one is called so (Twilio sends words such as "anonymous" in its place).
 */
export function maskNumber(from: string): string {
  const digits = /^\+([1-9]\d{6,14})$/.exec(from)?.[1];
  if (digits !== undefined) {
    const code = digits.slice(0, countryCodeLength(digits));
    return `+${code}${'•'.repeat(digits.length - code.length - 2)}${digits.slice(-2)}`;
  }
  const scheme = /^(sips?|client):/.exec(from)?.[0];
  return scheme === undefined ? 'withheld' : `${scheme}•••`;
}

/** Words that were handed over, and have not begun, are the next; the record already counts on those after them. */
function checkInsView(
  wait: Extract<Contact, { nextCheckInAt: number }> | null,
  now: number,
): Pick<ContactJson, 'nextCheckInAt' | 'thenCheckInAt'> {
  if (wait === null) return { nextCheckInAt: null, thenCheckInAt: null };
  const { leg, nextCheckInAt } = wait;
  const beginsAt = soundsAt(leg);
  return beginsAt > now
    ? { nextCheckInAt: isoTime(beginsAt), thenCheckInAt: isoTime(nextCheckInAt) }
    : { nextCheckInAt: isoTime(nextCheckInAt), thenCheckInAt: null };
}

function lookedInFor(contact: Contact): Server | undefined {
  if (contact.status === 'connected') return contact.insteadOf;
  if (contact.status === 'returning') return contact.insteadOf ?? contact.lookedInFor;
  return contact.status === 'held' ? contact.lookedInFor : undefined;
}

function callbackView({ callback }: Contact): ContactJson['callback'] {
  if (callback === null) return null;
  const { number, askedAt, attempts, notBefore } = callback;
  return {
    number: maskNumber(number),
    requestedAt: isoTime(askedAt),
    attempts,
    notBefore: notBefore === NEVER ? null : isoTime(notBefore),
  };
}

function wordsView({ words }: Contact): ContactJson['words'] {
  return words === null ? null : { seconds: words.seconds, kind: words.kind, at: isoTime(words.at) };
}

function owesView({ owes }: Contact): ContactJson['owes'] {
  return owes === null ? null : { ...owes, since: isoTime(owes.since) };
}

function outcomeView({ outcome }: Contact): ContactJson['outcome'] {
  return outcome === undefined ? null : { ...outcome, at: isoTime(outcome.at) };
}

function waitedMs(contact: Contact, now: number): number {
  switch (contact.status) {
    case 'waiting':
    case 'offered':
      return now - contact.waitingSince;
    case 'held':
    case 'returning':
      return now - contact.heldAt;
    case 'connected':
      return contact.connectedAt - contact.arrivedAt;
    case 'greeting':
    case 'place-kept':
    case 'calling-back':
    case 'feedback':
      return now - contact.arrivedAt;
    case 'ended':
      return contact.endedAt - contact.arrivedAt;
    default:
      return contact satisfies never;
  }
}

/** What was announced last of the wait, less the time since: what the caller believes now. */
function estimateView(contact: Contact, now: number): ContactJson['estimate'] {
  if (contact.status !== 'waiting' && contact.status !== 'offered') return null;
  const { wait } = contact.told;
  if (wait === null || wait.promise === null || wait.isBroken === true) return null;
  const left = (minutes: number) => Math.max(0, Math.round(minutes * 60 - (now - wait.at) / 1000));
  return { lowSeconds: left(wait.low), highSeconds: left(wait.high) };
}

type HoldJson = NonNullable<ContactJson['hold']>;

function holdView(hold: OnHold): HoldJson {
  return {
    since: isoTime(hold.heldAt),
    reason: hold.reason,
    expectedBackAt: hold.expectedBackAt === null ? null : isoTime(hold.expectedBackAt),
    escalated: hold.escalated ?? null,
    lastAnswer:
      hold.lastAnswer === null ? null : { answer: hold.lastAnswer.answer, at: isoTime(hold.lastAnswer.at) },
    note: hold.note === null ? null : noteView(hold.note),
  };
}

function noteView({ text, at, told, clip }: Note): NonNullable<HoldJson['note']> {
  return { text, at: isoTime(at), told, ownVoice: clip === undefined ? null : ownVoiceView(clip) };
}
