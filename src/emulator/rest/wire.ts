import type { Page } from './page.ts';
import { RestError } from './rest-error.ts';
import { rfc2822 } from '../status-callbacks.ts';

/** A resource as Twilio writes it in JSON: names in snake case, times in RFC 2822. */
export function toWireResource(resource: object): Record<string, unknown> {
  const wire: Record<string, unknown> = { subresource_uris: {} };
  for (const [name, value] of Object.entries(resource)) {
    wire[snakeCase(name)] = value instanceof Date ? rfc2822(value.getTime()) : value;
  }
  return wire;
}

/** One page of a list under its key (`calls`, `conferences`…), with the links that the SDK follows. */
export function toWirePage(
  key: string,
  page: Page<object>,
  path: string,
  query: string,
): Record<string, unknown> {
  const start = page.page * page.pageSize;
  return {
    [key]: page.items.map(toWireResource),
    page: page.page,
    page_size: page.pageSize,
    start,
    end: start + Math.max(0, page.items.length - 1),
    uri: query === '' ? path : `${path}?${query}`,
    first_page_uri: `${path}?PageSize=${page.pageSize}&Page=0`,
    previous_page_uri: null,
    next_page_uri: page.nextQuery === null ? null : `${path}?${page.nextQuery}`,
  };
}

export function toWireError(error: RestError): Record<string, unknown> {
  return { code: error.code, message: error.message, more_info: error.moreInfo, status: error.status };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
