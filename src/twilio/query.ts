/** A query as it stands in the URL; what it holds is checked where it is used. */
export type Query = Readonly<Record<string, unknown>>;

/** The leg's token in a URL of ours. */
export function tokenOf(query: Query): string | undefined {
  const token = query['t'];
  return typeof token === 'string' && token.length <= 400 ? token : undefined;
}

/** The token of a URL of ours that could not be fetched. */
export function tokenIn(errorUrl: string): string | undefined {
  if (!URL.canParse(errorUrl)) return undefined;
  return new URL(errorUrl).searchParams.get('t') ?? undefined;
}

/** When a call that the store does not know began, epoch ms, as its URL says; null where it says nothing. */
export function sinceOf(query: Query, now: number): number | null {
  const since = Number(query['since']);
  return Number.isFinite(since) && since > 0 ? Math.min(since, now) : null;
}
