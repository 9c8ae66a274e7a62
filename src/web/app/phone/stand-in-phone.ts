import { type BrowserPhone, createPhoneState } from './browser-phone.ts';

/** The network has no sound of its own, so there is nothing to choose. */
const NO_SOUND = [{ id: 'emulator', label: 'Emulator' }] as const;

type EmulatedCall = { sid: string; direction: string; answeredAt: number | null; endedAt: number | null };
type Heard = { sid: string; segment: { kind: string; text?: string; until: number | null } };

/**
 * The emulator's phone in the place of Twilio's: the same panel, without sound. What would be heard is shown as words.
 * @param url where the emulator is
 * @param identity the client that this browser is
 */
export function createStandInPhone({ url, identity }: { url: string; identity: string }): BrowserPhone {
  const { state, onChange, change } = createPhoneState();
  const base = `${url}/emulator/phones/${encodeURIComponent(`client:${identity}`)}`;
  const events = new EventSource(`${base}/events?stands=by`);
  let call: EmulatedCall | null = null;

  events.addEventListener('open', () => change({ status: 'ready', trouble: null, hears: null }));
  events.addEventListener('error', () => change({ status: 'reconnecting', hears: null }));
  events.addEventListener('call', ({ data }: MessageEvent<string>) => {
    call = (JSON.parse(data) as { call: EmulatedCall | null }).call;
    if (call === null || call.endedAt !== null) change({ status: 'ready', muted: false, hears: null });
    else change({ status: call.answeredAt === null ? 'ringing' : 'in-call' });
  });
  events.addEventListener('segment', ({ data }: MessageEvent<string>) => {
    const { sid, segment } = JSON.parse(data) as Heard;
    if (sid !== call?.sid || call.endedAt !== null || segment.until !== null) return;
    change({ hears: segment.kind === 'speech' ? (segment.text ?? null) : null });
  });

  function act(what: string, body: object = {}): void {
    // What it led to comes with the events; where it led to nothing, nothing comes.
    fetch(`${base}/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined);
  }

  return {
    state,
    onChange,
    onLevel: () => () => undefined,
    prepare() {
      change({
        microphones: NO_SOUND,
        speakers: NO_SOUND,
        microphone: NO_SOUND[0].id,
        speaker: NO_SOUND[0].id,
      });
      return Promise.resolve(true);
    },
    answer: () => act('answer'),
    hangUp: () => act('hang-up'),
    press: (keys) => act('press', { keys }),
    mute: (muted) => change({ muted }),
    chooseMicrophone: () => undefined,
    chooseSpeaker: () => undefined,
    close: () => events.close(),
  };
}
