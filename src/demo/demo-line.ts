import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { readConfig } from '../config.ts';
import { type Emulator, startEmulator } from '../emulator/http/http.ts';
import { createLogger } from '../log.ts';
import { type RunningServer, startServer } from '../server.ts';
import { startLocalRedis } from '../store/redis/local-redis.ts';
import { hostedFallback } from '../twilio/kept-documents.ts';
import { RETRY_FRAGMENT, STATUS_FRAGMENT } from '../twilio/voice-urls.ts';
import { loadVoiceScripts } from '../voice-script/load.ts';

/** The number of the demo's line, and where its operator's phone is. */
export const DEMO_NUMBER = '+15550100';
export const DEMO_OPERATOR = { name: 'anna', displayName: 'Anna', address: 'client:anna' };

export type DemoLine = {
  /** Console, admin pages, API. */
  serverUrl: string;
  emulator: Emulator;
  adminPassword: string;
  stop(): Promise<void>;
};

/** Server and phone network are reached from this machine alone. */
const HOST = '127.0.0.1';
const ACCOUNT_SID = 'AC00000000000000000000000000000000';

/**
 * The whole product on this machine without any account: a Redis of its own, the server as it runs in production, and
 * the emulator in Twilio's place, signing its webhooks like Twilio. Ports that are taken are replaced by free ones.
 */
export async function startDemoLine(ports: { server: number; emulator: number }): Promise<DemoLine> {
  const redis = await startLocalRedis();
  const authToken = randomBytes(16).toString('hex');
  const adminPassword = 'stillhere-demo';
  const serverPort = await freePort(ports.server);
  const emulator = await startEmulator({
    port: await freePort(ports.emulator),
    host: HOST,
    accountSid: ACCOUNT_SID,
    authToken,
  });
  const serverUrl = `http://localhost:${serverPort}`;
  const fallbackUrl = emulator.network.addBin('keep-waiting', hostedFallback(loadVoiceScripts()));
  const config = readConfig({
    PORT: String(serverPort),
    PUBLIC_URL: serverUrl,
    REDIS_URL: redis.url,
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_PHONE_NUMBER: DEMO_NUMBER,
    TWILIO_API_BASE_URL: emulator.url,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    ADMIN_PASSWORD: adminPassword,
    FALLBACK_URL: fallbackUrl,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  });
  emulator.network.addNumber({
    phoneNumber: DEMO_NUMBER,
    friendlyName: 'Acme support',
    voiceUrl: `${serverUrl}/voice/incoming${RETRY_FRAGMENT}`,
    voiceFallbackUrl: fallbackUrl,
    statusCallback: `${serverUrl}/voice/status${STATUS_FRAGMENT}`,
  });
  const server: RunningServer = await startServer(config, createLogger({ level: config.logLevel }), {
    phonesUrl: emulator.url,
    // Its passwords are printed: nobody else on the network is to use them.
    host: HOST,
    onFatal(error) {
      console.error(error);
      process.exit(1);
    },
  });
  return {
    serverUrl,
    emulator,
    adminPassword,
    async stop() {
      await server.stop();
      await emulator.close();
      await redis.stop();
    },
  };
}

/** `wanted`, or any free port where it is taken. */
async function freePort(wanted: number): Promise<number> {
  return (await portIsFree(wanted)) ? wanted : portIsFree(0).then((port) => port || wanted);
}

/** The port that could be listened on; 0 where it is taken. */
function portIsFree(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(port, HOST, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
