import { Button, Kbd, Text } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { serverNow } from '../../live/server-time.ts';
import type { PhoneHere } from '../../phone/use-browser-phone.ts';
import { Refusal } from '../../shell/refusal.tsx';
import type { Command } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { Briefing } from './briefing.tsx';
import { CallerLine } from '../caller-line.tsx';
import classes from '../console.module.css';
import own from './offer-card.module.css';
import type { ConsoleView } from '../use-console.ts';
import { WordsPlayer } from './words-player.tsx';

/** How long an announced caller is this operator's to accept, ms. */
const OFFER_MS = 8_000;

type OfferCardProps = { view: ConsoleView; accept: Command<[]>; here: PhoneHere | null };

/** The caller who is announced: who it is, and Accept while the eight seconds run. */
export function OfferCard({ view, accept, here }: OfferCardProps) {
  const words = useWords();
  const { offered, desk } = view;
  const until = desk.until === null || desk.until === undefined ? null : Date.parse(desk.until);
  // The server takes the accept of a desk that is `offered`; once it is on its way, until is gone.
  const connecting = until === null || accept.pending;
  return (
    <div className={`${classes.box} ${own.offer}`}>
      <p className={own.overline}>
        <IconPhoneIncoming size={18} aria-hidden /> {words.offer.heading}
      </p>
      {offered !== null && <CallerLine contact={offered} />}
      {typeof desk.ringsAt === 'string' ? (
        <RingingFor here={here} />
      ) : connecting ? (
        <Text fw={600} role="status">
          {words.offer.connecting}
        </Text>
      ) : (
        <>
          <Button
            rightSection={<Kbd aria-hidden>A</Kbd>}
            size="xl"
            className={classes.mainAction}
            onClick={() => void accept.run()}
            autoFocus
          >
            {words.offer.accept}
          </Button>
          <OfferCountdown untilMs={until} />
        </>
      )}
      <Refusal error={accept.error} onClose={accept.forget} />
      {/* Below the button, which must not move when they arrive. */}
      {offered !== null && (
        <>
          <Briefing contact={offered} />
          <WordsPlayer contact={offered} />
        </>
      )}
    </div>
  );
}

/** The phone rings for this caller: it is answered there, or here where it is in this browser. */
function RingingFor({ here }: { here: PhoneHere | null }) {
  const words = useWords().phone;
  return here?.state.status === 'ringing' ? (
    <Button
      rightSection={<Kbd aria-hidden>A</Kbd>}
      size="xl"
      className={classes.mainAction}
      onClick={here.agree}
      autoFocus
    >
      {words.here.answer}
    </Button>
  ) : (
    <Text fw={600} role="status">
      {words.ringsNow}
    </Text>
  );
}

function OfferCountdown({ untilMs }: { untilMs: number }) {
  const words = useWords();
  const [leftMs, setLeftMs] = useState(() => untilMs - serverNow());
  useEffect(() => {
    const timer = setInterval(() => setLeftMs(untilMs - serverNow()), 200);
    return () => clearInterval(timer);
  }, [untilMs]);
  const share = Math.max(0, Math.min(1, leftMs / OFFER_MS));
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return (
    <div className={own.offerTime}>
      <div className={own.offerBar} aria-hidden>
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="clock">{seconds === 0 ? words.offer.over : words.offer.secondsLeft(seconds)}</span>
    </div>
  );
}
