import type { ContactCircumstances } from '../../src/contact/circumstances.ts';
import { spokenDurationMs } from '../../src/voice-script/spoken-duration.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { onDuty } from './on-duty.ts';

/** Circumstances with nothing special about them but what is named: one operator on duty, first in line. */
export function circumstances(
  named: Partial<ContactCircumstances> & Pick<ContactCircumstances, 'now'>,
): ContactCircumstances {
  return {
    queue: defaultQueueSettings('support', 'Acme support'),
    position: 1,
    onDuty: onDuty(1),
    waiting: 1,
    opens: null,
    closesInMs: null,
    announcement: null,
    forecast: null,
    foretoldIn: () => ({ announcement: null, forecast: null }),
    callbackVerdict: () => 'allowed',
    numberOf: (keyed) => keyed,
    ownerOfCode: null,
    mayTryCodes: true,
    callLater: null,
    newIntentId: 'intent',
    spokenMs: (lines) => lines.reduce((sum, one) => sum + spokenDurationMs(one.moment), 0),
    ...named,
  };
}
