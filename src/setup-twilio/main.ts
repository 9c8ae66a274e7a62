import { hostedFallback } from '../twilio/kept-documents.ts';
import { loadVoiceScripts } from '../voice-script/load.ts';
import { runSetup } from './command.ts';

process.exitCode = await runSetup(
  process.argv.slice(2),
  process.env,
  () => hostedFallback(loadVoiceScripts()),
  { input: process.stdin, output: process.stdout, errors: process.stderr },
);
