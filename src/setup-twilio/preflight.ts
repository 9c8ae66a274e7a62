import type { Config } from '../config.ts';
import { type Account, type AccountStanding, type CustomerProfile, TwilioProblem } from './account.ts';

/** One thing about the account that was looked at. */
export type Look = {
  what: string;
  found: string;
  /** What would keep callers from being served. */
  warnings: string[];
};

export type PreflightParts = {
  account: Pick<Account, 'mayDial' | 'profiles'>;
  standing: AccountStanding;
  config: { twilio: Pick<Config['twilio'], 'callsPerSecond'> };
  /** Countries (ISO 3166) whose numbers this server calls; rejects where the store cannot be read. */
  dialledCountries: () => Promise<ReadonlySet<string>>;
  /** The voices that speak, as Twilio's <Say> names them. */
  voices: readonly string[];
};

/**
 * Looks at what the account as a whole allows, and changes nothing. What cannot be looked at (a platform without that
 * API, a token that may not, a store that is away) says so and stops nothing.
 */
export async function preflight(parts: PreflightParts): Promise<Look[]> {
  return [
    aboutStanding(parts.standing),
    ...(await Promise.all([
      lookedAt('Customer profile', () => aboutProfiles(parts)),
      lookedAt('Dialling', () => aboutDialling(parts)),
    ])),
    notInTheApi(parts),
  ];
}

function aboutStanding({ status, type, isSubaccount }: AccountStanding): Look {
  const warnings: string[] = [];
  if (status !== 'active') {
    warnings.push(`The account is ${status}: it neither takes nor makes calls. Twilio's console says why.`);
  }
  if (type === 'Trial') {
    warnings.push(
      'This is a trial account: callers hear a notice first, only verified numbers can be called, calls end after ten minutes, and five are the most at once.',
    );
  }
  return {
    what: 'Account',
    found: `${status}, ${type.toLowerCase()}${isSubaccount ? ', a subaccount' : ''}`,
    warnings,
  };
}

/**
 * How many calls there may be at once hangs on the profile, and is not in the API (support.twilio.com 223180028: five on
 * trial, two without an approved profile, three with an individual's, any number with a business').
 */
async function aboutProfiles({ account, standing }: PreflightParts): Promise<Look> {
  const profiles = await account.profiles();
  const approved = profiles.filter(({ status }) => status === 'twilio-approved');
  const found = profiles.map(described).join('; ') || 'none';
  const what = 'Customer profile';
  if (approved.some(({ policy }) => policy === null || BUSINESS.test(policy)) || standing.type === 'Trial') {
    return { what, found, warnings: [] };
  }
  if (standing.isSubaccount) {
    return {
      what,
      found: `${found} here; the parent account's, which counts, could not be checked`,
      warnings: [],
    };
  }
  const most = approved.length === 0 ? 'two calls' : 'three calls';
  return {
    what,
    found,
    warnings: [
      `No business profile is approved: an account that left its trial in February 2026 or later has ${most} at once (a caller and their operator are two), and the next is refused. Twilio's console: Trust Hub, Customer profiles.`,
    ],
  };
}

/** Of a business, or of what Twilio treats as one. */
const BUSINESS = /business|nonprofit|government/i;

function described({ policy, status }: CustomerProfile): string {
  return `${policy ?? 'of a kind that could not be checked'} (${status.replace('twilio-', '')})`;
}

async function aboutDialling({ account, dialledCountries }: PreflightParts): Promise<Look> {
  const countries = [...(await dialledCountries())].toSorted();
  const what = 'Dialling';
  if (countries.length === 0)
    return { what, found: 'no number is called: nobody is called back', warnings: [] };
  const mayDial = await account.mayDial();
  const refused = countries.filter((country) => mayDial.get(country) !== true);
  const allowed = countries.filter((country) => mayDial.get(country) === true);
  return {
    what,
    found: [
      ...(allowed.length > 0 ? [`${allowed.join(', ')} allowed`] : []),
      ...(refused.length > 0 ? [`${refused.join(', ')} refused`] : []),
    ].join('; '),
    warnings:
      refused.length === 0
        ? []
        : [
            `Twilio does not let this account call ${refused.join(', ')}, where callers are to be called back or operators have their phones. Its console: Voice, Settings, Geo permissions.`,
          ],
  };
}

function notInTheApi({ config, voices }: PreflightParts): Look {
  return {
    what: 'Not in the API',
    found: [
      `calls created a second: TWILIO_CALLS_PER_SECOND is ${config.twilio.callsPerSecond}, the console has the account's (Voice, Settings)`,
      'calls at once: see the profile',
      'longest call: four hours unless the console says otherwise, which is enough',
      `voices: call in and hear ${voices.join(', ')}`,
    ].join('; '),
    warnings: [],
  };
}

async function lookedAt(what: string, look: () => Promise<Look>): Promise<Look> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = error instanceof TwilioProblem ? error.reason : error.message;
    return { what, found: `could not be checked: ${reason}`, warnings: [] };
  }
}
