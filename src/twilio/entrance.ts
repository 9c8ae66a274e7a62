import type { Logger } from '../log.ts';
import { type Operator, type Store, StoreUnavailable } from '../store/store.ts';
import { deskOpening } from '../switchboard/desk-opening.ts';
import type { Switchboard } from '../switchboard/switchboard.ts';
import { line, type Line } from '../voice-script/moments.ts';
import type { VoiceScripts } from '../voice-script/render.ts';
import { LONGEST_CALL_MS } from '../twiml/leg.ts';
import type { Answer, Answers } from './answer.ts';
import type { CallerKeys } from './caller-key.ts';
import { createEntranceLimit } from './entrance-limit.ts';
import type { EntranceToken } from './leg-token.ts';
import type { Webhook } from './webhook-params.ts';

export type EntranceParts = {
  store: Store;
  switchboard: Switchboard;
  answers: Answers;
  scripts: VoiceScripts;
  callers: CallerKeys;
  /** Null where too many are checked at this moment. `pinHash` is null for nobody: the same work, and false. */
  isPin: (pin: string, pinHash: string | null) => Promise<boolean | null>;
  newId: () => string;
  log: Logger;
};

/** Where operators with a phone alone open their desk: a PIN, and a short number where their phone is not on file. */
export type Entrance = {
  /**
   * A call to the operators' number begins, or comes here again without knowing how far it was: `beganAt` (epoch ms) of
   * one that the store has forgotten, since a call lasts four hours at most.
   */
  enters(webhook: Webhook, beganAt?: number): Promise<Answer>;
  /** The keys that were asked for, '' where none came. */
  asks(token: EntranceToken, webhook: Webhook, callSid: string, digits: string): Promise<Answer>;
  /** Asks the same once more; what happened meanwhile was no fault of whoever calls. */
  again(token: EntranceToken, webhook: Webhook): Promise<Answer>;
};

/** Who the caller says to be. `name` is what wrong tries are counted by, of nobody's short number its hash. */
type Claim = { name: string; operator: Operator | null };

const FIRST: EntranceToken = { asked: 'pin', tries: 0 };
const MOST_TRIES = 3;
const PIN_LENGTH = 6;
const NUMBER_LENGTH = 6;
/** How long a call may take from its number to its PIN. */
const REMEMBERED_MS = 600_000;

/**
 * Three tries a call, and so many an hour; nothing that is said tells a wrong number from a wrong PIN. Each step can be
 * asked for again: what it leads to is decided by its own token and keys.
 */
export function createEntrance(parts: EntranceParts): Entrance {
  const { store, switchboard, answers, scripts, callers, isPin, newId, log } = parts;
  const limit = createEntranceLimit(store, callers);
  return {
    enters: (webhook, beganAt) =>
      kept(FIRST, async () => {
        if (beganAt !== undefined && webhook.CallSid !== null)
          await store.remember(beganKey(webhook.CallSid), String(beganAt), LONGEST_CALL_MS);
        return prompt(FIRST, [], webhook);
      }),
    asks: (token, webhook, callSid, digits) =>
      kept(token, () =>
        digits === '' ? tryAgain(token, [], webhook) : answer(token, webhook, callSid, digits),
      ),
    again: (token, webhook) => kept(token, () => prompt(token, [], webhook)),
  };

  /** With the store away nobody is let in, and nobody loses a try. */
  async function kept(token: EntranceToken, answered: () => Promise<Answer>): Promise<Answer> {
    try {
      return await answered();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return tryLater(token);
    }
  }

  async function answer(
    token: EntranceToken,
    webhook: Webhook,
    callSid: string,
    digits: string,
  ): Promise<Answer> {
    if (token.asked === 'number') {
      await store.remember(claimKey(callSid), await claimedBy(digits), REMEMBERED_MS);
      const next = { ...token, asked: 'pin' } as const;
      return asked(next, [line('entrance.pin-next', {})], scripts.defaultLanguage);
    }
    const claim = await claimOf(webhook, callSid);
    if (claim === null) return prompt(token, [], webhook);
    if (await limit.isReached(webhook.From, claim.name))
      return goodbye(line('entrance.too-many', {}), webhook);
    const right = await isPin(digits, claim.operator?.pinHash ?? null);
    if (right === null) return tryLater(token);
    if (!right || claim.operator === null) {
      const isTooMany = await limit.wrong(webhook.From, claim.name, `${callSid}:${token.tries}`);
      log.warn({ callSid }, "A wrong PIN at the operators' entrance.");
      if (isTooMany) return goodbye(line('entrance.too-many', {}), webhook);
      return tryAgain(token, [line('entrance.wrong', {})], webhook);
    }
    // Once more after the work: many guesses made at once all passed the first check.
    if (await limit.isReached(webhook.From, claim.name))
      return goodbye(line('entrance.too-many', {}), webhook);
    return open(claim.operator, webhook, callSid);
  }

  async function tryAgain(
    { asked: what, tries }: EntranceToken,
    lines: Line[],
    webhook: Webhook,
  ): Promise<Answer> {
    if (tries + 1 >= MOST_TRIES) {
      return goodbye(lines.length === 0 ? line('entrance.silent', {}) : line('entrance.over', {}), webhook);
    }
    return prompt({ asked: what, tries: tries + 1 }, lines, webhook);
  }

  /** From the beginning: the number too, where the phone does not tell who calls. */
  async function prompt({ tries }: EntranceToken, before: Line[], webhook: Webhook): Promise<Answer> {
    const operator = await operatorAt(webhook.From);
    const language = await languageOf(operator);
    return operator === null
      ? asked({ asked: 'number', tries }, [...before, line('entrance.number', {})], language)
      : asked({ asked: 'pin', tries }, [...before, line('entrance.pin', {})], language);
  }

  function asked(next: EntranceToken, lines: Line[], language: string): Answer {
    const most = next.asked === 'pin' ? PIN_LENGTH : NUMBER_LENGTH;
    return { twiml: answers.entrance(next, lines, language, most), outcome: 'ok' };
  }

  async function open(operator: Operator, webhook: Webhook, callSid: string): Promise<Answer> {
    if (await wasDesks(callSid)) return goodbye(line('desk.goodbye', {}), webhook);
    const beganAt = await store.recall(beganKey(callSid));
    const outcome = await switchboard.tellDesk(operator.name, {
      type: 'open-by-phone',
      ...(beganAt === null ? {} : { beganAt: Number(beganAt) }),
      ...(await deskOpening(operator, store)),
      // Only the number on file is ever rung: whoever calls from another one is not called back there.
      address: operator.address ?? '',
      intentId: newId(),
      asks: { type: 'leg-asks', callSid, step: 1, from: 'words', digits: '' },
    });
    if (outcome.kind === 'refused') return goodbye(line('entrance.elsewhere', {}), webhook);
    const { desk } = outcome;
    const leg = desk !== null && 'leg' in desk ? desk.leg : null;
    if (desk === null || leg?.callSid !== callSid) return goodbye(line('desk.goodbye', {}), webhook);
    return { twiml: answers.desk(desk, leg), outcome: 'ok' };
  }

  /**
   * Whether the call has been a desk's leg and is none now: its PIN is delivered again after whoever keyed it has hung up,
   * or has called anew.
   */
  async function wasDesks(callSid: string): Promise<boolean> {
    const owner = await store.ownerOfLeg(callSid);
    if (owner?.kind !== 'desk') return false;
    const desk = await store.readDesk(owner.operator);
    return desk === null || !('leg' in desk) || desk.leg?.callSid !== callSid;
  }

  async function claimOf({ From: from }: Webhook, callSid: string): Promise<Claim | null> {
    const here = await operatorAt(from);
    if (here !== null) return { name: here.name, operator: here };
    const name = await store.recall(claimKey(callSid));
    if (name === null) return null;
    const operator = await store.operator(name);
    return { name, operator: operator !== null && mayOpen(operator) ? operator : null };
  }

  /** The one whose phone on file this is; null where it is nobody's, or several share it. */
  async function operatorAt(from: string): Promise<Operator | null> {
    const [one, ...others] = (await store.operators()).filter(
      (operator) => operator.address === from && mayOpen(operator),
    );
    return one === undefined || others.length > 0 ? null : one;
  }

  /** A sign-in name, or something that is nobody's: what was keyed may have been a PIN, and is not kept. */
  async function claimedBy(shortNumber: string): Promise<string> {
    const [one, ...others] = (await store.operators()).filter(
      (operator) => operator.shortNumber === shortNumber && mayOpen(operator),
    );
    return one === undefined || others.length > 0 ? `?${callers.hash(shortNumber)}` : one.name;
  }

  function tryLater(token: EntranceToken): Answer {
    return { twiml: answers.keptEntrance(token), outcome: 'degraded' };
  }

  async function goodbye(words: Line, { From: from }: Webhook): Promise<Answer> {
    const language = await languageOf(await operatorAt(from));
    return { twiml: answers.lastWords([words], language), outcome: 'ignored' };
  }

  async function languageOf(operator: Operator | null): Promise<string> {
    return operator === null ? scripts.defaultLanguage : (await deskOpening(operator, store)).language;
  }
}

function mayOpen({ roles, pinHash }: Operator): boolean {
  return typeof pinHash === 'string' && (roles.includes('operator') || roles.includes('supervisor'));
}

function claimKey(callSid: string): string {
  return `entrance:${callSid}`;
}

function beganKey(callSid: string): string {
  return `began:${callSid}`;
}
