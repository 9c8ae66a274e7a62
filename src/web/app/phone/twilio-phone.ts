import { type AudioDevice, type BrowserPhone, createPhoneState } from './browser-phone.ts';

type Listener = (...args: never[]) => void;
type Emitter = { on(event: string, listener: Listener): unknown };

/** What is used of a call of Twilio's SDK. */
export type SdkCall = Emitter & {
  accept(): void;
  disconnect(): void;
  reject(): void;
  mute(muted: boolean): void;
  sendDigits(digits: string): void;
};

/** What is used of its Device. */
export type SdkDevice = Emitter & {
  register(): Promise<void>;
  updateToken(token: string): void;
  destroy(): void;
  audio:
    | (Emitter & {
        availableInputDevices: ReadonlyMap<string, { deviceId: string; label: string }>;
        availableOutputDevices: ReadonlyMap<string, { deviceId: string; label: string }>;
        isOutputSelectionSupported: boolean;
        setInputDevice(id: string): Promise<void>;
        speakerDevices: { set(ids: string): Promise<unknown> };
      })
    | null;
};

export type TwilioPhoneParts = {
  token: string;
  /** A fresh token; rejects where there is none just now. */
  renew: () => Promise<string>;
  createDevice: (token: string) => SdkDevice;
  /** Asks the browser for the microphone; rejects where it is refused. */
  askMicrophone: () => Promise<void>;
  /** Whether this browser can do what a phone needs. */
  isSupported: boolean;
};

/** Twilio's codes for a microphone that is refused, or cannot be had (docs: voice SDK error codes). */
const NO_MICROPHONE = new Set([31401, 31402]);
const AGAIN_MS = 5_000;

/** A phone over Twilio's voice SDK: registered from now on, its token renewed before it is over. */
export function createTwilioPhone(parts: TwilioPhoneParts): BrowserPhone {
  const { state, onChange, change } = createPhoneState();
  const levels = new Set<(level: number) => void>();
  const device = parts.createDevice(parts.token);
  let call: SdkCall | null = null;
  let registered = false;
  let closed = false;
  let again: ReturnType<typeof setTimeout> | null = null;

  device.on('registering', () => {
    if (call === null) change({ status: registered ? 'reconnecting' : 'starting' });
  });
  device.on('registered', () => {
    registered = true;
    change({ trouble: state().trouble === 'network' ? null : state().trouble });
    if (call === null) change({ status: 'ready' });
  });
  device.on('unregistered', () => {
    if (!closed && call === null) change({ status: 'reconnecting' });
  });
  device.on('tokenWillExpire', () => void renew());
  device.on('error', (error: { code?: number }) => failed(error.code ?? 0));
  device.on('incoming', (incoming: SdkCall) => ring(incoming));
  device.audio?.on('deviceChange', listDevices);
  listDevices();
  if (parts.isSupported) register();
  else change({ trouble: 'unsupported' });

  function register(): void {
    device.register().catch((error: { code?: number }) => {
      failed(error.code ?? 0);
      againLater();
    });
  }

  function failed(code: number): void {
    if (closed) return;
    change({ trouble: NO_MICROPHONE.has(code) ? 'microphone' : 'network' });
    // A token that is over, or was not taken, is no good for coming back by itself.
    if (!NO_MICROPHONE.has(code) && call === null && state().status !== 'ready') againLater();
  }

  async function renew(): Promise<void> {
    try {
      device.updateToken(await parts.renew());
      if (call === null && state().status !== 'ready') register();
    } catch {
      againLater();
    }
  }

  /** With a fresh token; one at a time, so that a server in trouble is not asked all the time. */
  function againLater(): void {
    if (closed || again !== null) return;
    again = setTimeout(() => {
      again = null;
      void renew();
    }, AGAIN_MS);
  }

  function ring(incoming: SdkCall): void {
    if (call !== null) {
      incoming.reject();
      return;
    }
    call = incoming;
    change({ status: 'ringing', muted: false });
    const over = () => {
      if (call !== incoming) return;
      call = null;
      for (const tell of levels) tell(0);
      change({ status: registered ? 'ready' : 'starting', muted: false });
    };
    incoming.on('accept', () => {
      listDevices();
      change({ status: 'in-call', trouble: null });
    });
    for (const event of ['cancel', 'reject', 'disconnect']) incoming.on(event, over);
    incoming.on('mute', (muted: boolean) => change({ muted }));
    incoming.on('volume', (input: number) => {
      for (const tell of levels) tell(state().muted ? 0 : input);
    });
    incoming.on('reconnecting', () => change({ status: 'reconnecting' }));
    incoming.on('reconnected', () => change({ status: 'in-call' }));
    incoming.on('error', (error: { code?: number }) => {
      failed(error.code ?? 0);
      if (state().status === 'ringing') over();
    });
  }

  function listDevices(): void {
    const { audio } = device;
    if (audio === null) return;
    change({
      microphones: named(audio.availableInputDevices),
      speakers: audio.isOutputSelectionSupported ? named(audio.availableOutputDevices) : [],
    });
  }

  return {
    state,
    onChange,
    onLevel(listener) {
      levels.add(listener);
      return () => void levels.delete(listener);
    },
    async prepare() {
      try {
        await parts.askMicrophone();
        listDevices();
        if (state().trouble === 'microphone') change({ trouble: null });
        return true;
      } catch {
        change({ trouble: 'microphone' });
        return false;
      }
    },
    answer() {
      if (state().status === 'ringing') call?.accept();
    },
    hangUp() {
      if (state().status === 'ringing') call?.reject();
      else call?.disconnect();
    },
    press: (key) => call?.sendDigits(key),
    mute: (muted) => call?.mute(muted),
    chooseMicrophone(id) {
      device.audio?.setInputDevice(id).then(
        () => change({ microphone: id, trouble: null }),
        () => change({ trouble: 'microphone' }),
      );
    },
    chooseSpeaker(id) {
      device.audio?.speakerDevices.set(id).then(
        () => change({ speaker: id }),
        // The one that was used before goes on.
        () => undefined,
      );
    },
    close() {
      closed = true;
      if (again !== null) clearTimeout(again);
      device.destroy();
    },
  };
}

/** Browsers name devices only once the microphone is allowed. */
function named(devices: ReadonlyMap<string, { deviceId: string; label: string }>): AudioDevice[] {
  return [...devices.values()]
    .filter(({ deviceId, label }) => deviceId !== '' && label !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
