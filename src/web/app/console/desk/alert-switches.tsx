import { ActionIcon } from '@mantine/core';
import { IconBell, IconBellOff, IconBellPlus, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useWords } from '../../words/words.tsx';
import own from './desk-bar.module.css';
import type { Alerts } from '../alerts/use-alerts.ts';

const BELLS = { default: IconBellPlus, granted: IconBell, off: IconBellOff, denied: IconBellOff };

/** Sound on and off, and notices while the tab is hidden: asked for only when this button is pressed. */
export function AlertSwitches({ alerts }: { alerts: Alerts }) {
  const words = useWords();
  const { sound, notices } = alerts;
  const Speaker = sound ? IconVolume : IconVolumeOff;
  const Bell = notices === null ? null : BELLS[notices];
  const soundLabel = sound ? words.alerts.soundOn : words.alerts.soundOff;
  const bellLabel = notices === null ? '' : words.alerts.notices[notices];
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={own.switch}
        aria-label={soundLabel}
        title={soundLabel}
        onClick={() => alerts.setSound(!sound)}
      >
        <Speaker size={20} aria-hidden />
      </ActionIcon>
      {Bell !== null && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={own.switch}
          aria-label={bellLabel}
          title={bellLabel}
          onClick={() => void alerts.pressNotices()}
        >
          <Bell size={20} aria-hidden />
        </ActionIcon>
      )}
    </>
  );
}
