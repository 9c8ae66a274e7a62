import { describe, expect, it } from 'vitest';
import { createLogger } from '../src/log.ts';

const NUMBER = '+15550000067';

function logged(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLogger({ level: 'trace', destination: { write: (line) => void lines.push(line) } }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

describe('The log hides personal data and secrets', () => {
  it('keeps the sentence and harmless values', () => {
    const line = logged((log) =>
      log.info({ callSid: 'CA0123456789abcdef0123456789abcdef', step: 3, at: null }, 'A leg asked.'),
    );
    expect(line).toStrictEqual({
      level: 'info',
      time: line['time'],
      callSid: 'CA0123456789abcdef0123456789abcdef',
      step: 3,
      at: null,
      msg: 'A leg asked.',
    });
  });

  it('hides values under keys that name them, at any depth and in any case', () => {
    const line = logged((log) =>
      log.info({
        from: NUMBER,
        body: { From: NUMBER },
        contact: { displayName: 'Anna', hold: { reason: 'her invoice', list: [{ note: 'secret' }] } },
        headers: { Cookie: 'stillhere=x', authorization: 'Basic x', 'X-Twilio-Signature': 'x' },
      }),
    );
    expect(line).toMatchObject({
      from: '[hidden]',
      body: '[hidden]',
      contact: { displayName: '[hidden]', hold: { reason: '[hidden]', list: [{ note: '[hidden]' }] } },
      headers: { Cookie: '[hidden]', authorization: '[hidden]', 'X-Twilio-Signature': '[hidden]' },
    });
  });

  it('masks whatever looks like a phone number: in fields, sentences, errors, addresses, and what a child logger carries', () => {
    const lines: string[] = [];
    const log = createLogger({ level: 'trace', destination: { write: (line) => void lines.push(line) } });
    log.info({ url: `/x?to=%2B15550000067`, [NUMBER]: 1 }, `Calling ${NUMBER}.`);
    log.error(
      { err: new Error(`no route to ${NUMBER}`, { cause: new Error(`dialled ${NUMBER}`) }) },
      'Failed.',
    );
    log.child({ leg: `sip:${NUMBER}@host`, from: 'Anna' }).warn('Gone.');
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('5550000067');
    expect(lines.join('')).not.toContain('Anna');
    expect(lines[1]).toContain('no route to [number]');
  });

  it('writes of an error only its name, message, code, stack and cause', () => {
    const error = Object.assign(new Error('refused'), {
      code: 'ECONNREFUSED',
      config: { headers: { x: 'private' } },
    });
    const { err } = logged((log) => log.error({ err: error }, 'Failed.')) as { err: Record<string, unknown> };
    expect(Object.keys(err)).toStrictEqual(['type', 'message', 'stack', 'code']);
  });

  it('survives what refers to itself', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(logged((log) => log.info({ circular }, 'Round.'))['msg']).toBe('Round.');
  });
});
