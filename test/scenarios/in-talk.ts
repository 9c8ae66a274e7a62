import { type AtDesk, type Caller, type Scene, scene } from './scene.ts';

/** Anna talks to a caller since 0:17 of the call; `whole`: transcripts show how it came to that. */
export async function inTalk(
  queue: Parameters<typeof scene>[0] = {},
  shown: 'whole' | 'from here' = 'from here',
): Promise<{ s: Scene; caller: Caller; anna: AtDesk }> {
  const s = await scene(queue);
  const anna = await s.operator('Anna', 'manual');
  const caller = s.caller('Caller');
  await s.pass(15);
  await anna.take();
  await s.pass(15);
  if (shown === 'from here') s.fromHere();
  return { s, caller, anna };
}
