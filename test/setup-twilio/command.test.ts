// The command against the emulator's REST API and the line's real webhooks, over HTTP; once as a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/http/http.ts';
import { runSetup } from '../../src/setup-twilio/command.ts';
import { scripts } from '../support/scripts.ts';
import { ACCOUNT, lineAt, NUMBER, OFF_HOST, SECRET, TOKEN } from './line-at.ts';

const OLD = 'https://old:password@old.example/voice';

let emulator: Emulator;
let line: Server;
let publicUrl: string;

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, accountSid: ACCOUNT, authToken: TOKEN });
  line = createServer().listen(0, '127.0.0.1');
  await once(line, 'listening');
  publicUrl = urlOf(line);
  line.on('request', express().use('/voice', lineAt(publicUrl, emulator.url)));
});

afterAll(async () => {
  line.closeAllConnections();
  line.close();
  await emulator.close();
});

beforeEach(() => {
  emulator.network.addNumber({
    phoneNumber: NUMBER,
    friendlyName: 'Support',
    voiceUrl: OLD,
    voiceMethod: 'GET',
  });
});

describe('npm run setup:twilio', () => {
  it('given a number that leads elsewhere, when told yes, then it shows what changes, changes it and reads it back', async () => {
    const { code, said } = await setup(['--yes']);

    expect(said).toContain(`${NUMBER} "Support" (PN`);
    expect(said).toContain(
      '  Voice URL          https://…@old.example/voice\n' +
        `                   → ${publicUrl}/voice/incoming#ct=1000&rt=1800&tt=5000&rc=1&rp=all\n` +
        '    method           GET\n' +
        '                   → POST\n',
    );
    expect(said).toContain(`  Fallback URL       (not set)\n                   → ${OFF_HOST}\n`);
    expect(said).toContain('Changed, and read back: the number leads here.');
    expect(code).toBe(0);
    expect(emulator.network.core.numbers.get(NUMBER)).toMatchObject({
      voiceUrl: `${publicUrl}/voice/incoming#ct=1000&rt=1800&tt=5000&rc=1&rp=all`,
      voiceMethod: 'POST',
      voiceFallbackUrl: OFF_HOST,
      voiceFallbackMethod: 'POST',
      statusCallback: `${publicUrl}/voice/status#rc=5&rp=all`,
      statusCallbackMethod: 'POST',
    });
  });

  it('given a fallback on our own host, when it is set, then Twilio is to try it for as long as it can', async () => {
    await setup(['--yes'], { FALLBACK_URL: '' });
    expect(emulator.network.core.numbers.get(NUMBER)?.voiceFallbackUrl).toBe(
      `${publicUrl}/voice/fallback#ct=1000&rt=5000&rc=5&rp=all`,
    );
  });

  it('given a number that leads here, when it runs again, then there is nothing to change and nobody is asked', async () => {
    await setup(['--yes']);
    const { code, said } = await setup([]);
    expect(said).toContain('Nothing to change.');
    expect(said).not.toContain('Change it?');
    expect(code).toBe(0);
  });

  it('given a dry run, when it ends, then everything was shown and nothing changed', async () => {
    const before = { ...emulator.network.core.numbers.get(NUMBER) };
    const { code, said } = await setup(['--dry-run']);
    expect(said).toContain(`→ ${publicUrl}/voice/incoming`);
    expect(said).toContain('Dry run: nothing was changed.');
    expect(code).toBe(0);
    expect(emulator.network.core.numbers.get(NUMBER)).toStrictEqual(before);
  });

  it.each([
    ['y', 'y\n', 0, true],
    ['no', 'no\n', 3, false],
    ['nothing', '', 3, false],
  ])(
    'given the question, when the answer is %s, then that is what happens',
    async (_name, answer, exit, changes) => {
      const { code, said } = await setup([], {}, answer);
      expect(said).toContain('Change it? [y/N]');
      expect(code).toBe(exit);
      expect(emulator.network.core.numbers.get(NUMBER)?.voiceUrl === OLD).toBe(!changes);
    },
  );

  it('given a process of its own, when no is typed, then it asked all the same and ends with that exit code', async () => {
    const { code, said } = await spawnSetup([], 'no\n');
    expect(said).toContain('Change it? [y/N]');
    expect(said).toContain('Nothing was changed.');
    expect(said).toContain('TwiML Bins');
    expect(said).toContain('Dialling           could not be checked: Failed to read the queues');
    expect(code).toBe(3);
  });

  it('given another number, when it is named, then that one is changed', async () => {
    emulator.network.addNumber({ phoneNumber: '+15550000200', voiceUrl: '' });
    const { code } = await setup(['--yes', '--number', '+15550000200']);
    expect(code).toBe(0);
    expect(emulator.network.core.numbers.get('+15550000200')?.statusCallback).toBe(
      `${publicUrl}/voice/status#rc=5&rp=all`,
    );
    expect(emulator.network.core.numbers.get(NUMBER)?.voiceUrl).toBe(OLD);
  });

  it("given the operators' number, when it is named, then it is pointed here like any other", async () => {
    emulator.network.addNumber({ phoneNumber: '+15550000300', voiceUrl: '' });
    const { code } = await setup(['--yes', '--number', '+15550000300'], {
      OPERATOR_PHONE_NUMBER: '+15550000300',
    });
    expect(code).toBe(0);
    expect(emulator.network.core.numbers.get('+15550000300')?.voiceUrl).toContain('/voice/incoming');
  });

  it('given any run, when it ends, then the document for a TwiML Bin was printed and no secret was', async () => {
    const { said } = await setup(['--dry-run']);
    expect(said).toContain('TwiML Bins');
    expect(said).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><Response><Gather .*\{\{ErrorUrl\}\}.*<\/Response>$/m,
    );
    for (const secret of [TOKEN, SECRET, 'password']) expect(said).not.toContain(secret);
  });
});

describe('what keeps it from its work', () => {
  it.each([
    [
      'a wrong token',
      { TWILIO_AUTH_TOKEN: 'wrong' },
      'Twilio refused the credentials (401). Check TWILIO_ACCOUNT_SID',
    ],
    ['another account', { TWILIO_ACCOUNT_SID: 'AC2' }, 'Twilio refused the credentials (401)'],
    ['a number of nobody', { TWILIO_PHONE_NUMBER: '+15559999999' }, 'Failed to find +15559999999'],
    [
      'nobody at the API',
      { TWILIO_API_BASE_URL: 'http://127.0.0.1:9' },
      'http://127.0.0.1:9 did not answer (ECONNREFUSED)',
    ],
  ])('given %s, when it runs, then it says so and ends with 1', async (_name, variables, sentence) => {
    const { code, said } = await setup(['--yes'], variables);
    expect(said).toContain(sentence);
    expect(said).not.toContain('    at ');
    expect(code).toBe(1);
    expect(emulator.network.core.numbers.get(NUMBER)?.voiceUrl).toBe(OLD);
  });

  it('given Twilio with trouble of its own, when it runs, then it says so', async () => {
    emulator.network.faults.restFailed = 1;
    const { code, said } = await setup(['--yes']);
    emulator.network.faults.restFailed = 0;
    expect(said).toContain('Twilio has trouble of its own (503)');
    expect(code).toBe(1);
  });

  it.each([
    ['an unknown option', ['--yse'], {}, "Unknown option '--yse'"],
    ['a number that is none', ['--number', '12'], {}, 'TWILIO_PHONE_NUMBER must be an E.164 number'],
    ['no PUBLIC_URL', [], { PUBLIC_URL: '' }, 'PUBLIC_URL is missing'],
  ])(
    'given %s, when it runs, then it says so and ends with 2',
    async (_name, options, variables, sentence) => {
      const { code, said } = await setup(options, variables);
      expect(said).toContain(sentence);
      expect(code).toBe(2);
    },
  );
});

describe('what it warns of', () => {
  it('given an account, when it runs, then what that allows is shown and warned of before anything changes', async () => {
    emulator.network.core.standing.type = 'Trial';
    const { said } = await setup(['--dry-run']);
    emulator.network.core.standing.type = 'Full';
    expect(said).toContain(
      'Looked at, and left as it is:\n' +
        '  Account            active, trial\n' +
        '  Customer profile   Primary Customer Profile of type Business (approved)\n' +
        '  Dialling           US allowed; AQ refused\n',
    );
    expect(said).toContain('Warning: This is a trial account');
    expect(said).toContain('Warning: Twilio does not let this account call AQ');
  });

  it('given a server that answers as it should, when it is asked, then there is no word about it', async () => {
    const { said } = await setup(['--dry-run']);
    expect(said).not.toContain('/voice/status refuses');
    expect(said).not.toContain('cannot be reached');
  });

  it('given no FALLBACK_URL, when it runs, then it warns that the fallback is on our own host', async () => {
    const { said } = await setup(['--dry-run'], { FALLBACK_URL: '' });
    expect(said).toContain('Warning: FALLBACK_URL is on our own host');
    expect(said).toContain(`→ ${publicUrl}/voice/fallback`);
  });

  it('given nobody at PUBLIC_URL, when it runs, then it warns', async () => {
    const { said } = await setup(['--dry-run'], { PUBLIC_URL: 'http://127.0.0.1:9' });
    expect(said).toContain('Warning: http://127.0.0.1:9/voice/status cannot be reached from here');
  });

  it('given a server with another token, when it runs, then it warns that signed requests are refused', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    other.on('request', express().use('/voice', lineAt('https://other.example', emulator.url)));
    const { said } = await setup(['--dry-run'], { PUBLIC_URL: urlOf(other) });
    expect(said).toContain('/voice/status refuses requests signed for it (403)');
    other.close();
  });

  it.each([
    ['says hello to everybody', 200, 'text/html', 'hello', 'answers a webhook with 200 and no TwiML'],
    ['takes everything', 200, 'text/xml', '<Response/>', 'takes unsigned requests'],
    ['knows nothing', 404, 'text/plain', '', 'answers a webhook with 404 and no TwiML'],
    ['leads elsewhere', 302, 'text/plain', '', 'leads elsewhere (302)'],
  ])('given a server that %s, when it runs, then it warns', async (_name, status, type, body, sentence) => {
    const other = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': type, location: '/elsewhere' }).end(body);
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { said } = await setup(['--dry-run'], { PUBLIC_URL: urlOf(other) });
    expect(said).toContain(sentence);
    other.close();
  });
});

/** Runs the command as `npm run setup:twilio` does, in this process; the answer is what somebody types. */
async function setup(
  options: string[],
  variables: Record<string, string> = {},
  answer = '',
): Promise<{ code: number; said: string }> {
  const { said, output } = listener();
  const dialled = async () => new Set(['US', 'AQ']);
  const terminal = { input: Readable.from(answer === '' ? [] : [answer]), output, errors: output };
  const code = await runSetup(options, environment(variables), { scripts: () => scripts, dialled }, terminal);
  return { code, said: said() };
}

/** As `setup`, in a process of its own. */
async function spawnSetup(options: string[], answer: string): Promise<{ code: number; said: string }> {
  const { said, output } = listener();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/setup-twilio/main.ts', ...options], {
    env: { PATH: process.env['PATH'] ?? '', ...environment() },
  });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
  child.stdin.on('error', () => {});
  child.stdin.end(answer);
  const [code] = (await once(child, 'close')) as [number];
  return { code, said: said() };
}

function environment(variables: Record<string, string> = {}): Record<string, string> {
  return {
    PUBLIC_URL: publicUrl,
    REDIS_URL: 'redis://127.0.0.1:1',
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_PHONE_NUMBER: NUMBER,
    TWILIO_API_BASE_URL: emulator.url,
    SESSION_SECRET: SECRET,
    FALLBACK_URL: OFF_HOST,
    ...variables,
  };
}

/** A stream, and what was written to it so far. */
function listener(): { said: () => string; output: PassThrough } {
  const output = new PassThrough();
  const parts: string[] = [];
  output.setEncoding('utf8').on('data', (text: string) => void parts.push(text));
  return { said: () => parts.join(''), output };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
