import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  announce,
  type Announcement,
  type Guidance,
  NOTHING_ANNOUNCED,
  stageMeters,
} from '../../src/index.ts';

/** Drives past maneuvers at these metres from the start, and lists what was told. */
function tell(
  maneuvers: readonly number[],
  speedKmh: number,
  { startsAt = 0, tellsNext = () => false }: { startsAt?: number; tellsNext?: (i: number) => boolean } = {},
): Announcement[] {
  const total = maneuvers.at(-1)!;
  let told = NOTHING_ANNOUNCED;
  const list: Announcement[] = [];
  for (let meters = startsAt; meters <= total; meters += speedKmh / 3.6) {
    const ahead = maneuvers.findIndex((at, i) => i > 0 && at + 5 > meters);
    const next = ahead === -1 ? maneuvers.length - 1 : ahead;
    const guidance: Guidance = {
      next,
      metersToNext: Math.max(0, maneuvers[next]! - meters),
      metersLeft: total - meters,
      secondsLeft: 0,
      hasArrived: false,
    };
    const answer = announce(told, guidance, { speedKmh, metersDriven: meters }, tellsNext);
    told = answer.told;
    if (answer.announcement) list.push(answer.announcement);
  }
  return list;
}

const names = (list: readonly Announcement[]) => list.map(({ maneuver, stage }) => `${maneuver} ${stage}`);

describe('announcements', () => {
  it('tells a far turn three times: far, near and now', () => {
    expect(names(tell([0, 1500], 50))).toEqual(['0 now', '1 far', '1 near', '1 now']);
  });

  it('leaves out what a short stretch has no room for', () => {
    expect(names(tell([0, 90, 1000], 50))).toEqual(['0 now', '1 near', '1 now', '2 far', '2 near', '2 now']);
    expect(names(tell([0, 25], 30))).toEqual(['1 now']);
  });

  it('tells earlier the faster one drives', () => {
    const farAt = (speed: number) => tell([0, 5000], speed).find(({ stage }) => stage === 'far')!.meters;
    expect(farAt(110)).toBeGreaterThan(farAt(50));
    expect(stageMeters('now', 5)).toBe(30);
    expect(stageMeters('far', 110)).toBeGreaterThan(1000);
  });

  it('says nothing again of what the words before told already, but for the last moment', () => {
    const list = names(tell([0, 500, 580, 2000], 40, { tellsNext: (i) => i === 1 }));
    expect(list.filter((name) => name.startsWith('2'))).toEqual(['2 now']);
  });

  it('says nothing of the start when it joins in the middle', () => {
    expect(names(tell([0, 3000, 6000], 50, { startsAt: 1000 }))[0]).toBe('1 far');
  });

  it('tells each stage once at most, in order, and the last moment of every maneuver', () => {
    const ways = fc
      .array(fc.integer({ min: 60, max: 1500 }), { minLength: 1, maxLength: 10 })
      .map((lengths) => {
        let meters = 0;
        return [0, ...lengths.map((length) => (meters += length))];
      });
    fc.assert(
      fc.property(ways, fc.integer({ min: 5, max: 90 }), fc.integer(), (maneuvers, speed, seed) => {
        const list = tell(maneuvers, speed, { tellsNext: (i) => ((seed >> i) & 1) === 1 });
        expect(new Set(names(list)).size).toBe(list.length);
        const ranks = list.map(({ maneuver, stage }) => maneuver * 3 + ['far', 'near', 'now'].indexOf(stage));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        const last = list.filter(({ stage }) => stage === 'now').map(({ maneuver }) => maneuver);
        for (let i = 1; i < maneuvers.length; i++) expect(last).toContain(i);
      }),
      { numRuns: 200 },
    );
  });
});
