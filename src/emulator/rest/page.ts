import { integer, text, type WireParams } from './params.ts';

/** One page of a list, with what is needed to ask for the next. */
export type Page<T> = { items: T[]; pageSize: number; page: number; nextQuery: string | null };

/** The parameters that every list takes. */
export const PAGE_PARAMS = ['PageSize', 'Page', 'PageToken'] as const;

/**
 * Cuts a page out of `all`, which is in listing order. PageSize 1 to 1,000 (50). The next page begins after the
 * item that the token names, so that a list which grows at its top neither repeats nor skips.
 */
export function pageOf<T extends { sid: string }>(all: readonly T[], params: WireParams): Page<T> {
  const pageSize = integer(params, 'PageSize', 1, 1_000) ?? 50;
  const page = integer(params, 'Page', 0, 1_000_000) ?? 0;
  const after = text(params, 'PageToken')?.replace(/^PA/, '');
  const start = after === undefined ? page * pageSize : all.findIndex((item) => item.sid === after) + 1;
  const items = all.slice(start, start + pageSize);
  const last = items[items.length - 1];
  if (last === undefined || start + pageSize >= all.length) return { items, pageSize, page, nextQuery: null };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (!PAGE_PARAMS.some((known) => known === name))
      for (const one of [value].flat()) query.append(name, one);
  }
  query.set('PageSize', String(pageSize));
  query.set('Page', String(page + 1));
  query.set('PageToken', `PA${last.sid}`);
  return { items, pageSize, page, nextQuery: query.toString() };
}
