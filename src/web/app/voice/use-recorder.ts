import { useCallback, useEffect, useRef, useState } from 'react';
import { prepareNote } from '../../../audio/prepare-note.ts';
import { LONGEST_NOTE_MS, type NoteFault } from '../../../audio/voice-note.ts';
import { type Microphone, type MicrophoneFault, openMicrophone } from './microphone.ts';

/** Why there is no recording: the microphone's faults, and those of what was recorded. */
export type RecordingFault = NoteFault | MicrophoneFault;

export type Recorder = {
  state:
    | { is: 'idle' }
    | { is: 'opening' }
    /** `since` on this page's clock (performance.now), ms. */
    | { is: 'recording'; since: number }
    | { is: 'refused'; why: RecordingFault };
  /** How loud it is just now, 0 to 1; changes without rendering. */
  level: { readonly current: number };
  start(): void;
  /** Ends the recording, and gives it on where it is good. */
  finish(): void;
  /** Ends the recording, and forgets it. */
  discard(): void;
};

/** What the meter shows as nothing, dBFS. */
const FLOOR_DB = -60;

/**
 * Records from the microphone until it is finished, discarded, or ten seconds long; the microphone is let go of each time.
 * @param onRecorded given a WAV file that a phone line can play
 */
export function useRecorder(onRecorded: (file: Uint8Array<ArrayBuffer>) => void): Recorder {
  const [state, setState] = useState<Recorder['state']>({ is: 'idle' });
  const level = useRef(0);
  const microphone = useRef<Microphone | null>(null);
  /** Grows with each start and end: what an earlier one brings is let go. */
  const turn = useRef(0);
  const latest = useRef(onRecorded);
  latest.current = onRecorded;

  const end = useCallback((): { samples: Float32Array; samplesPerSecond: number } | null => {
    turn.current += 1;
    level.current = 0;
    const open = microphone.current;
    microphone.current = null;
    return open === null ? null : { samples: open.stop(), samplesPerSecond: open.samplesPerSecond };
  }, []);

  const discard = useCallback(() => {
    end();
    setState({ is: 'idle' });
  }, [end]);

  const finish = useCallback(() => {
    const recorded = end();
    if (recorded === null) {
      setState({ is: 'idle' });
      return;
    }
    const note = prepareNote(recorded.samples, recorded.samplesPerSecond);
    if ('fault' in note) {
      setState({ is: 'refused', why: note.fault });
      return;
    }
    setState({ is: 'idle' });
    latest.current(note.file);
  }, [end]);

  const start = useCallback(() => {
    end();
    const mine = turn.current;
    setState({ is: 'opening' });
    openMicrophone((samples) => {
      level.current = loudness(samples);
    }).then(
      (opened) => {
        if (turn.current !== mine) {
          opened.stop();
          return;
        }
        microphone.current = opened;
        setState({ is: 'recording', since: performance.now() });
      },
      (why: MicrophoneFault) => turn.current === mine && setState({ is: 'refused', why }),
    );
  }, [end]);

  const recording = state.is === 'recording';
  useEffect(() => {
    if (!recording) return;
    const timer = setTimeout(finish, LONGEST_NOTE_MS - 100);
    return () => clearTimeout(timer);
  }, [recording, finish]);
  useEffect(() => () => void end(), [end]);

  return { state, level, start, finish, discard };
}

function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.max(0, 1 - (10 * Math.log10(power)) / FLOOR_DB));
}
