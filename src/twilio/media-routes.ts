import express, { type Router } from 'express';
import { TONE_PATH } from '../config.ts';
import { toneWav, zipWav } from './tone.ts';

/** Where the operators' zip lies under PUBLIC_URL. A changed sound gets a new name, since it is cached for long. */
export const ZIP_PATH = '/media/zip-1.wav';

const A_YEAR_SECONDS = 31_536_000;

/** The sounds that the project makes itself: unsigned, cacheable for long, with an ETag (Express makes it from the body). */
export function mediaRoutes(): Router {
  const router = express.Router();
  for (const [path, bytes] of [
    [TONE_PATH, toneWav()],
    [ZIP_PATH, zipWav()],
  ] as const) {
    const body = Buffer.from(bytes);
    router.get(path.replace('/media', ''), (_req, res) => {
      res
        .set('Content-Type', 'audio/wav')
        .set('Cache-Control', `public, max-age=${A_YEAR_SECONDS}, immutable`)
        .send(body);
    });
  }
  return router;
}
