import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/contact/contact.ts';
import { leg, NOW, quiet, waiting } from '../../contact/given.ts';
import { contactView, maskNumber, timelineView } from '../../../src/api/contacts/contact-view.ts';

describe('A masked number keeps its country code and last two digits', () => {
  it.each([
    ['+15550000067', '+1••••••••67'],
    ['+79001234567', '+7••••••••67'],
    ['+442071234567', '+44••••••••67'],
    ['+35312345678', '+353••••••78'],
    ['+4912345678901', '+49•••••••••01'],
    ['+266696687', '+266••••87'],
    ['+1234567', '+1••••67'],
  ])('%s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });

  it.each([
    ['anonymous', 'withheld'],
    ['', 'withheld'],
    ['5550000067', 'withheld'],
    ['+15550000067;ext=5', 'withheld'],
    ['sip:anna@example.com', 'sip:•••'],
    ['client:anna', 'client:•••'],
  ])('and of what is none, nothing: %s', (from, masked) => {
    expect(maskNumber(from)).toBe(masked);
  });
});

describe('The record of a contact', () => {
  it('shows no number that was read back to its caller, and everything else as it is', () => {
    const confirm = { moment: 'callback.confirm', number: '+15550000067', nextSeconds: 60 };
    const entries = [
      { at: 0, kind: 'arrived' },
      { at: 1_000, kind: 'told', data: confirm },
      { at: 2_000, kind: 'pressed', data: { key: '1' } },
    ];
    expect(timelineView(entries)).toStrictEqual([
      { at: '1970-01-01T00:00:00.000Z', kind: 'arrived' },
      { at: '1970-01-01T00:00:01.000Z', kind: 'told', data: { ...confirm, number: '+1••••••••67' } },
      { at: '1970-01-01T00:00:02.000Z', kind: 'pressed', data: { key: '1' } },
    ]);
  });
});

describe('The next check-in', () => {
  const lying: Contact = waiting({
    leg: leg({ askedAt: NOW, instruction: { ...quiet, silenceBeforeMs: 7_000 } }),
    nextCheckInAt: NOW + 60_000,
  });

  it('is the words that are on their way until they begin, and then those after them', () => {
    expect(contactView(lying, 1, NOW + 6_000)).toMatchObject({
      nextCheckInAt: new Date(NOW + 7_000).toISOString(),
      thenCheckInAt: new Date(NOW + 60_000).toISOString(),
    });
    expect(contactView(lying, 1, NOW + 7_000)).toMatchObject({
      nextCheckInAt: new Date(NOW + 60_000).toISOString(),
      thenCheckInAt: null,
    });
  });
});
