import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { signIn } from '../../src/demo/api-client.ts';
import type { PhoneNetwork } from '../../src/emulator/network.ts';
import type { PageOpener } from './open-page.ts';
import { DEMO_NUMBER, DEMO_OPERATOR, type DemoLine, startDemoLine } from '../../src/demo/demo-line.ts';

/** The real server, Redis and phone network: what an operator does with keys alone, and what the caller hears of it. */
export function wholeCallSuite(opener: PageOpener): void {
  let demo: DemoLine;
  beforeAll(async () => {
    demo = await startDemoLine({ server: await freePort(), emulator: await freePort() });
    // The first admin is made just after the server begins to answer.
    const admin = await vi.waitFor(() => signIn(demo.serverUrl, 'admin', demo.adminPassword), POLL);
    const rhythm = { firstAfterSeconds: 10, everySeconds: 10, growth: 1, longestSilenceSeconds: 60 };
    await admin.call('PATCH', '/queues/support', { onHold: rhythm });
    const operator = {
      ...DEMO_OPERATOR,
      password: demo.adminPassword,
      roles: ['operator'],
      queues: ['support'],
    };
    await admin.call('POST', '/operators', operator);
    answersAtOnce(demo.emulator.network);
  });
  afterAll(() => demo.stop());

  it('take, hold, a note in own voice that the caller hears, the answer on the screen, and back, by keys', async () => {
    const { network } = demo.emulator;
    const phone = network.phone('+15550188');
    const page = await opener.page('about:blank');
    page.setDefaultTimeout(20_000);
    await page.goto(demo.serverUrl);
    await page.getByLabel('Name').fill(DEMO_OPERATOR.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(demo.adminPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open desk' }).click();
    await page.getByRole('dialog').getByText('I take them').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open desk' }).click();
    const leg = phone.dial(DEMO_NUMBER);
    await page.getByText('1 caller is waiting.').waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: 'Take next caller' }).isEnabled(), POLL)
      .toBe(true);
    await page.keyboard.press('n');
    await page.getByText('Talk time').waitFor();
    await expect.poll(() => network.tape(leg.sid).some(({ kind }) => kind === 'talk'), POLL).toBe(true);

    await page.keyboard.press('h');
    await page.keyboard.press('Enter');
    await page.getByText('to next check-in').waitFor();
    await page.keyboard.press('v');
    await page.getByText('1', { exact: true }).waitFor();
    await page.keyboard.press('v');
    await page.getByText('Will be played at the next check-in').waitFor();
    const clip = () => network.tape(leg.sid).find(({ kind, until }) => kind === 'clip' && until !== null);
    await expect.poll(clip, POLL).toBeDefined();
    const heard = clip();
    expect(heard?.loudnessDb).toBeGreaterThan(-26);
    expect(heard?.loudnessDb).toBeLessThan(-16);
    expect((heard?.until ?? 0) - (heard?.at ?? 0)).toBeGreaterThan(1_000);
    await page.getByText('The caller has been told').waitFor();

    // A key counts where a document listens, and none does while the next one is fetched.
    await expect.poll(() => network.tape(leg.sid).at(-1)?.kind, POLL).toBe('silence');
    phone.press('0');
    await page.getByText('Come back now').first().waitFor();
    await page.keyboard.press('r');
    await page.getByText('Talk time').waitFor();
    await expect.poll(() => network.tape(leg.sid).filter(({ kind }) => kind === 'talk').length, POLL).toBe(2);
    const kinds = new Set(network.tape(leg.sid).map(({ kind }) => kind));
    expect([...kinds].filter((kind) => !SOUNDS.includes(kind))).toEqual([]);
    expect(network.problems).toEqual([]);
  }, 90_000);
}

const POLL = { timeout: 30_000 };
/** What a caller may hear of such a call. */
const SOUNDS = ['ringing', 'tone', 'speech', 'silence', 'talk', 'clip'];

/** The operator's phone is picked up, and a key pressed, as soon as it rings. */
function answersAtOnce(network: PhoneNetwork): void {
  const phone = network.phone(DEMO_OPERATOR.address);
  phone.onIncoming(() => {
    network.clock.setTimer(1_000, () => phone.press('1'));
    return { does: 'answer', afterMs: 100 };
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
