import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const LOCAL = {
  PUBLIC_URL: 'http://127.0.0.1:3000',
  REDIS_URL: 'redis://127.0.0.1:6379',
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: 't',
  TWILIO_PHONE_NUMBER: '+15550009999',
  SESSION_SECRET: 'a secret that nobody must ever see in a message',
};
const OUTSIDE = {
  ...LOCAL,
  PUBLIC_URL: 'https://line.example.com',
  FALLBACK_URL: 'https://elsewhere.example.net/x',
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('The environment is read once, as a whole', () => {
  it('gives defaults to what is optional', () => {
    expect(readConfig(LOCAL)).toStrictEqual({
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      redisUrl: 'redis://127.0.0.1:6379',
      twilio: {
        accountSid: 'AC00000000000000000000000000000000',
        authTokens: ['t'],
        phoneNumber: '+15550009999',
        operatorNumber: null,
        apiBaseUrl: 'https://api.twilio.com',
        apiKey: null,
        twimlAppSid: null,
        callsPerSecond: 1,
      },
      sessionSecret: 'a secret that nobody must ever see in a message',
      adminPassword: null,
      fallbackUrl: 'http://127.0.0.1:3000/voice/fallback',
      toneUrl: 'http://127.0.0.1:3000/media/tone-1.wav',
      logLevel: 'info',
      trustProxy: false,
      warnings: [],
      publicWarnings: [],
    });
  });

  it('reads both tokens of a rotation, proxies, and addresses without their last slash', () => {
    const config = readConfig({
      ...LOCAL,
      PUBLIC_URL: 'https://line.example.com/',
      TWILIO_AUTH_TOKEN: 'new, old',
      TRUST_PROXY: 'loopback, 10.0.0.0/8',
      TWILIO_API_BASE_URL: 'http://localhost:4010/',
      PORT: '0',
      LOG_LEVEL: 'warn',
      ADMIN_PASSWORD: ' open ',
      TWILIO_API_KEY_SID: 'SK1',
      TWILIO_API_KEY_SECRET: 's',
      TWILIO_TWIML_APP_SID: 'AP1',
    });
    expect(config.publicUrl).toBe('https://line.example.com');
    expect(config.twilio.authTokens).toStrictEqual(['new', 'old']);
    expect(config.twilio.apiBaseUrl).toBe('http://localhost:4010');
    expect(config.twilio.apiKey).toStrictEqual({ sid: 'SK1', secret: 's' });
    expect(config.trustProxy).toStrictEqual(['loopback', '10.0.0.0/8']);
    expect([config.port, config.logLevel, config.adminPassword]).toStrictEqual([0, 'warn', 'open']);
  });

  it.each(Object.keys(LOCAL))('names %s where it is missing, empty, or blank', (name) => {
    for (const value of [undefined, '', '  ']) {
      expect(problemsOf({ ...LOCAL, [name]: value })).toStrictEqual([`${name} is missing`]);
    }
  });

  it('names everything that is wrong at once, and no value of a secret', () => {
    const env = {
      SESSION_SECRET: 'hush',
      TWILIO_AUTH_TOKEN: 'hush,,hush',
      PORT: '3000x',
      TWILIO_API_KEY_SECRET: 'hush',
    };
    const problems = problemsOf(env);
    expect(problems.map((line) => line.split(' ')[0])).toStrictEqual([
      'PORT',
      'PUBLIC_URL',
      'REDIS_URL',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'TWILIO_PHONE_NUMBER',
      'TWILIO_API_KEY_SID',
    ]);
    expect(problems.join('\n')).not.toContain('hush');
  });

  it.each([
    ['PORT', ['-1', '65536', '3e3', '0x10', 'abc']],
    [
      'PUBLIC_URL',
      [
        'line.example.com',
        'http://line.example.com',
        'ftp://x',
        'https://a:b@x',
        'https://:b@x',
        'https://x/?a=b',
        'http://127.0.0.1.evil.example',
      ],
    ],
    ['REDIS_URL', ['127.0.0.1:6379', 'http://127.0.0.1', 'redis://127.0.0.1:99999', 'rediss://[half']],
    ['TWILIO_ACCOUNT_SID', ['AC/../1', 'AC 1']],
    ['TWILIO_PHONE_NUMBER', ['15550009999', '+0123456', '+1555']],
    ['OPERATOR_PHONE_NUMBER', ['15550009999', '+0123456', '+1555']],
    ['FALLBACK_URL', ['/voice/fallback', 'http://line.example.com/x']],
    ['TONE_URL', ['tone.wav']],
    ['LOG_LEVEL', ['loud']],
    ['TRUST_PROXY', ['yes', '10.0.0.0/33', '1.5', 'loopback,,', '10.0.0.1/8/9']],
  ])('refuses a bad %s', (name, values) => {
    for (const value of values) {
      const problems = problemsOf({ ...LOCAL, [name]: value });
      expect(problems, value).toHaveLength(1);
      expect(problems[0], value).toMatch(new RegExp(`^${name} `));
    }
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000', 'https://line.example.com/sub'])(
    'accepts %s',
    (url) => {
      expect(readConfig({ ...LOCAL, PUBLIC_URL: url }).publicUrl).toBe(url);
    },
  );

  it('refuses one number for callers and operators: every caller would be asked for a PIN', () => {
    expect(problemsOf({ ...LOCAL, OPERATOR_PHONE_NUMBER: LOCAL.TWILIO_PHONE_NUMBER })).toStrictEqual([
      expect.stringMatching(/^OPERATOR_PHONE_NUMBER must be another one than TWILIO_PHONE_NUMBER/),
    ]);
  });

  it('keeps the addresses of documents as they are, a slash at the end too', () => {
    const config = readConfig({
      ...LOCAL,
      FALLBACK_URL: 'https://elsewhere.example.net/keep/',
      TONE_URL: 'https://elsewhere.example.net/tone/',
    });
    expect(config.fallbackUrl).toBe('https://elsewhere.example.net/keep/');
    expect(config.toneUrl).toBe('https://elsewhere.example.net/tone/');
  });

  it('warns outside loopback of a fallback on our own host and of a short secret', () => {
    expect(readConfig(OUTSIDE).warnings).toStrictEqual([]);
    expect(readConfig({ ...OUTSIDE, FALLBACK_URL: undefined }).warnings).toHaveLength(1);
    expect(
      readConfig({ ...OUTSIDE, FALLBACK_URL: undefined, SESSION_SECRET: 'short' }).warnings,
    ).toHaveLength(2);
    expect(readConfig({ ...LOCAL, SESSION_SECRET: 'short' }).warnings).toStrictEqual([]);
  });

  it('warns of a path under which pages and API could not be reached', () => {
    const warnings = (url: string, env: object = OUTSIDE) => readConfig({ ...env, PUBLIC_URL: url }).warnings;
    expect(warnings('https://line.example.com/')).toStrictEqual([]);
    expect(warnings('https://line.example.com/calls')).toStrictEqual([
      expect.stringMatching(/^PUBLIC_URL has a path \(\/calls\): /),
    ]);
    expect(warnings('http://127.0.0.1:3000/calls', LOCAL)).toHaveLength(1);
  });

  it('warns outside loopback of a first password that nobody else could have', () => {
    expect(readConfig({ ...OUTSIDE, ADMIN_PASSWORD: 'secret7' }).warnings).toStrictEqual([
      'ADMIN_PASSWORD is short: take at least 8 characters.',
    ]);
    expect(readConfig({ ...OUTSIDE, ADMIN_PASSWORD: 'secret-8' }).warnings).toStrictEqual([]);
  });

  it('warns outside loopback of proxies that are believed whatever they say, not of counted or named ones', () => {
    const trusting = (TRUST_PROXY: string, env = OUTSIDE) => readConfig({ ...env, TRUST_PROXY }).warnings;
    expect(trusting('true')).toStrictEqual([expect.stringMatching(/^TRUST_PROXY is true: /)]);
    for (const named of ['false', '1', 'loopback, 10.0.0.0/8']) expect(trusting(named)).toStrictEqual([]);
    expect(trusting('true', { ...LOCAL, FALLBACK_URL: OUTSIDE.FALLBACK_URL })).toStrictEqual([]);
  });

  it('shows everybody the fallback on our own host alone: what else is weak is for the log', () => {
    const weak = { ...OUTSIDE, FALLBACK_URL: undefined, SESSION_SECRET: 'short', TRUST_PROXY: 'true' };
    const { warnings, publicWarnings } = readConfig(weak);
    expect(warnings).toHaveLength(3);
    expect(publicWarnings).toStrictEqual([expect.stringMatching(/^FALLBACK_URL is on our own host: /)]);
  });

  it('is documented in .env.example, every variable of it', () => {
    const documented = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(
      ([, name]) => name,
    );
    expect(documented.toSorted()).toStrictEqual(
      [
        'PORT',
        'PUBLIC_URL',
        'REDIS_URL',
        'TWILIO_ACCOUNT_SID',
        'TWILIO_AUTH_TOKEN',
        'TWILIO_PHONE_NUMBER',
        'OPERATOR_PHONE_NUMBER',
        'TWILIO_API_BASE_URL',
        'TWILIO_API_KEY_SID',
        'TWILIO_API_KEY_SECRET',
        'TWILIO_TWIML_APP_SID',
        'TWILIO_CALLS_PER_SECOND',
        'SESSION_SECRET',
        'ADMIN_PASSWORD',
        'FALLBACK_URL',
        'TONE_URL',
        'LOG_LEVEL',
        'TRUST_PROXY',
      ].toSorted(),
    );
  });
});
