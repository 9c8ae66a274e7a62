import type { NetworkCore } from './core.ts';
import type { WebhookResponse } from './webhook.ts';
import { wavDurationMs, wavLoudnessDb } from './wav.ts';

/** A played file: how long it lasts, or why it cannot be played. */
export type Media = Sound | { failed: number; message: string };

/** `loudnessDb`: root mean square against full scale; null where the file's format cannot be measured. */
export type Sound = { durationMs: number; loudnessDb: number | null };

type Cached = Sound & { etag: string | undefined; freshUntil: number };

/**
 * The files that Plays need, fetched by GET and cached for the whole network with ETag and max-age, as
 * Twilio's caching proxies do. A failure is not cached.
 */
export class MediaLibrary {
  private readonly core: NetworkCore;
  private readonly cache = new Map<string, Cached>();
  private readonly underWay = new Map<string, Promise<Media>>();

  constructor(core: NetworkCore) {
    this.core = core;
  }

  /** The file if it is at hand and fresh, else null: then `fetch` it. */
  ready(url: string): Sound | null {
    const cached = this.cache.get(url);
    return cached !== undefined && cached.freshUntil > this.core.clock.now() ? cached : null;
  }

  /** Fetches or revalidates the file; requests for the same file are made once. Never rejects. */
  fetch(url: string): Promise<Media> {
    const ready = this.ready(url);
    if (ready !== null) return Promise.resolve(ready);
    const already = this.underWay.get(url);
    if (already !== undefined) return already;
    const fetching = this.load(url).finally(() => this.underWay.delete(url));
    this.underWay.set(url, fetching);
    return fetching;
  }

  private async load(url: string): Promise<Media> {
    const cached = this.cache.get(url);
    const headers: Record<string, string> = { 'user-agent': 'TwilioMediaProxy/1.0', accept: 'audio/*' };
    if (cached?.etag !== undefined) headers['if-none-match'] = cached.etag;
    const response = await this.core.webhooks.fetchMedia(url, headers);
    if (response === null) return { failed: 11200, message: 'the connection failed' };
    if (response.status === 304 && cached !== undefined) {
      cached.freshUntil = this.freshUntil(response);
      return cached;
    }
    if (response.status !== 200) return { failed: 11200, message: `HTTP status ${response.status}` };
    const type = response.headers['content-type'] ?? '';
    if (!type.startsWith('audio/')) return { failed: 12300, message: `content type "${type}" is not audio` };
    const durationMs = wavDurationMs(response.body);
    if (durationMs === null) return { failed: 13420, message: 'it is not a WAV file' };
    const sound: Sound = { durationMs, loudnessDb: wavLoudnessDb(response.body) };
    this.cache.set(url, {
      ...sound,
      etag: response.headers['etag'],
      freshUntil: this.freshUntil(response),
    });
    return sound;
  }

  /** A file without caching headers is fetched again for the next document. */
  private freshUntil(response: WebhookResponse): number {
    const maxAge = /(?:^|[\s,])max-age=(\d+)/.exec(response.headers['cache-control'] ?? '')?.[1];
    return this.core.clock.now() + Number(maxAge ?? 0) * 1_000;
  }
}
