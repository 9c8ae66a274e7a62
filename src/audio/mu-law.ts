/** What a phone line carries: 8,000 samples a second, one channel. */
export const SAMPLES_PER_SECOND = 8_000;

/**
 * Added before the search for the segment, so that every segment begins at a power of two (ITU-T G.711, mu-law; 14
 * bits scaled to 16).
 */
const BIAS = 132;
/** The greatest value that the bias does not push out of 15 bits. */
const CLIP = 32_635;

/**
 * Sound as a phone line carries it: one byte a sample in mu-law by ITU-T G.711, table 2: sign, three bits of segment,
 * four of step, all inverted.
 *
 * @param samples −1 to 1; what is beyond is clipped.
 */
export function toMuLaw(samples: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(samples, (sample) => encoded(Math.round(sample * 32_767)));
}

/** The samples, −1 to 1, of mu-law bytes. */
export function fromMuLaw(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => DECODED[byte] as number);
}

function encoded(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const segment = 24 - Math.clz32(magnitude);
  const step = (magnitude >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | step) & 0xff;
}

/** What each byte stands for: the middle of its step. */
const DECODED = Float32Array.from({ length: 256 }, (_, byte) => {
  const inverted = ~byte & 0xff;
  const segment = (inverted >> 4) & 7;
  const magnitude = ((((inverted & 0x0f) << 3) + BIAS) << segment) - BIAS;
  return (inverted & 0x80 ? -magnitude : magnitude) / 32_768;
});
