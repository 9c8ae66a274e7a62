import type { CancelTimer } from '../../clock.ts';
import { Leg } from '../leg.ts';
import { ringDevice } from '../ring-device.ts';
import type { TwimlElement } from '../document/parse-twiml.ts';
import { resolveUrl, textOf } from '../document/twiml-document.ts';
import type { WebhookIntent } from '../webhook.ts';
import { methodOf, NEXT_VERB, type RunningVerb, secondsOf, type VerbScene } from './verb.ts';

/**
 * `<Dial>` of numbers, clients and SIP addresses: all ring, the caller hears ringback, the first to answer is
 * bridged, the rest is canceled. Then the action with DialCallStatus, DialCallSid, DialCallDuration, or the next
 * verb. A noun's whisper `url` is not run.
 */
export function dialDevices(scene: VerbScene, dial: TwimlElement): RunningVerb {
  const { core, leg, document } = scene;
  const children: Leg[] = [];
  let bridged: Leg | null = null;
  let over = false;
  let lastStatus = 'failed';
  let cancelLimit: CancelTimer | null = null;

  const action = (status: string): WebhookIntent | null => {
    const url =
      dial.attributes['action'] === undefined ? null : resolveUrl(document, dial.attributes['action']);
    if (url === null) return null;
    const params: Record<string, string> = { DialCallStatus: status };
    const child = bridged ?? children[0];
    if (child !== undefined) params['DialCallSid'] = child.sid;
    if (bridged?.answeredAt != null) {
      params['DialCallDuration'] = String(Math.round((core.clock.now() - bridged.answeredAt) / 1_000));
    }
    params['DialBridged'] = String(bridged !== null);
    return { method: methodOf(dial.attributes['method']), url, params };
  };
  const endChildren = (except: Leg | null): void => {
    for (const child of children) {
      if (child !== except) child.end(child.answeredAt === null ? 'canceled' : 'completed', '487');
    }
  };
  const finish = (status: string): void => {
    if (over) return;
    over = true;
    cancelLimit?.();
    endChildren(null);
    const intent = action(status);
    scene.done(intent === null ? NEXT_VERB : { next: 'document', intent });
  };
  const answered = (child: Leg): void => {
    if (over || bridged !== null) return;
    bridged = child;
    endChildren(child);
    leg.answer();
    leg.hear('talk', { with: [child.sid] });
    child.hear('talk', { with: [leg.sid] });
    // The other end may be led elsewhere by REST; then this Dial is over and that call lives on.
    child.leaveBridge = () => {
      children.splice(children.indexOf(child), 1);
      finish('completed');
    };
    cancelLimit = core.clock.setTimer(secondsOf(dial.attributes['timeLimit'], 14_400), () =>
      finish('completed'),
    );
  };
  const childEnded = (child: Leg): void => {
    if (over) return;
    if (child === bridged) finish('completed');
    else {
      lastStatus = child.status;
      if (bridged === null && children.every((one) => one.ended)) finish(lastStatus);
    }
  };

  if (leg.answeredAt !== null) leg.hear('ringback');
  const timeoutMs = secondsOf(dial.attributes['timeout'], 30);
  for (const to of destinations(dial)) {
    const from = dial.attributes['callerId'] ?? leg.from;
    const child = new Leg(core, { direction: 'outbound-dial', from, to, number: null, parentSid: leg.sid });
    children.push(child);
    child.onEnd.push(childEnded);
    child.onAnswer.push(answered);
  }
  // All children exist before the first can fail.
  for (const child of children) ringDevice(core, child, timeoutMs);

  return {
    hearsKey: (key) => !over && key === '*' && bridged !== null && dial.attributes['hangupOnStar'] === 'true',
    key: () => finish('completed'),
    stop(why) {
      if (over) return null;
      over = true;
      cancelLimit?.();
      endChildren(null);
      if (why === 'ended' && !core.settings.dialActionOnHangup) return null;
      return action(why === 'redirected' || bridged !== null ? 'completed' : 'canceled');
    },
  };
}

function destinations(dial: TwimlElement): string[] {
  return dial.nodes.map((node) => {
    if (typeof node === 'string') return node.trim();
    return node.name === 'Client' ? `client:${textOf(node)}` : textOf(node);
  });
}
