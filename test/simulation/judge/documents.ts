import type { Findings } from './findings.ts';

const LARGEST_BYTES = 64 * 1024;
const LONGEST_SAY = 3_000;
const LONGEST_GATHER_S = 50;
const MUSIC_TRAPS = ['<Enqueue', '<Queue', 'loop="0"', 'twimlets'];

/**
 * Checks every document of ours (S11, S12): what may be in it, that it leads back to us, by absolute URLs that carry
 * Twilio's time limits, and that nothing in it can ever play music.
 */
export function documentJudge(findings: Findings, publicUrl: string) {
  return (callSid: string | null, path: string, twiml: string): void => {
    const broken = (message: string): void => findings.broken('S11', callSid, `${message} ${path}: ${twiml}`);
    const isDial = twiml.includes('<Dial');
    if (twiml.length > LARGEST_BYTES) broken('A document is too long.');
    // A Record beeps where it is not told not to.
    const beeps = twiml.includes('<Record') && !twiml.includes('playBeep="false"');
    if (beeps || MUSIC_TRAPS.some((one) => twiml.includes(one)))
      findings.broken('S12', callSid, `A document may lead to music: ${twiml}`);
    for (const seconds of between(twiml, 'timeout="', '"'))
      if (Number(seconds) > LONGEST_GATHER_S) broken('A Gather waits too long.');
    for (const words of between(twiml, '<Say', '</Say>'))
      if (words.length > LONGEST_SAY + 100) broken('A Say is too long.');
    const redirects = between(twiml, '<Redirect', '</Redirect>').map((one) =>
      one.slice(one.indexOf('>') + 1),
    );
    for (const url of [...between(twiml, 'action="', '"'), ...redirects])
      if (!url.startsWith(publicUrl) || !url.includes('#ct='))
        broken(`A URL is not ours or lacks limits: ${url}`);
    if (isDial) {
      if (!twiml.includes('waitUrl=""'))
        findings.broken('S12', callSid, `A conference without waitUrl: ${twiml}`);
      return;
    }
    const ends = twiml.endsWith('</Redirect></Response>') || twiml.endsWith('<Hangup/></Response>');
    if (!ends) broken('A document does not lead on.');
    if (twiml.includes('<Pause')) broken('A document pauses.');
  };
}

/** Everything that stands between the two; plain searches, since a simulation looks at thousands a second. */
function between(text: string, begin: string, end: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
    at += begin.length;
    const until = text.indexOf(end, at);
    found.push(text.slice(at, until < 0 ? undefined : until));
  }
  return found;
}
