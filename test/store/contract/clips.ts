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
      await store.putClip('c3', bytes, null);
      await store.forgetClip('c3', 0);
      expect(await store.clip('c3')).toBeNull();
    });
  });

  describe('phrases of operators', () => {
    const phrase = (id: string, addedAt: number) => ({ id, language: 'en', text: id, clip: null, addedAt });

    it('given phrases, they are the operator’s own, earliest first, until they are deleted', async () => {
      const { store } = await open();
      expect(await store.phrases('anna')).toStrictEqual([]);
      await store.putPhrase('anna', phrase('p2', 2));
      await store.putPhrase('anna', phrase('p1', 1));
      await store.putPhrase('boris', phrase('p3', 3));
      const spoken = { ...phrase('p2', 2), clip: { name: 'c1', durationMs: 900 } };
      await store.putPhrase('anna', spoken);
      expect(await store.phrases('anna')).toStrictEqual([phrase('p1', 1), spoken]);
      await store.deletePhrase('anna', 'p1');
      await store.deletePhrase('anna', 'p3');
      expect(await store.phrases('anna')).toStrictEqual([spoken]);
      expect(await store.phrases('boris')).toStrictEqual([phrase('p3', 3)]);
    });
  });
}
