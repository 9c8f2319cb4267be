import { describe, expect, it } from '@jest/globals';
import { mayReopen, REOPEN_WITHIN_SECONDS } from './reopening.ts';

const CLOSED_AT = Date.parse('2026-05-04T12:00:00Z');

describe('opening a closed incident again', () => {
  it('is possible up to the limit and not a moment longer', () => {
    const last = CLOSED_AT + REOPEN_WITHIN_SECONDS * 1000;
    expect(mayReopen(CLOSED_AT, CLOSED_AT)).toBe(true);
    expect(mayReopen(CLOSED_AT, last)).toBe(true);
    expect(mayReopen(CLOSED_AT, last + 1)).toBe(false);
  });
});
