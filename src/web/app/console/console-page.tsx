import { useEffect, useMemo, useRef, useState } from 'react';
import { calls } from '../http/calls.ts';
import { useMe } from '../shell/session.tsx';
import { type PhoneHere, useBrowserPhone } from '../phone/use-browser-phone.ts';
import { useCommand } from '../shell/use-command.ts';
import { useWords } from '../words/words.tsx';
import { ContactCard } from './contact/contact-card.tsx';
import classes from './console.module.css';
import { DeskBar } from './desk/desk-bar.tsx';
import { HeldRings } from './hold/held-rings.tsx';
import { ListenBar } from './listen/listen-bar.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { NoContact } from './contact/no-contact.tsx';
import { OfferCard } from './contact/offer-card.tsx';
import { OthersHeld } from './hold/others-held.tsx';
import { NuisanceMark } from './contact/nuisance-mark.tsx';
import { OutcomeChips } from './contact/outcome-chips.tsx';
import { OwedPanel } from './owed/owed-panel.tsx';
import { TeamPanel } from './team-panel.tsx';
import { useAlerts } from './alerts/use-alerts.ts';
import { useConsole } from './use-console.ts';
import { useKeys } from './use-keys.ts';
import { useTitle } from './alerts/use-title.ts';
import { WaitingLines } from './waiting-lines.tsx';

/** Where the call that is just over may be told the outcome of. */
const SAY_OUTCOME = new Set<string>(['wrap-up', 'free', 'away', 'holding']);

/** The operators' console; who is no operator is told so. */
export function ConsolePage() {
  const words = useWords();
  const me = useMe();
  if (me.roles.some((role) => role !== 'admin')) return <Console />;
  return (
    <div className={classes.empty}>
      <h1>{words.pages.console}</h1>
      <p className={classes.sub}>{words.contact.noRole}</p>
    </div>
  );
}

/** The desk, the caller who is with them, and who waits. */
function Console() {
  const words = useWords();
  const view = useConsole();
  const me = useMe();
  const oversees = me.roles.some((role) => role !== 'operator');
  const [help, setHelp] = useState(false);
  const card = useRef<HTMLElement>(null);
  const accept = useCommand(calls.accept);
  useTitle(view);
  const alerts = useAlerts(view);
  const here = useBrowserPhone(view.desk);
  const take = useCommand(() => takeHere(view.desk.leg === 'per-call' ? here : null));

  const { mine, desk } = view;
  const mayHoldMore = desk.status === 'holding' && view.myHeld.length < (me.mostHeld ?? 1);
  const canTake = (mine === null && desk.status === 'free') || mayHoldMore;
  const lastContactId = SAY_OUTCOME.has(desk.status) ? (desk.lastContactId ?? null) : null;
  const showsOffer = mine === null && (desk.status === 'offered' || view.offered !== null);
  const rings = here?.state.status === 'ringing';
  const keys = useMemo(
    () => ({
      KeyN: () => canTake && void take.run(),
      KeyA: () => (rings ? here?.agree() : showsOffer && void accept.run()),
      KeyH: () => press(card.current, 'hold'),
      KeyM: () => press(card.current, 'note') || here?.phone?.mute(!here.state.muted),
      KeyR: () => press(card.current, 'return'),
      KeyT: () => press(card.current, 'transfer'),
      KeyE: () => press(card.current, 'end'),
      KeyV: () => press(card.current, 'voice'),
      'Shift+KeyV': () => press(card.current, 'voice-now'),
      KeyU: () => press(card.current, 'take-back'),
      Escape: () => press(card.current, 'discard'),
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`Digit${n}`, () => press(card.current, `phrase-${n}`)]),
      ),
      KeyO: () => document.querySelector<HTMLElement>('[data-key="owed"]')?.focus(),
      KeyL: () => press(document.body, 'hears-listen') || toNextTalk(),
      KeyW: () => press(document.body, 'hears-whisper'),
      KeyB: () => press(document.body, 'hears-barge'),
      KeyX: () => press(document.body, 'leave-talk'),
      '?': () => setHelp(true),
    }),
    [canTake, showsOffer, rings, here, take.run, accept.run],
  );
  const shortcuts = useKeys(keys);

  // A refusal was about the state of then: when the desk moves on it is history.
  useEffect(() => {
    if (desk.status !== 'free' && desk.status !== 'holding') take.forget();
    accept.forget();
  }, [desk.status, take.forget, accept.forget]);

  return (
    <>
      <h1 className={classes.srOnly}>{words.pages.console}</h1>
      <DeskBar view={view} alerts={alerts} here={here} onHelp={() => setHelp(true)} />
      <ListenBar view={view} />
      <div className={classes.columns}>
        <section ref={card} className={classes.stage} aria-label={words.contact.heading}>
          {lastContactId !== null && <OutcomeChips key={lastContactId} contactId={lastContactId} />}
          {lastContactId !== null && <NuisanceMark key={`mark-${lastContactId}`} id={lastContactId} isLast />}
          <HeldRings view={view} take={take} canTake={mayHoldMore} />
          {mine !== null ? (
            <ContactCard key={mine.id} contact={mine} />
          ) : showsOffer ? (
            <OfferCard view={view} accept={accept} here={here} />
          ) : (
            <NoContact view={view} take={take} canTake={canTake} />
          )}
        </section>
        <aside className={classes.side} aria-label={words.line.heading}>
          <WaitingLines view={view} canTake={canTake} />
          {!oversees && view.known && <OthersHeld view={view} />}
          <OwedPanel desk={desk.status} />
        </aside>
      </div>
      {oversees && view.known && <TeamPanel view={view} here={here} />}
      <KeyboardHelp opened={help} onClose={() => setHelp(false)} shortcuts={shortcuts} />
    </>
  );
}

/** Who takes a caller wants the call for which the phone in this browser then rings. */
async function takeHere(here: PhoneHere | null) {
  here?.agree();
  try {
    return await calls.take();
  } catch (refused) {
    here?.disagree();
    throw refused;
  }
}

/** To the way to listen to a call; once more, to that of the next. */
function toNextTalk(): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-key="listen"]')];
  const at = all.findIndex((one) => one === document.activeElement);
  all[(at + 1) % all.length]?.focus();
}

/** A key does what its button or field on the card does, where it is there and allowed; false where it is not there. */
function press(card: HTMLElement | null, name: string): boolean {
  const target = card?.querySelector<HTMLElement>(`[data-key="${name}"]`);
  if (target === null || target === undefined) return false;
  if (target instanceof HTMLButtonElement) target.click();
  else target.focus();
  return true;
}
