import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { hostedFallback } from '../twilio/kept-documents.ts';
import { twilioClient } from '../twilio/rest-client.ts';
import { loadVoiceScripts, VoiceScriptError } from '../voice-script/load.ts';
import { openAccount, TwilioProblem } from './account.ts';
import { probe } from './probe.ts';
import { setUp, type SetupOutcome } from './setup.ts';

const USAGE = `npm run setup:twilio [-- --yes] [--number +15551234567] [--dry-run]

Points a number at Twilio at this server, after showing what it will change. Reads the environment of the server.
  --yes       does not ask
  --number    another number than TWILIO_PHONE_NUMBER
  --dry-run   shows and changes nothing

Ends with 0 where the number is as it should be, 1 where something failed, 2 where the command or the environment
cannot be read, 3 where nobody agreed.`;

const EXIT_CODES: Record<SetupOutcome, number> = { done: 0, failed: 1, declined: 3 };
const UNREADABLE = 2;
const VOICE_SCRIPTS = path.join(import.meta.dirname, '..', '..', 'voice-scripts');

process.exitCode = await run();

async function run(): Promise<number> {
  try {
    const options = readOptions();
    if (options.help) {
      console.log(USAGE);
      return 0;
    }
    const config = readConfig({
      ...process.env,
      ...(options.number === undefined ? {} : { TWILIO_PHONE_NUMBER: options.number }),
    });
    const { accountSid, authTokens, apiBaseUrl, phoneNumber } = config.twilio;
    const outcome = await setUp({
      config,
      account: openAccount(twilioClient({ accountSid, authTokens, apiBaseUrl }), accountSid, apiBaseUrl),
      phoneNumber,
      dryRun: options['dry-run'],
      confirm: options.yes ? async () => true : confirmed,
      probe: () => probe(config.publicUrl, accountSid, authTokens[0]),
      fallbackDocument: hostedFallback(loadVoiceScripts(VOICE_SCRIPTS)),
      say: (text) => console.log(text),
    });
    return EXIT_CODES[outcome];
  } catch (error) {
    if (error instanceof TwilioProblem || error instanceof VoiceScriptError) {
      console.error(error.message);
      return EXIT_CODES.failed;
    }
    if (error instanceof ConfigError || isUsageError(error)) {
      console.error(error.message);
      return UNREADABLE;
    }
    throw error;
  }
}

function readOptions() {
  return parseArgs({
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
async function confirmed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new AbortController();
  terminal.once('close', () => ended.abort());
  try {
    const answer = await terminal.question('Change it? [y/N] ', { signal: ended.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    console.log('');
    return false;
  } finally {
    terminal.close();
  }
}
