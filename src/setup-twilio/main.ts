import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createRedisStore } from '../store/redis/redis-store.ts';
import { loadVoiceScripts } from '../voice-script/load.ts';
import { runSetup } from './command.ts';
import { dialledCountries } from './dialled.ts';

process.exitCode = await runSetup(
  process.argv.slice(2),
  process.env,
  { scripts: loadVoiceScripts, dialled },
  { input: process.stdin, output: process.stdout, errors: process.stderr },
);

async function dialled({ redisUrl }: Config): Promise<Set<string>> {
  const store = createRedisStore({ url: redisUrl, clock: systemClock() });
  try {
    return await dialledCountries(store);
  } finally {
    await store.close();
  }
}
