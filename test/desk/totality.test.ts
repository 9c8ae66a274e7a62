import { expect, test } from 'vitest';
import type { Brief, Desk, DeskEvent } from '../../src/desk/desk.ts';
import { deskDueAt } from '../../src/desk/due.ts';
import { line } from '../../src/voice-script/moments.ts';
import {
  asks,
  away,
  brief,
  CALL,
  called,
  closed,
  contactGone,
  free,
  holding,
  joining,
  joiningAsked,
  leg,
  legEnded,
  NOW,
  offered,
  onHook,
  openByPhone,
  openEvent,
  openPerCall,
  perCall,
  ringing,
  talking,
  when,
  wrapUp,
} from './given.ts';

const several = { mostHeld: 3, offersMore: true };
const first: Brief = { ...brief, contactId: 'c2', heldAt: NOW - 60_000, reason: 'invoice' };
const second: Brief = { ...brief, heldAt: NOW - 9_000 };
const holdingTwo: Desk = { ...holding, ...several, contact: second, others: [first] };

const STATUSES: Record<string, Desk | null> = {
  none: null,
  closed,
  ringing,
  'ringing for a held caller': { ...ringing, leg, contact: brief },
  free,
  offered,
  joining,
  'joining, caller asked': joiningAsked,
  talking,
  holding,
  'wrap-up': wrapUp,
  away,
  'on hook, free': onHook,
  'on hook, wrap-up': { ...perCall, leg: null, status: 'wrap-up', until: NOW + 9_000 },
  'on hook, away': { ...perCall, leg: null, status: 'away', reason: 'lunch', since: NOW - 9_000 },
  called,
  'called, picked up': { ...called, leg },
  'holding two': holdingTwo,
  'talking, one on hold': { ...talking, ...several, others: [first] },
  'offered, one on hold': { ...offered, ...several, others: [first] },
  'looking in, one on hold': { ...joining, ...several, purpose: 'look-in', others: [first] },
  'ringing for two': { ...ringing, ...several, leg, contact: second, others: [first] },
};

const EVENTS: Record<string, DeskEvent> = {
  open: openEvent,
  'open per call': openPerCall,
  'open by phone': openByPhone,
  close: { type: 'close' },
  'ring-planned': { type: 'ring-planned', intentId: 'intent-1', at: NOW + 12_000 },
  'other ring-planned': { type: 'ring-planned', intentId: 'intent-0', at: NOW + 12_000 },
  'ring-started': { type: 'ring-started', intentId: 'intent-1', callSid: CALL },
  'other ring-started': { type: 'ring-started', intentId: 'intent-0', callSid: CALL },
  'ring-failed': { type: 'ring-failed', intentId: 'intent-1' },
  'other ring-failed': { type: 'ring-failed', intentId: 'intent-0' },
  asks: asks(),
  'asks again': asks('', 3),
  'key 1': asks('1'),
  'key 0': asks('0'),
  'late key': asks('1', 3),
  'other leg asks': { ...asks(), callSid: 'CA8' },
  'leg-ended': legEnded,
  'other leg-ended': { type: 'leg-ended', callSid: 'CA8' },
  due: { type: 'due' },
  announce: { type: 'announce', contact: { ...brief, contactId: 'c4' }, talk: 'talk-2' },
  take: { type: 'take', contact: { ...brief, contactId: 'c4' }, talk: 'talk-2' },
  accept: { type: 'accept' },
  away: { type: 'away', reason: 'lunch' },
  free: { type: 'free' },
  'contact-gone': contactGone,
  'other contact-gone': { type: 'contact-gone', contactId: 'c2', lines: [] },
  'caller-present': { type: 'caller-present', contactId: 'c1' },
  'other caller-present': { type: 'caller-present', contactId: 'c2' },
  'contact-held': { type: 'contact-held', contactId: 'c1', reason: '' },
  'other contact-held': { type: 'contact-held', contactId: 'c2', reason: '' },
  return: { type: 'return', contactId: 'c1', talk: 'talk-2' },
  'other return': { type: 'return', contactId: 'c2', talk: 'talk-2' },
  'console-gone': { type: 'console-gone' },
  'console-back': { type: 'console-back' },
  tell: { type: 'tell', contactId: 'c1', lines: [line('desk.answer-keep-waiting', {})] },
  'other tell': { type: 'tell', contactId: 'c2', lines: [] },
  'note-recorded': { type: 'note-recorded', contactId: 'c1', recordingSid: 'RE1' },
};

test('every event in every status is handled (C), known already (=), ignored (.) or refused (x)', () => {
  const letter = { changed: 'C', repeated: '=', ignored: '.', refused: 'x' } as const;
  const rows = Object.entries(EVENTS).map(([name, event]) => {
    const letters = Object.values(STATUSES).map((desk) => letter[when(desk, event).kind]);
    return `${letters.join(' ')}  ${name}`;
  });
  expect(`\n${rows.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    C C x x x x x x x x x x x x x x x x x x x x  open
    C C x x x x x x x x x x x x x x x x x x x x  open per call
    C C C C C x x x x x C C C C C x x x x x x C  open by phone
    = = C x C C x x x x C C C C C C C x x x x x  close
    . . C . . . . . . . . . . . . C . . . . . .  ring-planned
    . . . . . . . . . . . . . . . . . . . . . .  other ring-planned
    . . C = . . . . . . . . C C C C = . . . . =  ring-started
    . . . . . . . . . . . . C C C . . . . . . .  other ring-started
    . . C C . . . . . . . . . . . C C . . . . C  ring-failed
    . . . . . . . . . . . . . . . . . . . . . .  other ring-failed
    . . C C C C C C C C C C . . . C C C C C C C  asks
    . . C = = = = = = = = = . . . C = = = = = =  asks again
    . . C C C C C C C C C C . . . C C C C C C C  key 1
    . . C C C C C C C C C C . . . C C C C C C C  key 0
    . . C C = = = = = = = = . . . C = = = = = C  late key
    . . C . . . . . . . . . . . . C . . . . . .  other leg asks
    . . . C C C C C C C C C . . . . C C C C C C  leg-ended
    . . . . . . . . . . . . . . . . . . . . . .  other leg-ended
    . . . . . . . . . . . . . . . . . . . . . .  due
    x x x x C x x x x x x x C x x x x C x x x x  announce
    x x x x C x x x x x C x C C x x x C x x x x  take
    x x x x x C x x x x x x x x x x x x x C x x  accept
    x x x x C C x x x x C C C C C C C x x C x x  away
    x x x x = x x x x x C C = C C x x x x x x x  free
    . . . C . C C C C C . . . . . C C C C C C C  contact-gone
    . . . . . . . . . . . . . . . . . C C C C C  other contact-gone
    . . . . . . C C . . . . . . . . . . . . C .  caller-present
    . . . . . . . . . . . . . . . . . . . . . .  other caller-present
    . . . . . C C C C C . . . . . . . C C C C .  contact-held
    . . . . . . . . . . . . . . . . . . . . . .  other contact-held
    x x x x x x x x x C x x x x x x x C x x x x  return
    x x x x x x x x x x x x x x x x x C x C x x  other return
    . . . . C . . . . C . . C . . . . C . . . .  console-gone
    . . . . . . . . . . . . . . . . . . . . . .  console-back
    . . . . . . . . C C . . . . . . . C C . . .  tell
    . . . . . . . . . . . . . . . . . C . . . .  other tell
    . C C C C C C C C C C C C C C C C C C C C C  note-recorded
    "
  `);
});

test('every manned or ringing desk has a deadline, a closed one none, nor one that waits with its phone on the hook', () => {
  const due = Object.entries(STATUSES).map(([name, desk]) => [name, desk === null ? null : deskDueAt(desk)]);
  expect(Object.fromEntries(due)).toEqual({
    none: null,
    closed: null,
    ringing: NOW + 70_000,
    'ringing for a held caller': NOW + 70_000,
    free: NOW - 10_000 + 300_000 + 30_000 + 15_000,
    offered: NOW + 19_000,
    joining: NOW - 10_000 + 345_000,
    'joining, caller asked': NOW - 10_000 + 345_000,
    talking: null,
    holding: NOW - 10_000 + 345_000,
    'wrap-up': NOW + 9_000,
    away: NOW - 10_000 + 345_000,
    'on hook, free': null,
    'on hook, wrap-up': NOW + 9_000,
    'on hook, away': null,
    'holding two': NOW - 10_000 + 345_000,
    'talking, one on hold': null,
    'offered, one on hold': NOW + 19_000,
    'looking in, one on hold': NOW - 10_000 + 345_000,
    'ringing for two': NOW + 70_000,
    called: NOW + 27_000,
    'called, picked up': NOW + 27_000,
  });
});
