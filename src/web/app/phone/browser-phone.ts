/** Where the phone in this browser stands. */
export type PhoneStatus =
  /** Not reachable yet. */
  | 'starting'
  | 'ready'
  | 'ringing'
  | 'in-call'
  /** It was reachable, and tries to be again; a call that it is in may be silent meanwhile. */
  | 'reconnecting';

/** What keeps it from working; null where nothing does. */
export type PhoneTrouble =
  /** The browser was not allowed to hear, or has nothing to hear with. */
  | 'microphone'
  /** This browser cannot be a phone. */
  | 'unsupported'
  /** The phone network does not take us, or cannot be reached. */
  | 'network';

export type AudioDevice = { id: string; label: string };

export type PhoneState = {
  status: PhoneStatus;
  trouble: PhoneTrouble | null;
  muted: boolean;
  /** What is heard now, in words, where the phone itself makes no sound. */
  hears: string | null;
  microphones: readonly AudioDevice[];
  /** Empty where the browser does not let a page choose. */
  speakers: readonly AudioDevice[];
  microphone: string | null;
  speaker: string | null;
};

export const STARTING: PhoneState = {
  status: 'starting',
  trouble: null,
  muted: false,
  hears: null,
  microphones: [],
  speakers: [],
  microphone: null,
  speaker: null,
};

/** A phone in this browser: Twilio's, or the emulator's in its place. No method throws. */
export type BrowserPhone = {
  state(): PhoneState;
  /** Tells of every change of the state; the function ends that. */
  onChange(listener: () => void): () => void;
  /** Tells how loud the microphone is during a call, 0 to 1, some times a second; the function ends that. */
  onLevel(listener: (level: number) => void): () => void;
  /** Asks for the microphone, so that a call can be answered without a question; false where it is refused. */
  prepare(): Promise<boolean>;
  answer(): void;
  hangUp(): void;
  /** Presses a key: 0-9, *, #. */
  press(key: string): void;
  mute(muted: boolean): void;
  chooseMicrophone(id: string): void;
  chooseSpeaker(id: string): void;
  /** Ends the call and takes the phone off the network. */
  close(): void;
};

/** What both kinds of phone are made from: a state that is changed and told. */
export function createPhoneState() {
  let state = STARTING;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    onChange(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change(change: Partial<PhoneState>) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
}
