import { buildIfMissing } from '../web/build-if-missing.ts';
import { answerOperatorsPhone, startCallers } from './actors.ts';
import { signIn } from './api-client.ts';
import { DEMO_NUMBER, DEMO_OPERATOR, startDemoLine } from './demo-line.ts';

console.log(
  'Stillhere demo: building the pages where needed, starting Redis, the server and a phone network …',
);
await buildIfMissing();
const demo = await startDemoLine({
  server: portNamed('PORT', 3000),
  emulator: portNamed('EMULATOR_PORT', 3001),
});
const { serverUrl, emulator, adminPassword } = demo;

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    console.log('\nStopping …');
    demo.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

await prepare();
answerOperatorsPhone(emulator.network);
if (process.env['DEMO_CALLERS'] !== '0') startCallers(emulator.network);

const phone = `${emulator.url}/phone`;
console.log(`
  Phone        ${phone}
               dial ${DEMO_NUMBER} and wait in silence; any key tells you where you stand
  Console      ${serverUrl}/            sign in as ${DEMO_OPERATOR.name} / ${adminPassword}
               open your desk: the demo answers Anna's phone. To answer it yourself, open first
               ${phone}?address=${encodeURIComponent(DEMO_OPERATOR.address)}
  Admin        ${serverUrl}/admin       sign in as admin / ${adminPassword}
  Wallboard    ${serverUrl}/wallboard
  API          ${serverUrl}/api/openapi.json

  Three simulated callers come and go. Ctrl-C ends everything and leaves nothing behind.
`);

/** The port that the environment names, or the usual one; ends with a word where it names none. */
function portNamed(variable: string, usual: number): number {
  const text = process.env[variable]?.trim() || String(usual);
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  console.error(`${variable} must be a whole number from 0 (any free port) to 65535`);
  process.exit(1);
}

/** The demo's own settings: what an admin would have set up. */
async function prepare(): Promise<void> {
  const admin = await firstSignIn();
  const { body } = await admin.call('GET', '/queues/support');
  await admin.call('PUT', '/queues/support', {
    ...(body as object),
    name: 'Acme support',
    languages: ['en', 'ru'],
  });
  await admin.call('POST', '/operators', {
    ...DEMO_OPERATOR,
    password: adminPassword,
    roles: ['operator'],
    queues: ['support'],
  });
}

/** The first admin is made just after the server begins to answer. */
async function firstSignIn() {
  for (let attempt = 1; ; attempt++) {
    try {
      return await signIn(serverUrl, 'admin', adminPassword);
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
