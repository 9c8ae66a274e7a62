import type { TapeSegment } from '../../../src/emulator/tape.ts';
import { OperatorEar } from './operator-ear.ts';

/** Judges a supervisor's phone: in a talk of others, agreed to by a key, and told when that is over. */
export class ListenerEar extends OperatorEar {
  private agreed = false;

  protected override talk(segment: TapeSegment, until: number): void {
    const { isCaller, operatorOf, findings } = this.parts;
    if (this.leftTalkAt !== segment.at) findings.count('talks listened to');
    if ((segment.with ?? []).some((one) => !isCaller(one) && operatorOf(one) === null))
      this.broken('S4', 'A supervisor heard somebody else than a caller and an operator.');
    this.agreed ||= this.accepted.some((at) => at <= segment.at);
    if (!this.agreed) this.broken('S14', 'A supervisor was put into a talk without having pressed a key.');
    this.leftTalkAt = until;
  }
}
