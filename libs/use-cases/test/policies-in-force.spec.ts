import { describe, expect, it } from '@jest/globals';
import { PLAN_PRESETS } from '#domain';
import { createPoliciesInForce, type PolicyRegion, type StoredPolicy } from '#use-cases';

const home: PolicyRegion = {
  id: 'home',
  mapId: 1,
  isTraining: false,
  policyCountry: 'cz',
  timeZone: 'Europe/Prague',
  currency: 'CZK',
  languages: ['cs'],
};

/** Policies over a store whose reads the test lets go one by one. */
function createPolicies() {
  let clock = 0;
  let region = home;
  let stored: StoredPolicy[] = [];
  let reads = 0;
  let held: Promise<void> | undefined;
  let release: () => void = () => undefined;
  const policies = createPoliciesInForce(
    {
      findPolicyRegion: async (regionId) => (regionId === region.id ? region : undefined),
      listNewestPolicies: async () => {
        reads += 1;
        const answer = stored;
        await held;
        return answer;
      },
    },
    () => clock,
    1000,
  );
  return {
    policies,
    readCount: () => reads,
    wait: (milliseconds: number) => void (clock += milliseconds),
    setCountry: (policyCountry: string) => void (region = { ...home, policyCountry }),
    save: (version: number) => {
      const content = { ...PLAN_PRESETS.se, neighbours: [] };
      const at = { createdAt: new Date(), createdByName: null, note: '' };
      stored = [{ kind: 'responsePlan', category: '', version, content, ...at }];
    },
    hold: () => void (held = new Promise((resolve) => (release = resolve))),
    letGo: () => {
      held = undefined;
      release();
    },
  };
}

describe('policies in force', () => {
  it('are read once, until they are forgotten', async () => {
    const { policies, readCount, save } = createPolicies();
    expect((await policies.findPlanInForce('home')).version).toBe(0);
    save(1);
    expect((await policies.findPlanInForce('home')).version).toBe(0);
    expect((await policies.findStandardsInForce('home')).version).toBe(0);
    expect(readCount()).toBe(1);
    policies.forget('home');
    expect(await policies.findPlanInForce('home')).toMatchObject({ version: 1, ...PLAN_PRESETS.se });
    expect(readCount()).toBe(2);
  });

  it('never come from a read that began before they were forgotten', async () => {
    const { policies, save, hold, letGo } = createPolicies();
    hold();
    const askedBefore = policies.findPlanInForce('home');
    save(1);
    policies.forget('home');
    const askedAfter = policies.findPlanInForce('home');
    letGo();
    expect([(await askedBefore).version, (await askedAfter).version]).toEqual([0, 1]);
    expect((await policies.findPlanInForce('home')).version).toBe(1);
  });

  it('are read again when they are old, since a country may have been set', async () => {
    const { policies, setCountry, wait } = createPolicies();
    expect(await policies.findPlanInForce('home')).toMatchObject(PLAN_PRESETS.cz);
    setCountry('bg');
    wait(999);
    expect(await policies.findPlanInForce('home')).toMatchObject(PLAN_PRESETS.cz);
    wait(1);
    expect(await policies.findPlanInForce('home')).toMatchObject(PLAN_PRESETS.bg);
  });

  it('keep no failure', async () => {
    const { policies, readCount } = createPolicies();
    await expect(policies.findPlanInForce('nowhere')).rejects.toThrow('nowhere');
    await expect(policies.findPlanInForce('nowhere')).rejects.toThrow('nowhere');
    expect(readCount()).toBe(2);
  });
});
