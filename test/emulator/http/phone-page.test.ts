// The phone in the browser: it dials, shows what is heard as it is heard, presses keys, hangs up; a browser phone rings.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/http/http.ts';
import { findBrowser, launchBrowser } from '../../browser/browser.ts';
import { ACCOUNT, NUMBER, SAY } from '../line.ts';

const CHROMIUM = findBrowser();

async function accessibilityFlaws(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const result = await page.evaluate('axe.run()');
  return (result as axe.AxeResults).violations.map((violation) => `${violation.id}: ${violation.help}`);
}

describe.skipIf(CHROMIUM === null)('the phone page', () => {
  let server: Server;
  let emulator: Emulator;
  let browser: Browser;
  let voiceUrl: string;
  const errors: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const words = request.url === '/key' ? 'You pressed five' : 'You are third';
      const gather = `<Gather numDigits="1" timeout="50" action="/key">${SAY(words)}</Gather>`;
      response.setHeader('content-type', 'text/xml').end(`<Response>${gather}</Response>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    voiceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
    emulator = await startEmulator({ port: 0, accountSid: ACCOUNT, authToken: 'token' });
    emulator.network.addNumber({ phoneNumber: NUMBER, voiceUrl });
    browser = await launchBrowser(CHROMIUM ?? '');
  });

  afterAll(async () => {
    await browser?.close();
    await emulator?.close();
    await new Promise((resolve) => server.close(resolve));
  });

  async function open(query: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${emulator.url}/phone${query}`);
    return page;
  }

  test('given a caller, when they call, press a key and hang up, then the record shows it', async () => {
    const page = await open('');
    await page.getByText('Ready to call.').waitFor();
    await page.locator('#numbers option').waitFor({ state: 'attached' });
    expect(await accessibilityFlaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.locator('#transcript').getByText('You are third').waitFor();
    await page.keyboard.press('5');
    await page.locator('#transcript').getByText('You pressed five').waitFor();
    await page.locator('#transcript').getByText('You press 5').waitFor();
    expect(await accessibilityFlaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hang up' }).click();
    await page.getByText('Call ended (completed).').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('given an operator’s page, when their desk rings, then they answer it', async () => {
    const page = await open('?address=client:anna', 'dark');
    await page.getByText('Waiting for calls.').waitFor();
    await emulator.network.rest.createCall({ to: 'client:anna', from: NUMBER, url: voiceUrl });
    await page.getByText(`${NUMBER} is calling`).waitFor();
    expect(await accessibilityFlaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.locator('#transcript').getByText('You are third').waitFor();
    expect(emulator.network.phone('client:anna').call?.status).toBe('in-progress');
  });

  test('given both pages, when all was done, then nothing went wrong in them', () => {
    expect(errors).toEqual([]);
  });
});
