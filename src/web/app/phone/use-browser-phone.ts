import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Desk } from '../http/contract.ts';
import { useMe } from '../shell/session.tsx';
import { type BrowserPhone, type PhoneState, STARTING } from './browser-phone.ts';

/** The phone in this browser as the console uses it. */
export type PhoneHere = {
  /** Null until it is there. */
  phone: BrowserPhone | null;
  state: PhoneState;
  /** It could not be started. */
  failed: boolean;
  tryAgain: () => void;
  /** The person wants the call that rings, or the one that they have just asked for: it is answered, and a key pressed. */
  agree: () => void;
  /** What they asked for came to nothing. */
  disagree: () => void;
};

type Rung = Pick<Desk, 'status'> & Partial<Pick<Desk, 'ringsAt' | 'renews'>>;

/** A key may come before the words that ask for it: it is pressed until the desk has it. */
const PRESS_EVERY_MS = 1_500;

/** The phone in this browser; null where the operator's phone is another. */
export function useBrowserPhone(desk: Rung): PhoneHere | null {
  const { name, browserPhone = false } = useMe();
  const [phone, setPhone] = useState<BrowserPhone | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [agreed, setAgreed] = useState(false);

  useEffect(() => {
    if (!browserPhone) return;
    let over = false;
    let opened: BrowserPhone | null = null;
    setFailed(false);
    import('./open-phone.ts')
      .then(({ openPhone }) => openPhone())
      .then(
        (ready) => {
          if (over) return ready.close();
          opened = ready;
          setPhone(ready);
        },
        () => !over && setFailed(true),
      );
    return () => {
      over = true;
      opened?.close();
      setPhone(null);
    };
  }, [browserPhone, name, attempt]);

  const state = usePhoneState(phone);
  useAnswer(phone, state, desk, agreed, setAgreed);
  // Who muted the last caller is heard by the next.
  useEffect(() => {
    if (desk.status === 'talking') phone?.mute(false);
  }, [desk.status, phone]);

  const tryAgain = useCallback(() => setAttempt((last) => last + 1), []);
  const agree = useCallback(() => setAgreed(true), []);
  const disagree = useCallback(() => setAgreed(false), []);
  return useMemo(
    () => (browserPhone ? { phone, state, failed, tryAgain, agree, disagree } : null),
    [browserPhone, phone, state, failed, tryAgain, agree, disagree],
  );
}

function usePhoneState(phone: BrowserPhone | null): PhoneState {
  const subscribe = useCallback(
    (listener: () => void) => phone?.onChange(listener) ?? (() => undefined),
    [phone],
  );
  return useSyncExternalStore(subscribe, () => phone?.state() ?? STARTING);
}

/** Answers the call that the person wants, and presses the key that shows that somebody is there. */
function useAnswer(
  phone: BrowserPhone | null,
  { status }: PhoneState,
  desk: Rung,
  agreed: boolean,
  setAgreed: (agreed: boolean) => void,
): void {
  const asksForKey =
    desk.status === 'ringing' || (desk.status === 'offered' && typeof desk.ringsAt === 'string');
  const asked = useRef(false);
  const called = useRef(false);

  const renews = desk.renews === true;
  useEffect(() => {
    // A line that is called anew goes on where the old one was: nothing is asked.
    if ((agreed || renews) && status === 'ringing') phone?.answer();
  }, [agreed, renews, status, phone]);

  useEffect(() => {
    if (!agreed || !asksForKey || status !== 'in-call' || phone === null) return;
    phone.press('1');
    const timer = setInterval(() => phone.press('1'), PRESS_EVERY_MS);
    return () => clearInterval(timer);
  }, [agreed, asksForKey, status, phone]);

  // Once the desk has been reached, or was not, what was agreed to is over; so it is with the call.
  useEffect(() => {
    if (asked.current && !asksForKey) setAgreed(false);
    asked.current = asksForKey;
  }, [asksForKey, setAgreed]);
  useEffect(() => {
    if (called.current && status === 'ready') setAgreed(false);
    called.current = status === 'in-call';
  }, [status, setAgreed]);
}
