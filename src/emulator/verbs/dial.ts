import type { TwimlElement } from '../document/parse-twiml.ts';
import { dialConference } from './dial-conference.ts';
import { dialDevices } from './dial-devices.ts';
import type { RunningVerb, VerbScene } from './verb.ts';

/** `<Dial>`: joins a conference, or rings devices and bridges the first that answers. */
export function dial(scene: VerbScene, element: TwimlElement): RunningVerb {
  const noun = element.nodes[0];
  return typeof noun !== 'string' && noun?.name === 'Conference'
    ? dialConference(scene, element, noun)
    : dialDevices(scene, element);
}
