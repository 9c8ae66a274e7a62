import type { Config } from '../config.ts';
import type { Account } from './account.ts';
import { preflight, type PreflightParts } from './preflight.ts';
import {
  describeChanges,
  describeFallback,
  describeLooks,
  describeNumber,
  describeWarnings,
} from './report.ts';
import { changesBetween, wantedSettings } from './settings.ts';
import { warningsAbout } from './warnings.ts';

export type SetupParts = {
  config: Pick<Config, 'publicUrl' | 'fallbackUrl'> & PreflightParts['config'];
  account: Account;
  phoneNumber: string;
  /** Shows the changes and changes nothing. */
  dryRun: boolean;
  /** Asks the person at the terminal; true where they agree. */
  confirm: () => Promise<boolean>;
  /** What is wrong with how PUBLIC_URL answers, as sentences. */
  probe: () => Promise<string[]>;
  /** The document to host elsewhere. */
  fallbackDocument: string;
  dialledCountries: PreflightParts['dialledCountries'];
  voices: PreflightParts['voices'];
  say: (text: string) => void;
};

export type SetupOutcome =
  /** The number is as it should be, or was shown what a dry run would do. */
  | 'done'
  /** The number cannot be used, or is not as it was to be. */
  | 'failed'
  /** Nobody agreed to the changes. */
  | 'declined';

/**
 * Points a number at this server: shows what it finds there and on the account and what it will change, asks, changes,
 * and reads it back.
 * A second run finds nothing to change. Rejects with TwilioProblem.
 */
export async function setUp(parts: SetupParts): Promise<SetupOutcome> {
  const { config, account, phoneNumber, say } = parts;
  const standing = await account.standing();
  const number = await account.find(phoneNumber);
  if (number === null) {
    say(
      `Failed to find ${phoneNumber}: the account has no such number. Check TWILIO_PHONE_NUMBER, or buy it first.`,
    );
    return 'failed';
  }
  say(describeNumber(number));
  if (!number.hasVoice) {
    say(`Failed to use ${phoneNumber}: it takes no calls (no voice capability). Choose a number with voice.`);
    return 'failed';
  }
  const wanted = wantedSettings(config);
  const changes = changesBetween(number, wanted);
  say(changes.length === 0 ? '  Nothing to change.' : describeChanges(changes));
  const looks = await preflight({ ...parts, standing });
  say(describeLooks(looks));
  const warnings = [
    ...warningsAbout(config, number),
    ...looks.flatMap((look) => look.warnings),
    ...(await parts.probe()),
  ];
  if (warnings.length > 0) say(describeWarnings(warnings));

  const outcome = changes.length === 0 ? 'done' : await change();
  const isOwnHost = new URL(config.fallbackUrl).host === new URL(config.publicUrl).host;
  say(`\n${describeFallback(parts.fallbackDocument, config.fallbackUrl, isOwnHost)}`);
  return outcome;

  async function change(): Promise<SetupOutcome> {
    if (parts.dryRun) {
      say('Dry run: nothing was changed.');
      return 'done';
    }
    if (!(await parts.confirm())) {
      say('Nothing was changed.');
      return 'declined';
    }
    const left = changesBetween(await account.apply((number as { sid: string }).sid, wanted), wanted);
    if (left.length === 0) {
      say('Changed, and read back: the number leads here.');
      return 'done';
    }
    say(`Failed to change the number: Twilio kept other values.\n${describeChanges(left)}\nRun this again.`);
    return 'failed';
  }
}
