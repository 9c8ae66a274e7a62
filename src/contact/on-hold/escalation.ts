import { line, type Line } from '../../voice-script/moments.ts';
import type { EscalationStage, Held, OnHoldContact } from '../contact.ts';
import type { TimelineEntry } from '../decision.ts';

/** At which share of the promised time who is called: the operator, the supervisor, anybody who serves the queue. */
const STAGES: readonly { stage: EscalationStage; atShare: number }[] = [
  { stage: 'operator', atShare: 0.8 },
  { stage: 'supervisor', atShare: 1 },
  { stage: 'anyone', atShare: 1.5 },
];

/** When a hold escalates next, epoch ms; Infinity where no return was promised, or the operator is on the way back. */
export function escalatesAt(contact: OnHoldContact): number {
  if (contact.status === 'returning') return Infinity;
  const next = STAGES[rankOf(contact)];
  return next === undefined ? Infinity : timeOf(next.atShare, contact);
}

/**
 * The hold after its next stage has come, or its last where several have come at once; who serves it hears of it, unless
 * their line is lost. Others see it at the console.
 */
export function escalate(
  contact: Held,
  now: number,
): { next: Held; lines: Line[]; timeline: TimelineEntry[] } {
  const passed = STAGES.slice(rankOf(contact)).filter(({ atShare }) => timeOf(atShare, contact) <= now);
  const stage = passed.at(-1)?.stage ?? null;
  const timeline = passed.map((one) => ({ at: now, kind: 'escalated', data: { stage: one.stage } }));
  if (stage === null) return { next: contact, lines: [], timeline };
  return {
    next: { ...contact, escalated: stage },
    lines: contact.operatorLostAt === null ? wordsAt(stage, contact, now) : [],
    timeline,
  };
}

function wordsAt(stage: EscalationStage, { expectedBackAt }: Held, now: number): Line[] {
  switch (stage) {
    case 'operator':
      return [
        line('desk.promise-nearly-over', {
          secondsLeft: Math.max(1, Math.round(((expectedBackAt ?? now) - now) / 1000)),
        }),
      ];
    case 'supervisor':
      return [line('desk.promise-over', {})];
    case 'anyone':
      return [line('desk.others-may-look-in', {})];
  }
}

/** How many stages have come. */
function rankOf({ escalated }: OnHoldContact): number {
  return STAGES.findIndex(({ stage }) => stage === (escalated ?? null)) + 1;
}

function timeOf(share: number, { heldAt, expectedBackAt }: OnHoldContact): number {
  return expectedBackAt === null ? Infinity : heldAt + Math.ceil(share * (expectedBackAt - heldAt));
}
