import { badRequest, RestError } from './rest-error.ts';

/** Parameters as they are on the wire: names in Twilio's casing, text values, repeated names as a list. */
export type WireParams = Readonly<Record<string, string | readonly string[]>>;

/** Refuses parameters that Twilio's API does not have, wrong casing included (Twilio itself ignores them: a trap). */
export function allowOnly(params: WireParams, names: ReadonlySet<string>): void {
  for (const name in params) {
    if (!names.has(name)) throw badRequest(`Parameter "${name}" is not one of this resource`);
  }
}

/** One text value, or undefined where it is not given. */
export function text(params: WireParams, name: string): string | undefined {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  if (value === undefined || typeof value === 'string') return value;
  if (value.length === 1) return value[0];
  throw badRequest(`Parameter "${name}" was given more than once`);
}

export function list(params: WireParams, name: string): readonly string[] | undefined {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return typeof value === 'string' ? [value] : value;
}

/** An absolute http(s) URL without an underscore in its host name; undefined where not given. 21205 otherwise. */
export function url(params: WireParams, name: string, code = 21205): string | undefined {
  const value = text(params, name);
  if (value === undefined) return undefined;
  const host = /^https?:\/\/([^/?#\s]+)[^\s]*$/.exec(value)?.[1];
  if (host === undefined || host.includes('_')) {
    throw new RestError(400, code, `${name} is not a valid URL`);
  }
  return value;
}

export function method(params: WireParams, name: string, otherwise: 'GET' | 'POST' = 'POST'): 'GET' | 'POST' {
  const value = text(params, name);
  if (value === undefined) return otherwise;
  if (value !== 'GET' && value !== 'POST') throw badRequest(`${name} must be GET or POST`);
  return value;
}

export function flag(params: WireParams, name: string): boolean | undefined {
  const value = text(params, name);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') throw badRequest(`${name} must be true or false`);
  return value === 'true';
}

export function integer(params: WireParams, name: string, least: number, most: number): number | undefined {
  const value = text(params, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw badRequest(`${name} must be a whole number from ${least} to ${most}`);
  }
  return number;
}
