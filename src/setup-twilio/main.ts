import path from 'node:path';
import { hostedFallback } from '../twilio/kept-documents.ts';
import { loadVoiceScripts } from '../voice-script/load.ts';
import { runSetup } from './command.ts';

const VOICE_SCRIPTS = path.join(import.meta.dirname, '..', '..', 'voice-scripts');

process.exitCode = await runSetup(
  process.argv.slice(2),
  process.env,
  () => hostedFallback(loadVoiceScripts(VOICE_SCRIPTS)),
  { input: process.stdin, output: process.stdout, errors: process.stderr },
);
