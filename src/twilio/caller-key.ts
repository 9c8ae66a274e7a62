import { createHmac, hkdfSync } from 'node:crypto';
import { callerNumber } from '../callback/rules.ts';

/** The keyed hash by which a caller's number is known: nobody without SESSION_SECRET finds the number from it. */
export type CallerKeys = {
  /** Null where the number is withheld or is none: such callers are known by their code alone. */
  of(from: string): string | null;
  /** The keyed hash of whatever else is not to be kept as it is. */
  hash(text: string): string;
  /** A number from 0 to below 1 that is made from a text, always the same; of many texts all numbers are as frequent. */
  portion(text: string): number;
  /** Four digits for a visit, made from its first call; `attempt` gives others. */
  code(callSid: string, attempt: number): string;
};

export function callerKeys(secret: string): CallerKeys {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'stillhere caller', 32));
  return {
    hash: (text) => createHmac('sha256', key).update(`hash ${text}`).digest('base64url').slice(0, 22),
    portion: (text) =>
      createHmac('sha256', key).update(`portion ${text}`).digest().readUIntBE(0, 6) / 2 ** 48,
    code(callSid, attempt) {
      const bits = createHmac('sha256', key).update(`code ${attempt} ${callSid}`).digest().readUInt32BE(0);
      return String(bits % 10_000).padStart(4, '0');
    },
    of(from) {
      const number = callerNumber(from);
      return number === null
        ? null
        : createHmac('sha256', key).update(number).digest('base64url').slice(0, 22);
    },
  };
}
