import type { Findings } from './findings.ts';

const LARGEST_BYTES = 64 * 1024;
const LONGEST_SAY = 3_000;
const LONGEST_GATHER_S = 50;
/** A Record beeps where it is not told not to. */
const MUSIC_TRAPS = /<Enqueue|<Record(?![^>]*playBeep="false")|<Queue|loop="0"|twimlets/;
const ADDRESSES = /(?:action="|<Redirect[^>]*>)([^"<]*)/g;

/**
 * Checks every document of ours (S11, S12): what may be in it, that it leads back to us, by absolute URLs that carry
 * Twilio's time limits, and that nothing in it can ever play music.
 */
export function documentJudge(findings: Findings, publicUrl: string) {
  return (callSid: string | null, path: string, twiml: string): void => {
    const broken = (message: string): void => findings.broken('S11', callSid, `${message} ${path}: ${twiml}`);
    if (twiml.length > LARGEST_BYTES) broken('A document is too long.');
    if (MUSIC_TRAPS.test(twiml)) findings.broken('S12', callSid, `A document may lead to music: ${twiml}`);
    for (let at = twiml.indexOf('timeout="'); at >= 0; at = twiml.indexOf('timeout="', at + 9)) {
      if (Number.parseInt(twiml.slice(at + 9, at + 13), 10) > LONGEST_GATHER_S)
        broken('A Gather waits too long.');
    }
    for (let at = twiml.indexOf('<Say'); at >= 0; at = twiml.indexOf('<Say', at + 4)) {
      if (twiml.indexOf('</Say>', at) - at > LONGEST_SAY + 100) broken('A Say is too long.');
    }
    ADDRESSES.lastIndex = 0;
    for (let found = ADDRESSES.exec(twiml); found !== null; found = ADDRESSES.exec(twiml)) {
      const url = found[1] ?? '';
      if (!url.startsWith(publicUrl) || !url.includes('#ct='))
        broken(`A URL is not ours or lacks limits: ${url}`);
    }
    if (twiml.includes('<Dial')) {
      if (!twiml.includes('waitUrl=""'))
        findings.broken('S12', callSid, `A conference without waitUrl: ${twiml}`);
      return;
    }
    const ends = twiml.endsWith('</Redirect></Response>') || twiml.endsWith('<Hangup/></Response>');
    if (!ends) broken('A document does not lead on.');
    if (twiml.includes('<Pause')) broken('A document pauses.');
  };
}
