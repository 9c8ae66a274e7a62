import { formatTape } from '../../src/emulator/tape.ts';
import type { Operator } from '../../src/store/store.ts';
import { plainPinHash } from '../support/line-in-a-box.ts';
import { type Scene, scene } from './scene.ts';

const OPERATORS_NUMBER = '+15550100999';
export const PIN = '482915';
export const ANNAS_PHONE = '+12025550142';

/** A phone at the operators' entrance. */
export type OperatorsPhone = {
  callSid: string;
  press(keys: string): void;
  say(words: string): void;
  hangUp(): void;
  heard(): string;
};

/** A line with an operators' number, and Anna on file with a PIN. */
export async function begin(anna: Partial<Operator> = {}): Promise<Scene> {
  const s = await scene();
  s.box.network.addNumber({
    phoneNumber: OPERATORS_NUMBER,
    voiceUrl: 'https://line.example.com/voice/incoming#ct=1000&rt=1800&tt=5000&rc=1&rp=all',
    voiceFallbackUrl: 'https://line.example.com/voice/fallback',
    statusCallback: 'https://line.example.com/voice/status',
  });
  await onFile(s, anna);
  return s;
}

/** Puts the number and Anna on file. */
export async function onFile(s: Scene, anna: Partial<Operator> = {}): Promise<void> {
  await s.box.store.putLineSettings({ operatorNumber: OPERATORS_NUMBER, consoleGoneSeconds: 180 });
  await s.box.store.putOperator({
    name: 'anna',
    displayName: 'Anna',
    passwordHash: '',
    roles: ['operator'],
    address: ANNAS_PHONE,
    queues: ['support'],
    shortNumber: '12',
    pinHash: plainPinHash(PIN),
    version: 1,
    ...anna,
  });
}

/** A phone calls that number. */
export function calls(s: Scene, from = ANNAS_PHONE): OperatorsPhone {
  const phone = s.box.network.phone(from);
  const { sid } = phone.dial(OPERATORS_NUMBER);
  return {
    callSid: sid,
    press: (keys) => phone.press(keys),
    say: (words) => void phone.say(words),
    hangUp: () => phone.hangUp(),
    heard: () =>
      formatTape(s.box.network.tape(sid))
        .replace(/\(clip \S+zip-1\.wav [\d.]+ s\)/g, '(zip)')
        .replaceAll(/CA\w{32}/g, 'Caller'),
  };
}

/** Anna's desk. */
export const deskOf = async (s: Scene) => {
  const desk = await s.box.store.readDesk('anna');
  if (desk === null) throw new Error('Anna has no desk.');
  return desk;
};
