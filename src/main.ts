import { type Config, ConfigError, readConfig } from './config.ts';
import { createLogger } from './log.ts';
import { type RunningServer, startServer } from './server.ts';
import { VoiceScriptError } from './voice-script/load.ts';

/** What the person at the terminal can mend is said in plain words; everything else is a bug and shows where. */
function stopStart(error: unknown): never {
  const plain = error instanceof ConfigError || error instanceof VoiceScriptError;
  console.error(plain ? error.message : error);
  process.exit(1);
}

let config: Config;
let server: RunningServer;
try {
  config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel });
  server = await startServer(config, log, { onFatal: stopStart });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'Stopping: what is under way is finished.');
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => stopStart(error),
      );
    });
  }
} catch (error) {
  stopStart(error);
}
