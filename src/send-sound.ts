import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Answers with a WAV file, or with the one stretch of bytes that was asked for (RFC 9110, 14): Safari plays nothing from a
 * server that gives no ranges. Several ranges at once, or a condition that does not hold, get the whole file.
 */
export function sendSound(req: Request, res: Response, bytes: Uint8Array): void {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  res.set({ 'Content-Type': 'audio/wav', 'Accept-Ranges': 'bytes', ETag: etag });
  const condition = req.get('If-Range');
  const ranges = condition === undefined || condition === etag ? req.range(body.length) : undefined;
  if (ranges === -1) {
    res.status(416).set('Content-Range', `bytes */${body.length}`).removeHeader('Content-Type');
    res.end();
    return;
  }
  const [range, another] = Array.isArray(ranges) && ranges.type === 'bytes' ? ranges : [];
  if (range === undefined || another !== undefined) {
    res.status(200).send(body);
    return;
  }
  res.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${body.length}`);
  res.send(body.subarray(range.start, range.end + 1));
}
