import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTwilioPhone, type SdkDevice } from '../../src/web/app/phone/twilio-phone.ts';

/** A Device of Twilio's SDK as far as the phone uses it, with what was asked of it. */
class FakeDevice extends EventEmitter {
  readonly asked: string[] = [];
  registering: Promise<void> = Promise.resolve();
  readonly microphones = new Map<string, { deviceId: string; label: string }>();
  readonly audio = Object.assign(new EventEmitter(), {
    availableInputDevices: this.microphones,
    availableOutputDevices: new Map([['s1', { deviceId: 's1', label: 'Headset' }]]),
    isOutputSelectionSupported: true,
    setInputDevice: (id: string) =>
      id === 'gone' ? Promise.reject(new Error('gone')) : Promise.resolve(void this.asked.push(`hear ${id}`)),
    speakerDevices: { set: (id: string) => Promise.resolve(void this.asked.push(`speak ${id}`)) },
  });
  register = () => {
    this.asked.push('register');
    return this.registering;
  };
  updateToken = (token: string) => void this.asked.push(`token ${token}`);
  destroy = () => void this.asked.push('destroy');
}

class FakeCall extends EventEmitter {
  readonly asked: string[] = [];
  accept = () => void this.asked.push('accept');
  disconnect = () => void this.asked.push('disconnect');
  reject = () => void this.asked.push('reject');
  mute = (muted: boolean) => void this.asked.push(`mute ${muted}`);
  sendDigits = (digits: string) => void this.asked.push(`keys ${digits}`);
}

let device: FakeDevice;
let renewals: (string | Error)[];
let microphone: 'allowed' | 'refused';

beforeEach(() => {
  vi.useFakeTimers();
  device = new FakeDevice();
  renewals = [];
  microphone = 'allowed';
});
afterEach(() => vi.useRealTimers());

function aPhone(isSupported = true) {
  return createTwilioPhone({
    token: 'token-1',
    async renew() {
      const next = renewals.shift() ?? 'token-2';
      if (next instanceof Error) throw next;
      return next;
    },
    createDevice: () => device as unknown as SdkDevice,
    askMicrophone: () =>
      microphone === 'allowed' ? Promise.resolve() : Promise.reject(new Error('NotAllowedError')),
    isSupported,
  });
}
function ringing() {
  const phone = aPhone();
  device.emit('registered');
  const call = new FakeCall();
  device.emit('incoming', call);
  return { phone, call };
}

describe('the phone over Twilio’s SDK', () => {
  it('registers at once, and is ready once it is', () => {
    const phone = aPhone();
    expect(device.asked).toEqual(['register']);
    expect(phone.state().status).toBe('starting');
    device.emit('registered');
    expect(phone.state()).toMatchObject({ status: 'ready', trouble: null });
  });

  it('rings, is answered, muted, pressed, and hung up', () => {
    const { phone, call } = ringing();
    expect(phone.state().status).toBe('ringing');
    phone.answer();
    call.emit('accept');
    expect(phone.state().status).toBe('in-call');
    phone.press('1');
    phone.mute(true);
    call.emit('mute', true);
    expect(phone.state().muted).toBe(true);
    phone.hangUp();
    call.emit('disconnect');
    expect(phone.state()).toMatchObject({ status: 'ready', muted: false });
    expect(call.asked).toEqual(['accept', 'keys 1', 'mute true', 'disconnect']);
  });

  it('is declined while it rings, and the caller may give up before', () => {
    const { phone, call } = ringing();
    phone.hangUp();
    expect(call.asked).toEqual(['reject']);
    call.emit('cancel');
    expect(phone.state().status).toBe('ready');
    phone.answer();
    expect(call.asked).toEqual(['reject']);
  });

  it('takes no second call', () => {
    ringing();
    const second = new FakeCall();
    device.emit('incoming', second);
    expect(second.asked).toEqual(['reject']);
  });

  it('tells how loud the microphone is; nothing of one that is muted', () => {
    const { phone, call } = ringing();
    const levels: number[] = [];
    const stop = phone.onLevel((level) => levels.push(level));
    call.emit('accept');
    call.emit('volume', 0.4, 0.1);
    call.emit('mute', true);
    call.emit('volume', 0.4, 0.1);
    stop();
    call.emit('volume', 0.9, 0.1);
    expect(levels).toEqual([0.4, 0]);
  });

  it('renews its token before it is over, and tries again where there is none', async () => {
    aPhone();
    device.emit('registered');
    renewals = [new Error('away'), 'token-3'];
    device.emit('tokenWillExpire');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(device.asked).toEqual(['register', 'token token-3']);
  });

  it('with a token that was not taken comes again with a fresh one, and not all the time', async () => {
    device.registering = Promise.reject(Object.assign(new Error('expired'), { code: 20104 }));
    const phone = aPhone();
    device.emit('error', { code: 20104 });
    await vi.advanceTimersByTimeAsync(4_900);
    expect(phone.state().trouble).toBe('network');
    expect(device.asked).toEqual(['register']);
    device.registering = Promise.resolve();
    await vi.advanceTimersByTimeAsync(200);
    expect(device.asked).toEqual(['register', 'token token-2', 'register']);
    device.emit('registered');
    expect(phone.state()).toMatchObject({ status: 'ready', trouble: null });
  });

  it('says when it has lost the network, in a call and out of one', () => {
    const { phone, call } = ringing();
    call.emit('accept');
    call.emit('reconnecting', new Error('ice'));
    expect(phone.state().status).toBe('reconnecting');
    call.emit('reconnected');
    expect(phone.state().status).toBe('in-call');
    call.emit('disconnect');
    device.emit('unregistered');
    expect(phone.state().status).toBe('reconnecting');
  });

  it('a microphone that is refused is said, and the call that wanted it still rings elsewhere', async () => {
    const { phone, call } = ringing();
    microphone = 'refused';
    expect(await phone.prepare()).toBe(false);
    expect(phone.state().trouble).toBe('microphone');
    phone.answer();
    call.emit('error', { code: 31401 });
    expect(phone.state()).toMatchObject({ status: 'ready', trouble: 'microphone' });
    microphone = 'allowed';
    expect(await phone.prepare()).toBe(true);
    expect(phone.state().trouble).toBeNull();
  });

  it('lets choose between the devices that the browser names', async () => {
    const phone = aPhone();
    expect(phone.state()).toMatchObject({ microphones: [], speakers: [{ id: 's1', label: 'Headset' }] });
    device.microphones.set('', { deviceId: '', label: '' });
    device.microphones.set('m1', { deviceId: 'm1', label: 'Desk' });
    device.audio.emit('deviceChange');
    expect(phone.state().microphones).toEqual([{ id: 'm1', label: 'Desk' }]);
    phone.chooseMicrophone('m1');
    phone.chooseSpeaker('s1');
    await vi.advanceTimersByTimeAsync(0);
    expect(phone.state()).toMatchObject({ microphone: 'm1', speaker: 's1', trouble: null });
    phone.chooseMicrophone('gone');
    await vi.advanceTimersByTimeAsync(0);
    expect(phone.state()).toMatchObject({ microphone: 'm1', trouble: 'microphone' });
  });

  it('a browser that cannot be a phone is told so, and a closed phone is off the network', () => {
    const phone = aPhone(false);
    expect(phone.state().trouble).toBe('unsupported');
    phone.close();
    expect(device.asked).toEqual(['destroy']);
  });
});
