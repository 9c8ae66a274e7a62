import { isIP } from 'node:net';
import { z } from 'zod';

/** The environment as the server uses it. */
export type Config = {
  port: number;
  /** What Twilio calls and signs, and where people's browsers go; no slash at its end. */
  publicUrl: string;
  redisUrl: string;
  twilio: {
    accountSid: string;
    /** The first signs our own requests, all of them are accepted from Twilio: two during a rotation. */
    authTokens: [string, ...string[]];
    phoneNumber: string;
    /** Leads to the operators' entrance until the store, which knows what is set, could be read; null where none is named. */
    operatorNumber: string | null;
    /** No slash at its end. */
    apiBaseUrl: string;
    apiKey: { sid: string; secret: string } | null;
    twimlAppSid: string | null;
    /** At which the account may create calls. */
    callsPerSecond: number;
  };
  sessionSecret: string;
  adminPassword: string | null;
  fallbackUrl: string;
  toneUrl: string;
  logLevel: LogLevel;
  /** What Express' `trust proxy` takes. */
  trustProxy: boolean | number | string[];
  /** What works but should not stay so; said at every start. Holds no secret. */
  warnings: string[];
  /** Those of them that /readyz shows to everybody: of no use to whoever means harm. */
  publicWarnings: string[];
};

export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment cannot be used: one line for each variable, none with a secret's value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `Failed to read the environment:\n${problems.map((line) => `  ${line}`).join('\n')}\nSee .env.example.`,
    );
    this.problems = problems;
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const TWILIO_API_BASE_URL = 'https://api.twilio.com';
/** Where our own tone lies under PUBLIC_URL; a changed tone gets a new name, since it is cached for long. */
export const TONE_PATH = '/media/tone-1.wav';
const FALLBACK_PATH = '/voice/fallback';
const SHORTEST_SECRET = 32;
/** As short as anybody else's may be (api/operators.ts). */
const SHORTEST_PASSWORD = 8;

/**
 * Reads the configuration from environment variables; an empty variable counts as missing. Throws ConfigError that
 * names every bad or missing one. ADMIN_PASSWORD is needed only while no admin exists, which only the store knows.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
  const read = environmentSchema.safeParse(given);
  const problems = read.success
    ? []
    : read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if ((given['TWILIO_API_KEY_SID'] === undefined) !== (given['TWILIO_API_KEY_SECRET'] === undefined)) {
    problems.push('TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET go together: set both or neither');
  }
  const { OPERATOR_PHONE_NUMBER: operators, TWILIO_PHONE_NUMBER: callers } = given;
  if (operators !== undefined && operators === callers) {
    problems.push('OPERATOR_PHONE_NUMBER must be another one than TWILIO_PHONE_NUMBER, which callers call');
  }
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  const vars = read.data;
  const config: Config = {
    port: vars.PORT,
    publicUrl: vars.PUBLIC_URL,
    redisUrl: vars.REDIS_URL,
    twilio: {
      accountSid: vars.TWILIO_ACCOUNT_SID,
      authTokens: vars.TWILIO_AUTH_TOKEN,
      phoneNumber: vars.TWILIO_PHONE_NUMBER,
      operatorNumber: vars.OPERATOR_PHONE_NUMBER ?? null,
      apiBaseUrl: vars.TWILIO_API_BASE_URL,
      apiKey:
        vars.TWILIO_API_KEY_SID === undefined || vars.TWILIO_API_KEY_SECRET === undefined
          ? null
          : { sid: vars.TWILIO_API_KEY_SID, secret: vars.TWILIO_API_KEY_SECRET },
      twimlAppSid: vars.TWILIO_TWIML_APP_SID ?? null,
      callsPerSecond: vars.TWILIO_CALLS_PER_SECOND,
    },
    sessionSecret: vars.SESSION_SECRET,
    adminPassword: vars.ADMIN_PASSWORD ?? null,
    fallbackUrl: vars.FALLBACK_URL ?? `${vars.PUBLIC_URL}${FALLBACK_PATH}`,
    toneUrl: vars.TONE_URL ?? `${vars.PUBLIC_URL}${TONE_PATH}`,
    logLevel: vars.LOG_LEVEL,
    trustProxy: vars.TRUST_PROXY,
    warnings: [],
    publicWarnings: [],
  };
  return { ...config, ...warningsAbout(config) };
}

const required = 'is missing';
const E164 = /^\+[1-9]\d{6,14}$/;
const WRONG_NUMBER = 'must be an E.164 number such as +15551234567';
const text = () => z.string({ error: required });

const webUrl = () =>
  text().transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    if (
      url === null ||
      !/^https?:$/.test(url.protocol) ||
      url.username + url.password !== '' ||
      url.hash !== ''
    ) {
      context.addIssue('must be a web address such as https://line.example.com');
      return z.NEVER;
    }
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
      context.addIssue('must be https; http is accepted on loopback (localhost, 127.0.0.1) only');
      return z.NEVER;
    }
    return url.href;
  });

/** An address that others are made from: what follows brings its own slash. */
const baseUrl = () => webUrl().transform((url) => url.replace(/\/+$/, ''));

const environmentSchema = z.object({
  PORT: z
    .string()
    .default('3000')
    .transform((value, context) => {
      const port = Number(value);
      if (/^\d{1,5}$/.test(value) && port <= 65_535) return port;
      context.addIssue('must be a whole number from 0 (any free port) to 65535');
      return z.NEVER;
    }),
  PUBLIC_URL: baseUrl().refine((url) => !url.includes('?'), { error: 'must not have a query' }),
  REDIS_URL: text().refine(
    (value) => (/^rediss?:\/\/./.test(value) ? URL.canParse(value) : /^\/./.test(value)),
    {
      error: 'must be redis://host:port, rediss://host:port or the path of a socket',
    },
  ),
  /** Twilio's start with AC; platforms that speak Twilio's API have other forms. It becomes part of URLs. */
  TWILIO_ACCOUNT_SID: text().regex(/^[A-Za-z0-9-]+$/, { error: 'must be an account SID such as AC0123…' }),
  TWILIO_AUTH_TOKEN: text().transform((value, context): [string, ...string[]] => {
    const [first, ...others] = value.split(',').map((token) => token.trim());
    if (first !== undefined && first !== '' && !others.includes('')) return [first, ...others];
    context.addIssue('must be one token, or several with a comma between them');
    return z.NEVER;
  }),
  TWILIO_PHONE_NUMBER: text().regex(E164, { error: WRONG_NUMBER }),
  OPERATOR_PHONE_NUMBER: z.string().regex(E164, { error: WRONG_NUMBER }).optional(),
  TWILIO_API_BASE_URL: baseUrl().default(TWILIO_API_BASE_URL),
  TWILIO_API_KEY_SID: z.string().optional(),
  TWILIO_API_KEY_SECRET: z.string().optional(),
  TWILIO_TWIML_APP_SID: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, { error: 'must be an application SID such as AP0123…' })
    .optional(),
  TWILIO_CALLS_PER_SECOND: z
    .string()
    .default('1')
    .transform((value, context) => {
      const rate = Number(value);
      if (/^\d+(\.\d+)?$/.test(value) && rate >= 0.1 && rate <= 1_000) return rate;
      context.addIssue('must be a number from 0.1 to 1000');
      return z.NEVER;
    }),
  SESSION_SECRET: text(),
  ADMIN_PASSWORD: z.string().optional(),
  FALLBACK_URL: webUrl().optional(),
  TONE_URL: webUrl().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  TRUST_PROXY: z
    .string()
    .default('false')
    .transform((value, context): boolean | number | string[] => {
      if (value === 'true' || value === 'false') return value === 'true';
      if (/^\d{1,2}$/.test(value)) return Number(value);
      const addresses = value.split(',').map((address) => address.trim());
      if (addresses.every(isProxyAddress)) return addresses;
      context.addIssue(
        'must be true, false, a number of proxies, or a list of their addresses such as "loopback, 10.0.0.0/8"',
      );
      return z.NEVER;
    }),
});

/** What Express' `trust proxy` takes in a list: an address, a subnet, or the name of a well-known range. */
function isProxyAddress(value: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(value)) return true;
  const [address = '', prefix, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function warningsAbout(config: Config): Pick<Config, 'warnings' | 'publicWarnings'> {
  const { hostname, host, pathname } = new URL(config.publicUrl);
  const publicWarnings: string[] = [];
  const underPath =
    pathname === '/'
      ? []
      : [
          `PUBLIC_URL has a path (${pathname}): a proxy must take it away, and pages and API work at the root of a host alone. Give the line a host of its own.`,
        ];
  if (isLoopback(hostname)) return { warnings: underPath, publicWarnings };
  if (new URL(config.fallbackUrl).host === host) {
    publicWarnings.push(
      'FALLBACK_URL is on our own host: when this host is away, callers hear an error. Host the fallback document elsewhere.',
    );
  }
  const warnings = [...publicWarnings, ...underPath];
  if (config.sessionSecret.length < SHORTEST_SECRET) {
    warnings.push(`SESSION_SECRET is short: take at least ${SHORTEST_SECRET} random characters.`);
  }
  if (config.adminPassword !== null && config.adminPassword.length < SHORTEST_PASSWORD) {
    warnings.push(`ADMIN_PASSWORD is short: take at least ${SHORTEST_PASSWORD} characters.`);
  }
  // Express then takes the first address of X-Forwarded-For, which whoever asks may have written.
  if (config.trustProxy === true) {
    warnings.push(
      'TRUST_PROXY is true: whoever signs in chooses the address that failed sign-ins are counted by. Give the number of proxies or their addresses.',
    );
  }
  return { warnings, publicWarnings };
}

/** Hosts that never leave this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
