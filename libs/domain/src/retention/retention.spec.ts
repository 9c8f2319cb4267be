import { describe, expect, it } from '@jest/globals';
import { POLICY_COUNTRIES } from '../standards/presets.ts';
import {
  LEAST_RETENTION_DAYS,
  LONGEST_RETENTION_DAYS,
  RETENTION_CLASSES,
  retentionDays,
} from './retention.ts';

describe('retentionDays', () => {
  it("keeps patients' records ten years and the rest shorter, where a region says nothing", () => {
    for (const country of POLICY_COUNTRIES) {
      const days = retentionDays(country, {});
      expect(days.clinical).toBeGreaterThanOrEqual(3650);
      expect(days.deviceEvents).toBeLessThan(days.messages);
    }
  });

  it("takes the region's own days, within what can be meant", () => {
    expect(retentionDays('se', { messages: 30 })).toMatchObject({ messages: 30, deviceEvents: 90 });
    for (const kind of RETENTION_CLASSES) {
      expect(retentionDays('cz', { [kind]: 0 })[kind]).toBe(LEAST_RETENTION_DAYS[kind]);
      expect(retentionDays('cz', { [kind]: -5 })[kind]).toBe(LEAST_RETENTION_DAYS[kind]);
      expect(retentionDays('cz', { [kind]: 1e9 })[kind]).toBe(LONGEST_RETENTION_DAYS);
      for (const nonsense of ['30', null, NaN, 1.5, {}]) {
        expect(retentionDays('cz', { [kind]: nonsense })).toEqual(retentionDays('cz', {}));
      }
    }
  });
});
