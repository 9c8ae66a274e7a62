import { type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Keys whose values are personal data or secrets, in lower case; Twilio's parameter names are among them. */
const HIDDEN_KEYS = new Set(
  (
    'from to caller called number numbers phone phonenumber address forwardedfrom calledvia ' +
    'displayname callername fullname note reason text digits speechresult body rawbody ' +
    'password passwordhash pin pinhash secret token authtoken sessionsecret cookie set-cookie authorization x-twilio-signature'
  ).split(' '),
);
const HIDDEN = '[hidden]';
const DEEPEST = 6;
const LONGEST_LIST = 50;

/** An E.164 number, plain or as it stands in a URL. CallSids have no plus and survive. */
const NUMBER_LIKE = /(\+|%2B)[1-9]\d{6,14}(?!\d)/gi;

/**
 * The server's log: JSON lines, each with a fixed sentence as message and values as fields. Values under keys that name
 * personal data or secrets are hidden at any depth, and whatever still looks like a phone number is masked when the
 * line is written. `destination` is standard output unless given.
 */
export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => hideIn(fields),
    },
    // Errors are made harmless with everything else.
    serializers: { err: (error: unknown) => error },
    hooks: { streamWrite: maskNumbers },
  };
  const logger = options.destination === undefined ? pino(settings) : pino(settings, options.destination);
  // pino gives what a child carries to no formatter. Children inherit this from the logger that they come from.
  const child = logger.child;
  return Object.assign(logger, {
    child(this: Logger, bindings: Bindings, more?: ChildLoggerOptions): Logger {
      return Reflect.apply(child, this, [hideIn(bindings), more]);
    },
  });
}

/** Replaces everything that looks like an E.164 number. */
function maskNumbers(text: string): string {
  return text.replace(NUMBER_LIKE, '[number]');
}

function hideIn(fields: object, depth = 1): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      HIDDEN_KEYS.has(key.toLowerCase()) && value !== null ? HIDDEN : shown(value, depth),
    ]),
  );
}

/** A copy that may be written; what lies too deep is left out, so that a circular value ends. */
function shown(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '[deep]';
  if (value instanceof Error) return shownError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return value.slice(0, LONGEST_LIST).map((item: unknown) => shown(item, depth + 1));
  return hideIn(value, depth + 1);
}

/** Name, message and stack only: libraries hang requests, headers and whole replies on their errors. */
function shownError(error: Error, depth: number): Record<string, unknown> {
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.cause === undefined ? {} : { cause: shown(error.cause, depth + 1) }),
  };
}
