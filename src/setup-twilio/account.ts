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

/** The account as a whole, in Twilio's words. */
export type AccountStanding = { status: string; type: string; isSubaccount: boolean };

/** Who holds the account, as Twilio's Trust Hub has it. */
export type CustomerProfile = {
  status: string;
  /** What it was filed under, such as "Primary Customer Profile of type Business"; null where that was not told. */
  policy: string | null;
};

/** Twilio said no, or nothing; the message says what to do and holds no secret. */
export class TwilioProblem extends Error {
  override name = 'TwilioProblem';
  /** Why, in a few words. */
  readonly reason: string;
  constructor(message: string, reason: string) {
    super(message);
    this.reason = reason;
  }
}

/** The account's part of the setup, over Twilio's REST API. All methods reject with TwilioProblem. */
export interface Account {
  standing(): Promise<AccountStanding>;
  /** Null where the account has no such number. */
  find(phoneNumber: string): Promise<FoundNumber | null>;
  /** Writes the settings and gives back what Twilio then has, read anew. */
  apply(sid: string, settings: NumberSettings): Promise<NumberSettings>;
  /** By country (ISO 3166), whether its ordinary numbers may be called. */
  mayDial(): Promise<Map<string, boolean>>;
  profiles(): Promise<CustomerProfile[]>;
}

/** Twilio knows some 220 countries; one page holds them. */
const ALL_COUNTRIES = 1_000;
const MOST_PROFILES = 50;

/** @param apiBaseUrl also named in messages about a connection that failed */
export function openAccount(client: twilio.Twilio, accountSid: string, apiBaseUrl: string): Account {
  client.voice.baseUrl = productUrl(apiBaseUrl, 'voice');
  client.trusthub.baseUrl = productUrl(apiBaseUrl, 'trusthub');

  async function ask<Reply>(purpose: string, request: () => Promise<Reply>): Promise<Reply> {
    try {
      return await request();
    } catch (error) {
      throw new TwilioProblem(
        `Failed to ${purpose}: ${whyAndWhatToDo(error, apiBaseUrl)}`,
        briefly(error, apiBaseUrl),
      );
    }
  }

  return {
    async standing() {
      const account = await ask('read the account', () => client.api.v2010.accounts(accountSid).fetch());
      const { status, type, sid, ownerAccountSid } = account;
      return { status, type, isSubaccount: (ownerAccountSid ?? sid) !== sid };
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
    async mayDial() {
      const { countries } = client.voice.v1.dialingPermissions;
      const { instances } = await ask('read the dialling permissions', () =>
        countries.page({ pageSize: ALL_COUNTRIES }),
      );
      return new Map(instances.map(({ isoCode, lowRiskNumbersEnabled }) => [isoCode, lowRiskNumbersEnabled]));
    },
    async profiles() {
      const { customerProfiles, policies } = client.trusthub.v1;
      const { instances } = await ask('read the customer profiles', () =>
        customerProfiles.page({ pageSize: MOST_PROFILES }),
      );
      return await Promise.all(
        instances.map(async ({ status, policySid }) => {
          const named = policies(policySid).fetch();
          return {
            status,
            policy: await named.then(
              ({ friendlyName }) => friendlyName,
              () => null,
            ),
          };
        }),
      );
    },
  };
}

/**
 * Where another of Twilio's APIs is. Twilio has a host for each (api.twilio.com, voice.twilio.com), in its regions too; a
 * platform that speaks Twilio's API, or the emulator, is asked on its one host: its token is nothing to show to Twilio.
 */
export function productUrl(apiBaseUrl: string, product: 'voice' | 'trusthub'): string {
  return apiBaseUrl.replace(/^https:\/\/api\.(?=([a-z0-9-]+\.)*twilio\.com$)/, `https://${product}.`);
}

/** Twilio gives null for what is not set. */
function settingsOf(number: { [setting in keyof NumberSettings]: string | null }): NumberSettings {
  return Object.fromEntries(SETTINGS.map((setting) => [setting, number[setting] ?? ''])) as NumberSettings;
}

/** The package's RestException has Twilio's status, code and message; what has no status never brought an answer. */
type Refusal = { status?: unknown; code?: unknown; message?: unknown };

function refusalOf(error: unknown): Refusal {
  return typeof error === 'object' && error !== null ? error : {};
}

function whyAndWhatToDo(error: unknown, apiBaseUrl: string): string {
  const { status, code, message } = refusalOf(error);
  switch (status) {
    case undefined:
      return `${briefly(error, apiBaseUrl)}. Check the network and TWILIO_API_BASE_URL.`;
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

function briefly(error: unknown, apiBaseUrl: string): string {
  const { status, code, message } = refusalOf(error);
  switch (status) {
    case undefined:
      return `${apiBaseUrl} did not answer (${String(code ?? message)})`;
    case 404:
      return 'it is not known there (404)';
    default:
      return `the answer was ${String(status)}, code ${String(code)}`;
  }
}
