import tapUrl from './tap.ts?worker&url';

/** Why nothing can be recorded: it was forbidden, there is none, or it does not work. */
export type MicrophoneFault = 'denied' | 'none' | 'broken';

/** A microphone that records from the moment on at which it was opened. */
export type Microphone = {
  samplesPerSecond: number;
  /** Lets go of the microphone, and gives what was recorded. */
  stop(): Float32Array;
};

/**
 * Opens the microphone; the browser asks the person the first time.
 * @param onSound told of each stretch of about 20 ms
 * @throws a MicrophoneFault
 */
export async function openMicrophone(onSound: (samples: Float32Array) => void): Promise<Microphone> {
  const stream = await ask();
  const context = new AudioContext();
  const parts: Float32Array[] = [];
  const letGo = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  try {
    await context.audioWorklet.addModule(tapUrl);
    await context.resume();
    const tap = new AudioWorkletNode(context, 'tap');
    tap.port.addEventListener('message', ({ data }: MessageEvent<Float32Array>) => {
      parts.push(data);
      onSound(data);
    });
    tap.port.start();
    // The tap gives out nothing, but only what leads to the loudspeaker is asked for its sound.
    context.createMediaStreamSource(stream).connect(tap).connect(context.destination);
  } catch {
    letGo();
    throw 'broken' satisfies MicrophoneFault;
  }
  return {
    samplesPerSecond: context.sampleRate,
    stop() {
      letGo();
      return together(parts);
    },
  };
}

async function ask(): Promise<MediaStream> {
  // There are no media devices on a page that is not secure.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) throw 'none' satisfies MicrophoneFault;
  try {
    return await devices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false } });
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown): MicrophoneFault {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' ? 'none' : 'broken';
}

function together(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
