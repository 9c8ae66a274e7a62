import express, { type Router } from 'express';
import { TONE_PATH } from '../config.ts';
import { sendSound } from '../send-sound.ts';
import { type ClipStore, isClipName } from '../store/store.ts';
import { CLIPS_PATH } from '../voice-script/clip.ts';
import { toneWav, zipWav } from './tone.ts';

/** Where the operators' zip lies under PUBLIC_URL. A changed sound gets a new name, since it is cached for long. */
export const ZIP_PATH = '/media/zip-1.wav';

const A_YEAR_SECONDS = 31_536_000;
const AN_HOUR_SECONDS = 3_600;

/**
 * What Plays fetch: unsigned, cacheable, with an ETag and by ranges. The sounds that the project makes
 * itself, and recordings in people's own voices, which only their unguessable names protect.
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
    const bytes = isClipName(name) ? await clips.clip(name) : null;
    if (bytes === null) {
      next();
      return;
    }
    res.set('Cache-Control', `public, max-age=${AN_HOUR_SECONDS}, immutable`);
    sendSound(req, res, bytes);
  });
  return router;
}
