import { setTimeout as wait } from 'node:timers/promises';
import { signIn } from '../../src/demo/api-client.ts';

/**
 * One call through a running demo from first ring to goodbye, over the outside alone: the phone network's control API
 * at one end and the JSON API at the other. Prints what the caller heard, and fails where a promise was not kept.
 *
 *   tsx test/demo/scripted-call.ts SERVER_URL EMULATOR_URL
 */
const [serverUrl = 'http://localhost:3000', emulatorUrl = 'http://127.0.0.1:3001'] = process.argv.slice(2);
const LINE = '+15550100';
const CALLER = '+15550188';
const PASSWORD = 'stillhere-demo';

type Segment = { at: number; until: number | null; kind: string; text?: string; marks?: { key?: string }[] };
type Contact = {
  id: string;
  status: string;
  from: string;
  hold: { lastAnswer: { answer: string } | null } | null;
};

const admin = await signIn(serverUrl, 'admin', PASSWORD);
const rhythm = { firstAfterSeconds: 15, everySeconds: 15, growth: 1, longestSilenceSeconds: 60 };
expectStatus(await admin.call('PATCH', '/queues/support', { inLine: rhythm, onHold: rhythm }), 200);

const { done: leg } = (await control(`phones/${encodeURIComponent(CALLER)}/dial`, { to: LINE })) as {
  done: { sid: string };
};
await heard('It will be quiet now');
await silence();
await press('5');
await heard('Next word in fifteen seconds');

const anna = await signIn(serverUrl, 'anna', PASSWORD);
expectStatus(await anna.call('POST', '/desk/open', { mode: 'manual' }), 202);
await until(
  'the desk is open',
  async () => ((await me()) as { desk: { status: string } }).desk.status === 'free',
);
const contact = await takeOurs();
await status('connected');
await until('both are in the talk', async () => (await tape()).some(({ kind }) => kind === 'talk'));

expectStatus(
  await anna.call('POST', `/contacts/${contact.id}/hold`, {
    reason: 'looking up your invoice',
    backInSeconds: 60,
  }),
  200,
);
await heard('looking up your invoice');
expectStatus(
  await anna.call('POST', `/contacts/${contact.id}/note`, { text: 'found it <&> checking the date' }),
  200,
);
await heard('found it');
await silence();
await press('0');
await until(
  'the answer is on the screen',
  async () => (await ours())?.hold?.lastAnswer?.answer === 'come-back',
);
expectStatus(await anna.call('POST', `/contacts/${contact.id}/return`, {}), 200);
await status('connected');
await until('both talk again', async () => (await tape()).filter(({ kind }) => kind === 'talk').length === 2);
expectStatus(await anna.call('POST', `/contacts/${contact.id}/end`, {}), 200);
await heard('Goodbye');
await until('the call has ended', async () => (await tape()).at(-1)?.until !== null);

const transcript = await fetch(`${emulatorUrl}/emulator/legs/${leg.sid}/tape?as=text`).then((response) =>
  response.text(),
);
console.log(transcript);
const kinds = new Set((await tape()).map(({ kind }) => kind));
for (const trap of ['music', 'ringback', 'application-error', 'beep']) {
  if (kinds.has(trap)) throw new Error(`The caller heard ${trap}.`);
}
const problems = (await fetch(`${emulatorUrl}/emulator/problems`).then((response) =>
  response.json(),
)) as unknown[];
if (problems.length > 0) throw new Error(`The phone network found problems: ${JSON.stringify(problems)}`);
console.log('The call went from first ring to goodbye.');

/** Callers of the demo may be in line before ours: they are served first, and at once, since order is kept. */
async function takeOurs(): Promise<Contact> {
  for (;;) {
    const answer = await anna.call('POST', '/desk/take', {});
    expectStatus(answer, 200);
    const taken = answer.body as Contact;
    if (taken.from.endsWith(CALLER.slice(-2))) return taken;
    await until('they are connected', async () => (await contactNow(taken.id))?.status !== 'offered');
    await anna.call('POST', `/contacts/${taken.id}/end`, {});
    await until(
      'the desk is free',
      async () => ((await me()) as { desk: { status: string } }).desk.status === 'free',
    );
  }
}

async function me(): Promise<unknown> {
  return (await anna.call('GET', '/me')).body;
}

async function contactNow(id: string): Promise<Contact | null> {
  const { status: code, body } = await anna.call('GET', `/contacts/${id}`);
  return code === 200 ? (body as Contact) : null;
}

function ours(): Promise<Contact | null> {
  return contactNow(contact.id);
}

async function status(wanted: string): Promise<void> {
  await until(`the contact is ${wanted}`, async () => (await ours())?.status === wanted);
}

async function tape(): Promise<Segment[]> {
  return (await fetch(`${emulatorUrl}/emulator/legs/${leg.sid}/tape`).then((response) =>
    response.json(),
  )) as Segment[];
}

function heard(words: string): Promise<void> {
  return until(`"${words}" is heard`, async () =>
    (await tape()).some(({ kind, text }) => kind === 'speech' && text?.includes(words)),
  );
}

function silence(): Promise<void> {
  return until('it is silent', async () => (await tape()).at(-1)?.kind === 'silence');
}

function press(keys: string): Promise<unknown> {
  return control(`phones/${encodeURIComponent(CALLER)}/press`, { keys });
}

async function control(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${emulatorUrl}/emulator/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`Failed to use the phone: ${response.status} ${await response.text()}`);
  return response.json();
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited a minute in vain until ${what}.`);
    await wait(200);
  }
}

function expectStatus({ status: code, body }: { status: number; body: unknown }, wanted: number): void {
  if (code !== wanted) throw new Error(`Expected ${wanted}, got ${code}: ${JSON.stringify(body)}`);
}
