import type { TwimlElement } from '../document/parse-twiml.ts';
import { resolveUrl, textOf } from '../document/twiml-document.ts';
import { methodOf, type RunningVerb, type VerbScene } from './verb.ts';

/**
 * `<Enqueue>`: the caller waits in one of Twilio's own queues and hears its default MUSIC, unless waitUrl="".
 * The emulator does not run waitUrl documents and takes nobody out of a queue; a REST update or a hang-up ends it.
 */
export function enqueue(scene: VerbScene, element: TwimlElement): RunningVerb {
  const { core, leg, document } = scene;
  const { waitUrl, action, method } = element.attributes;
  const name = textOf(element);
  const joinedAt = core.clock.now();
  leg.hear(waitUrl === '' ? 'silence' : 'music');
  core.queues.set(name, (core.queues.get(name) ?? new Set()).add(leg));
  return {
    stop(why) {
      core.queues.get(name)?.delete(leg);
      const url = action === undefined ? null : resolveUrl(document, action);
      if (url === null) return null;
      const params = {
        QueueResult: why === 'redirected' ? 'redirected' : 'hangup',
        QueueTime: String(Math.round((core.clock.now() - joinedAt) / 1_000)),
      };
      return { method: methodOf(method), url, params };
    },
  };
}
