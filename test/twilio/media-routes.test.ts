import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { virtualClock } from '../../src/clock.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { mediaRoutes } from '../../src/twilio/media-routes.ts';
import { clipPath } from '../../src/voice-script/clip.ts';
import { voiceWav } from '../support/voice.ts';

test('a recording: its bytes, cacheable, with an ETag, until its time is over', async () => {
  const clock = virtualClock(0);
  const store = createMemoryStore(clock);
  const app = express().use('/media', mediaRoutes(store));
  const wav = voiceWav(1, -20);
  await store.putClip('a1b2-C3_', wav, 60_000);
  const path = clipPath({ name: 'a1b2-C3_' });
  const first = await request(app)
    .get(path)
    .buffer()
    .parse(bytes)
    .expect(200)
    .expect('Content-Type', 'audio/wav');
  expect(Buffer.compare(first.body as Buffer, Buffer.from(wav))).toBe(0);
  expect(first.headers['cache-control']).toBe('public, max-age=3600, immutable');
  expect(first.headers['cross-origin-resource-policy']).toBe('cross-origin');
  await request(app).get(path).set('If-None-Match', String(first.headers['etag'])).expect(304);
  await request(app).get('/media/notes/b2.wav').expect(404);
  await request(app).get('/media/notes/a%2Fb.wav').expect(404);
  await request(app).get('/media/notes/a1b2-C3_').expect(404);
  clock.moveTo(60_001);
  await request(app).get(path).expect(404);
});

test('a recording by ranges: one stretch of bytes, the end of them, none that is not there', async () => {
  const store = createMemoryStore(virtualClock(0));
  const app = express().use('/media', mediaRoutes(store));
  const wav = Buffer.from(voiceWav(1, -20));
  const size = wav.length;
  await store.putClip('a1', wav, 60_000);
  const ask = (range: string, more: Record<string, string> = {}) =>
    request(app)
      .get(clipPath({ name: 'a1' }))
      .set({ Range: range, ...more })
      .buffer()
      .parse(bytes);
  const whole = await request(app)
    .get(clipPath({ name: 'a1' }))
    .buffer()
    .parse(bytes)
    .expect(200);
  expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': String(size) });
  for (const [range, start, end] of [
    ['bytes=0-1', 0, 1],
    ['bytes=100-', 100, size - 1],
    ['bytes=-10', size - 10, size - 1],
    ['bytes=0-999999', 0, size - 1],
  ] as const) {
    const part = await ask(range).expect(206);
    expect(part.headers['content-range']).toBe(`bytes ${start}-${end}/${size}`);
    expect(part.headers['content-length']).toBe(String(end - start + 1));
    expect(Buffer.compare(part.body as Buffer, wav.subarray(start, end + 1))).toBe(0);
  }
  const beyond = await ask(`bytes=${size}-`).expect(416);
  expect(beyond.headers['content-range']).toBe(`bytes */${size}`);
  for (const range of ['bytes=0-1,5-6', 'bytes=x', 'seconds=0-1']) await ask(range).expect(200);
  const etag = String(whole.headers['etag']);
  await ask('bytes=0-1', { 'If-Range': etag }).expect(206);
  await ask('bytes=0-1', { 'If-Range': '"another"' }).expect(200);
  await request(app).get('/media/tone-1.wav').set('Range', 'bytes=0-3').expect(206);
});

test('a recording while the store is away: asked for again later, and the answer is kept nowhere', async () => {
  const away = { clip: () => Promise.reject(new StoreUnavailable('switched off')) };
  const app = express().use('/media', mediaRoutes(away));
  const answer = await request(app)
    .get(clipPath({ name: 'a1' }))
    .expect(503);
  expect(answer.headers).toMatchObject({ 'retry-after': '2', 'cache-control': 'no-store' });
  await request(app).get('/media/tone-1.wav').expect(200);
});

function bytes(res: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  res.on('data', (part: Buffer) => parts.push(part));
  res.on('end', () => done(null, Buffer.concat(parts)));
}
