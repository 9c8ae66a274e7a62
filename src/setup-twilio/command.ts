import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { hostedFallback } from '../twilio/kept-documents.ts';
import { twilioClient } from '../twilio/rest-client.ts';
import { VoiceScriptError } from '../voice-script/load.ts';
import type { VoiceScripts } from '../voice-script/render.ts';
import { openAccount, TwilioProblem } from './account.ts';
import { probe } from './probe.ts';
import { setUp, type SetupOutcome } from './setup.ts';

/** Where the command reads what somebody types, and writes what it has to say. */
export type Terminal = {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  errors: NodeJS.WritableStream;
};

/** What the command reads beside the environment, each only when it is needed. */
export type CommandParts = {
  /** May throw VoiceScriptError. */
  scripts: () => VoiceScripts;
  /** Countries whose numbers the server with this configuration calls; rejects where its store cannot be read. */
  dialled: (config: Config) => Promise<ReadonlySet<string>>;
};

const USAGE = `npm run setup:twilio [-- --yes] [--number +15551234567] [--dry-run]

Points a number at Twilio at this server, after showing what it will change, and looks at what the account allows. Reads
the environment of the server, and from its Redis which countries are called.
  --yes       does not ask
  --number    another number than TWILIO_PHONE_NUMBER
  --dry-run   shows and changes nothing

Ends with 0 where the number is as it should be, 1 where something failed, 2 where the command or the environment
cannot be read, 3 where nobody agreed.`;

const EXIT_CODES: Record<SetupOutcome, number> = { done: 0, failed: 1, declined: 3 };
const UNREADABLE = 2;

/**
 * Runs `npm run setup:twilio`.
 *
 * @param args what stands behind the command's name
 * @param env the environment of the server
 * @returns the exit code, as the usage tells
 */
export async function runSetup(
  args: string[],
  env: NodeJS.ProcessEnv,
  { scripts, dialled }: CommandParts,
  terminal: Terminal,
): Promise<number> {
  const say = (text: string) => void terminal.output.write(`${text}\n`);
  const complain = (text: string) => void terminal.errors.write(`${text}\n`);
  try {
    const options = readOptions(args);
    if (options.help) {
      say(USAGE);
      return 0;
    }
    const config = readConfig({ ...env, ...numberInstead(options.number) });
    const { accountSid, authTokens, apiBaseUrl, phoneNumber } = config.twilio;
    const spoken = scripts();
    const outcome = await setUp({
      config,
      account: openAccount(twilioClient({ accountSid, authTokens, apiBaseUrl }), accountSid, apiBaseUrl),
      phoneNumber,
      dryRun: options['dry-run'],
      confirm: options.yes ? async () => true : () => confirmed(terminal),
      probe: () => probe(config.publicUrl, accountSid, authTokens[0]),
      fallbackDocument: hostedFallback(spoken),
      dialledCountries: () => dialled(config),
      voices: Object.values(spoken.languages).map(({ voice }) => voice.voice),
      say,
    });
    return EXIT_CODES[outcome];
  } catch (error) {
    if (error instanceof TwilioProblem || error instanceof VoiceScriptError) {
      complain(error.message);
      return EXIT_CODES.failed;
    }
    if (error instanceof ConfigError || isUsageError(error)) {
      complain(error.message);
      return UNREADABLE;
    }
    throw error;
  }
}

/** The operators' number is pointed here like any other: nothing is said then of it being the callers' as well. */
function numberInstead(number: string | undefined): NodeJS.ProcessEnv {
  return number === undefined ? {} : { TWILIO_PHONE_NUMBER: number, OPERATOR_PHONE_NUMBER: '' };
}

function readOptions(args: string[]) {
  return parseArgs({
    args,
    options: {
      yes: { type: 'boolean', default: false },
      number: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

function isUsageError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** Only a plain yes counts; the end of the input is a no. */
async function confirmed({ input, output }: Terminal): Promise<boolean> {
  const terminal = createInterface({ input, output });
  const ended = new AbortController();
  terminal.once('close', () => ended.abort());
  try {
    const answer = await terminal.question('Change it? [y/N] ', { signal: ended.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    output.write('\n');
    return false;
  } finally {
    terminal.close();
  }
}
