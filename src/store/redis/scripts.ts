import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A script that Redis runs as one step. */
export type Script = { lua: string; sha: string };

/** What each is for, its keys, arguments and replies stand at its head. */
export const scripts = {
  commit: script('commit.lua'),
  readContact: script('read-contact.lua'),
  claim: script('claim.lua'),
  forgetDesk: script('forget-desk.lua'),
  retryEffect: script('retry-effect.lua'),
  finishEffect: script('finish-effect.lua'),
  once: script('once.lua'),
  remember: script('remember.lua'),
  count: script('count.lua'),
  note: script('note.lua'),
  putEstimate: script('put-estimate.lua'),
  putSetting: script('put-setting.lua'),
  putSession: script('put-session.lua'),
  readSession: script('read-session.lua'),
  takeTurn: script('take-turn.lua'),
};

function script(file: string): Script {
  const lua = readFileSync(new URL(file, import.meta.url), 'utf8');
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}
