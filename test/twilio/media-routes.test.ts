import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { virtualClock } from '../../src/clock.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
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

function bytes(res: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  res.on('data', (part: Buffer) => parts.push(part));
  res.on('end', () => done(null, Buffer.concat(parts)));
}
