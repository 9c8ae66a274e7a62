import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/**
 * What a contact's leg carries in its own URLs: enough to keep the caller and rebuild the place when the store has
 * lost it, and nothing about the person. Each waiting call is its own backup record.
 */
export type ContactToken = Readonly<{
  contactId: string;
  queueId: string;
  /** The key of the place in the line (waiting/line.ts); where there is none, of the one that a lost record is given. */
  place: number;
  /** Whether the caller was told of a place, or is asked something before there is one or after it. */
  hasPlace: boolean;
  language: string;
  /** Length of the silence that is promised now, ms. */
  intervalMs: number;
  /** The step that the URL asks for. */
  step: number;
}>;

/**
 * What a call at the operators' entrance carries: what it is asked for and how many tries it has had. Nothing that was
 * keyed is in it: a PIN may be keyed where a number is asked for.
 */
export type EntranceToken = Readonly<{ asked: 'number' | 'pin'; tries: number }>;

export type LegTokens = {
  contact(token: ContactToken): string;
  /** Null where it was not made by us. */
  readContact(text: string): ContactToken | null;
  /** A desk's leg carries the intent by which it was called, and the step. */
  desk(intentId: string, step: number): string;
  readDesk(text: string): { intentId: string; step: number } | null;
  entrance(token: EntranceToken): string;
  readEntrance(text: string): EntranceToken | null;
};

const CONTACT = /^([cn]1)\.([\w-]{1,80})\.([\w-]{1,40})\.(\d{1,16})\.([a-z]{2,3})\.(\d{1,5})\.(\d{1,9})$/;
const WITH_PLACE = 'c1';
const WITHOUT_PLACE = 'n1';
const ENTRANCE = /^e1\.(number|pin)\.(\d)$/;
const DESK = /^d1\.([\w-]{1,80})\.(\d{1,9})$/;
/** 128 bits of HMAC-SHA-256 are as hard to guess as a session id. */
const SIGNATURE_BYTES = 16;
/** About two megabytes. */
const MOST_KNOWN = 10_000;

/** Makes and reads tokens signed with a key derived from SESSION_SECRET (HKDF, RFC 5869). */
export function legTokens(secret: string): LegTokens {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'stillhere leg token', 32));

  /** Of the tokens that were made here lately: each is written into several URLs, and most come back. */
  const made = new Map<string, string>();

  function signature(text: string): string {
    const bytes = createHmac('sha256', key).update(text).digest().subarray(0, SIGNATURE_BYTES);
    return bytes.toString('base64url');
  }
  function sign(text: string): string {
    let signed = made.get(text);
    if (signed === undefined) {
      signed = signature(text);
      if (made.size >= MOST_KNOWN) made.clear();
      made.set(text, signed);
    }
    return `${text}.${signed}`;
  }
  function opened(signed: string): string | null {
    const dot = signed.lastIndexOf('.');
    if (dot < 0) return null;
    const text = signed.slice(0, dot);
    const given = Buffer.from(signed.slice(dot + 1));
    const right = Buffer.from(made.get(text) ?? signature(text));
    return given.length === right.length && timingSafeEqual(given, right) ? text : null;
  }

  return {
    contact({ contactId, queueId, place, hasPlace, language, intervalMs, step }) {
      const seconds = Math.round(intervalMs / 1000);
      return sign(
        `${hasPlace ? WITH_PLACE : WITHOUT_PLACE}.${contactId}.${queueId}.${Math.round(place)}.${language}.${seconds}.${step}`,
      );
    },
    readContact(signed) {
      const fields = CONTACT.exec(opened(signed) ?? '');
      if (fields === null) return null;
      const [, kind, contactId = '', queueId = '', place, language = '', seconds, step] = fields;
      return {
        contactId,
        queueId,
        place: Number(place),
        hasPlace: kind === WITH_PLACE,
        language,
        intervalMs: Number(seconds) * 1000,
        step: Number(step),
      };
    },
    desk: (intentId, step) => sign(`d1.${intentId}.${step}`),
    readDesk(signed) {
      const fields = DESK.exec(opened(signed) ?? '');
      return fields === null ? null : { intentId: fields[1] ?? '', step: Number(fields[2]) };
    },
    entrance: ({ asked, tries }) => sign(`e1.${asked}.${tries}`),
    readEntrance(signed) {
      const fields = ENTRANCE.exec(opened(signed) ?? '');
      return fields === null
        ? null
        : { asked: fields[1] as EntranceToken['asked'], tries: Number(fields[2]) };
    },
  };
}
