import { describe, expect, it } from 'vitest';
import type { OpenStore } from './store-under-test.ts';

export function clipsContract(open: OpenStore): void {
  describe('recordings', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, at) => at & 0xff);

    it('given bytes of any value, they come back as they are until their time is over', async () => {
      const { store, pass } = await open();
      expect(await store.clip('c1')).toBeNull();
      await store.putClip('c1', bytes, 300);
      expect([...((await store.clip('c1')) ?? [])]).toStrictEqual([...bytes]);
      expect(await store.clip('c2')).toBeNull();
      await pass(301);
      expect(await store.clip('c1')).toBeNull();
    });

    it('given one that is kept for good, it stays until a while after it is forgotten', async () => {
      const { store, pass } = await open();
      await store.putClip('c1', bytes, null);
      await pass(500);
      expect((await store.clip('c1'))?.length).toBe(300);
      await store.forgetClip('c1', 300);
      await store.forgetClip('c2', 300);
      expect((await store.clip('c1'))?.length).toBe(300);
      await pass(301);
      expect(await store.clip('c1')).toBeNull();
    });
  });
}
