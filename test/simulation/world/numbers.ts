import type { PhoneNetwork } from '../../../src/emulator/network.ts';
import { RETRY_FRAGMENT } from '../../../src/twilio/voice-urls.ts';

/** Points numbers at us, as `setup:twilio` does; one that is pointed here already stays as it is. */
export function numbersOf(
  network: Pick<PhoneNetwork, 'addNumber'>,
  publicUrl: string,
  fallbackUrl: string,
): (numbers: readonly string[]) => void {
  const known = new Set<string>();
  return (numbers) => {
    for (const phoneNumber of numbers) {
      if (known.has(phoneNumber)) continue;
      known.add(phoneNumber);
      network.addNumber({
        phoneNumber,
        voiceUrl: `${publicUrl}/voice/incoming${RETRY_FRAGMENT}`,
        voiceFallbackUrl: fallbackUrl,
        statusCallback: `${publicUrl}/voice/status`,
      });
    }
  };
}
