import { loadVoiceScripts } from '../../src/voice-script/load.ts';

/** The real voice scripts, frozen: read and checked once for all test files of a process. */
export const scripts = loadVoiceScripts();
