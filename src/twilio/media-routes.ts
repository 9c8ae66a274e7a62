import express, { type Router } from 'express';
import { TONE_PATH } from '../config.ts';
import { sendSound } from '../send-sound.ts';
import { type ClipStore, isClipName, StoreUnavailable } from '../store/store.ts';
import { CLIPS_PATH } from '../voice-script/clip.ts';
import { toneWav, zipWav } from './tone.ts';

/** Where the operators' zip lies under PUBLIC_URL. A changed sound gets a new name, since it is cached for long. */
export const ZIP_PATH = '/media/zip-1.wav';

const A_YEAR_SECONDS = 31_536_000;
const AN_HOUR_SECONDS = 3_600;
/** In which a store that was away for a moment is likely back. */
const COME_BACK_SECONDS = 2;

/**
 * What Plays fetch: unsigned, cacheable, with an ETag and by ranges. The sounds that the project makes
 * itself, and recordings in people's own voices, which only their unguessable names protect. While these cannot be read,
 * the answer is 503: a Play ends at Twilio as with any other error, but a cache on the way keeps nothing of it, and a
 * browser's phone may ask again.
 */
export function mediaRoutes(clips: Pick<ClipStore, 'clip'>): Router {
  const router = express.Router();
  router.use((_req, res, next) => {
    // A phone in a browser is of another origin.
    res.set('Cross-Origin-Resource-Policy', 'cross-origin');
    next();
  });
  for (const [path, bytes] of [
    [TONE_PATH, toneWav()],
    [ZIP_PATH, zipWav()],
  ] as const) {
    router.get(path.replace('/media', ''), (req, res) => {
      res.set('Cache-Control', `public, max-age=${A_YEAR_SECONDS}, immutable`);
      sendSound(req, res, bytes);
    });
  }
  router.get(`${CLIPS_PATH.replace('/media', '')}/:name.wav`, async (req, res, next) => {
    const { name } = req.params;
    const bytes = isClipName(name) ? await clips.clip(name).catch(unlessAway) : null;
    if (bytes === 'away') {
      res.status(503).set({ 'Retry-After': String(COME_BACK_SECONDS), 'Cache-Control': 'no-store' });
      res.end();
      return;
    }
    if (bytes === null) {
      next();
      return;
    }
    res.set('Cache-Control', `public, max-age=${AN_HOUR_SECONDS}, immutable`);
    sendSound(req, res, bytes);
  });
  return router;
}

function unlessAway(error: unknown): 'away' {
  if (error instanceof StoreUnavailable) return 'away';
  throw error;
}
