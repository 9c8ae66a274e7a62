import type twilio from 'twilio';
import { type NumberSettings, SETTINGS } from './settings.ts';

/** A number as Twilio has it. */
export type FoundNumber = NumberSettings & {
  sid: string;
  phoneNumber: string;
  friendlyName: string;
  hasVoice: boolean;
  /** Set, either of these makes Twilio pass over the number's own URLs (docs: IncomingPhoneNumber). */
  voiceApplicationSid: string;
  trunkSid: string;
};

/** Twilio said no, or nothing; the message says what to do and holds no secret. */
export class TwilioProblem extends Error {
  override name = 'TwilioProblem';
}

/** The account's part of the setup, over Twilio's REST API. All methods reject with TwilioProblem. */
export interface Account {
  isTrial(): Promise<boolean>;
  /** Null where the account has no such number. */
  find(phoneNumber: string): Promise<FoundNumber | null>;
  /** Writes the settings and gives back what Twilio then has, read anew. */
  apply(sid: string, settings: NumberSettings): Promise<NumberSettings>;
}

/** @param apiBaseUrl named in messages about a connection that failed */
export function openAccount(client: twilio.Twilio, accountSid: string, apiBaseUrl: string): Account {
  async function ask<Reply>(purpose: string, request: () => Promise<Reply>): Promise<Reply> {
    try {
      return await request();
    } catch (error) {
      throw new TwilioProblem(`Failed to ${purpose}: ${whyAndWhatToDo(error, apiBaseUrl)}`);
    }
  }

  return {
    async isTrial() {
      const { type } = await ask('read the account', () => client.api.v2010.accounts(accountSid).fetch());
      return type === 'Trial';
    },
    async find(phoneNumber) {
      const [number] = await ask('look for the number', () =>
        client.incomingPhoneNumbers.list({ phoneNumber, limit: 1 }),
      );
      if (number === undefined || number.phoneNumber !== phoneNumber) return null;
      return {
        ...settingsOf(number),
        sid: number.sid,
        phoneNumber: number.phoneNumber,
        friendlyName: number.friendlyName,
        hasVoice: number.capabilities.voice,
        voiceApplicationSid: number.voiceApplicationSid ?? '',
        trunkSid: number.trunkSid ?? '',
      };
    },
    async apply(sid, settings) {
      await ask('change the number', () => client.incomingPhoneNumbers(sid).update(settings));
      return settingsOf(await ask('read the number again', () => client.incomingPhoneNumbers(sid).fetch()));
    },
  };
}

/** Twilio gives null for what is not set. */
function settingsOf(number: { [setting in keyof NumberSettings]: string | null }): NumberSettings {
  return Object.fromEntries(SETTINGS.map((setting) => [setting, number[setting] ?? ''])) as NumberSettings;
}

/** The package's RestException has Twilio's status, code and message; what has no status never brought an answer. */
function whyAndWhatToDo(error: unknown, apiBaseUrl: string): string {
  const { status, code, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  switch (status) {
    case undefined:
      return `${apiBaseUrl} did not answer (${String(code ?? message)}). Check the network and TWILIO_API_BASE_URL.`;
    case 401:
    case 403:
      return `Twilio refused the credentials (${status}). Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN; the first token is used.`;
    case 404:
      return 'Twilio does not know it (404). Check TWILIO_ACCOUNT_SID and TWILIO_API_BASE_URL.';
    case 429:
      return 'Twilio has too many requests from this account (429). Nothing was changed by this one; try again in a minute.';
    default:
      return Number(status) >= 500
        ? `Twilio has trouble of its own (${status}). Run this again; it shows first how things stand.`
        : `Twilio answered ${status}, code ${String(code)}: ${String(message)}. See https://www.twilio.com/docs/api/errors.`;
  }
}
