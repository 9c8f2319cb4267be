import { describe, expect, it } from '@jest/globals';
import {
  chooseReturnBase,
  decideSends,
  finish,
  type PolicyUnit,
  planSends,
  planSendsInSteps,
  type Situation,
} from '#domain';
import {
  expectedLoad,
  expectedPlaces,
  expectedUrgencies,
  probabilityAllBusy,
} from '#domain/dispatch/rolling-policy/expected-demand.ts';
import {
  expectResponse,
  findBestBase,
  findLosses,
} from '#domain/dispatch/rolling-policy/expected-response.ts';
import { sortByCost } from '#domain/dispatch/rolling-policy/sort-by-cost.ts';
import fc from 'fast-check';

/** Places on a line, numbered by the minute; kinds: 0 advanced, 1 basic; urgencies: 0 grave, 1 ordinary. */
const rules = {
  weightOfUrgency: [4, 1],
  mismatchSeconds: [
    [0, 1500],
    [6000, 0],
  ],
};
const unit = (unitId: string, kind: number, place: number, freeInSeconds = 0): PolicyUnit => ({
  unitId,
  kind,
  place,
  base: place,
  freeAtSeconds: 10_000 + freeInSeconds,
});
const call = (callId: string, urgency: number, place: number, raisedAtSeconds = 10_000) => ({
  callId,
  urgency,
  place,
  raisedAtSeconds,
});
function situation(
  units: readonly PolicyUnit[],
  waiting: Situation['waiting'],
  more: Partial<Situation> = {},
): Situation {
  return {
    nowSeconds: 10_000,
    units,
    waiting,
    seen: waiting,
    watchStartedAtSeconds: 6_400,
    jobSeconds: 2_400,
    bases: [0, 30],
    hospitals: [15],
    rules,
    travelSeconds: (from, to) => 60 * Math.abs(from - to),
    ...more,
  };
}
const sent = (state: Situation) => decideSends(state).map(({ callId, unitId }) => `${callId}<-${unitId}`);

describe('rolling policy: whom to send now', () => {
  it('P01 sends the nearer of two units of the right kind', () => {
    expect(sent(situation([unit('A', 0, 0), unit('B', 0, 10)], [call('c', 0, 8)]))).toEqual(['c<-B']);
  });

  it('P02 sends nobody when nothing waits or nobody is free', () => {
    expect(sent(situation([unit('A', 0, 0)], []))).toEqual([]);
    expect(sent(situation([unit('A', 0, 0, 300)], [call('c', 0, 8)]))).toEqual([]);
    expect(sent(situation([], [call('c', 0, 8)]))).toEqual([]);
  });

  it('P03 keeps a call for the unit about to be free next to it', () => {
    expect(sent(situation([unit('far', 1, 30), unit('soon', 1, 1, 120)], [call('c', 1, 0)]))).toEqual([]);
  });

  it('P04 sends the free unit when the other will be too late', () => {
    expect(sent(situation([unit('free', 1, 12), unit('late', 1, 1, 3_000)], [call('c', 1, 0)]))).toEqual([
      'c<-free',
    ]);
  });

  it('P05 gives the grave call the only free unit, however long the ordinary one has waited', () => {
    const waiting = [call('ordinary', 1, 10, 9_000), call('grave', 0, 10)];
    expect(sent(situation([unit('A', 0, 9), unit('B', 0, 9, 2_000)], waiting))).toEqual(['grave<-A']);
  });

  it('P06 leaves the advanced crew for grave calls while a basic one can go', () => {
    expect(sent(situation([unit('basic', 1, 12), unit('advanced', 0, 0)], [call('c', 1, 0)]))).toEqual([
      'c<-basic',
    ]);
  });

  it('P07 never sends a kind that may not serve, even when it stands alone', () => {
    const strict = {
      ...rules,
      mismatchSeconds: [
        [0, 0],
        [Infinity, 0],
      ],
    };
    expect(sent(situation([unit('basic', 1, 0)], [call('grave', 0, 0)], { rules: strict }))).toEqual([]);
  });

  it('P08 sends a lone unit of the wrong kind from far away rather than nobody', () => {
    expect(sent(situation([unit('basic', 1, 300)], [call('grave', 0, 0)]))).toEqual(['grave<-basic']);
  });

  it('P09 leaves a place without a way to the unit that has one', () => {
    const travelSeconds = (from: number, to: number) => (from === 1 ? Infinity : 60 * Math.abs(from - to));
    const state = situation([unit('cut off', 0, 1), unit('far', 0, 50)], [call('c', 0, 0)], {
      travelSeconds,
    });
    expect(sent(state)).toEqual(['c<-far']);
  });

  it('P10 crosses two calls over when that is the lesser delay in all', () => {
    const waiting = [call('first', 1, 10, 9_900), call('second', 1, 0)];
    expect(sent(situation([unit('middle', 1, 9), unit('east', 1, 14)], waiting))).toEqual([
      'first<-east',
      'second<-middle',
    ]);
  });
});

describe('rolling policy: where to stand by', () => {
  it('P11 fills the base that nobody covers', () => {
    const units = [unit('A', 0, 0), unit('B', 0, 15)];
    expect(chooseReturnBase(situation(units, []), 'B')).toBe(30);
  });

  it('P12 goes where the calls come from', () => {
    const seen = Array.from({ length: 40 }, (_, index) => call(`c${index}`, 0, 1));
    expect(chooseReturnBase(situation([unit('A', 0, 15)], [], { seen }), 'A')).toBe(0);
  });

  it('P13 has no advice without bases, and refuses an unknown unit', () => {
    expect(chooseReturnBase(situation([unit('A', 0, 15)], [], { bases: [] }), 'A')).toBeUndefined();
    expect(() => chooseReturnBase(situation([unit('A', 0, 15)], []), 'Z')).toThrow('no unit Z');
  });
});

describe('rolling policy: what is expected', () => {
  it('P14 agrees with the closed form of Erlang C', () => {
    // One server: C = load. Two servers: C = 2 load^2 / (1 + load).
    expect(probabilityAllBusy(1, 0.6)).toBeCloseTo(0.6, 12);
    expect(probabilityAllBusy(2, 0.6)).toBeCloseTo(0.72 / 1.6, 12);
    expect([probabilityAllBusy(3, 0), probabilityAllBusy(3, 1), probabilityAllBusy(3, 7)]).toEqual([0, 1, 1]);
  });

  it('P15 starts at half the load and follows what it sees', () => {
    const units = Array.from({ length: 10 }, (_, index) => unit(`u${index}`, 0, 0));
    expect(expectedLoad(situation(units, [], { watchStartedAtSeconds: 10_000 }))).toBeCloseTo(0.5, 12);
    const seen = Array.from({ length: 90 }, (_, index) => call(`c${index}`, 0, index));
    expect(expectedLoad(situation(units, [], { seen }))).toBeGreaterThan(1);
    const shares = expectedPlaces(situation(units, [], { seen }));
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(expectedUrgencies(situation(units, [], { seen }))).toEqual([91 / 92, 1 / 92]);
  });

  it('P16 finds the loss of each unit that leaving it out of the fleet gives', () => {
    const seen = [call('a', 0, 3), call('b', 1, 12), call('c', 1, 28)];
    const state = situation([unit('A', 0, 0), unit('B', 1, 7), unit('C', 0, 26, 200), unit('D', 1, 29)], [], {
      seen,
    });
    const expected = expectResponse(state, [4.5, 1.5]);
    /** By the formula, with whom nobody is left after: an hour behind the last unit of `all`. */
    const cost = (left: readonly PolicyUnit[], all = left) => {
      const q = expected.busyProbability;
      let sum = 0;
      for (const { place, share } of expectedPlaces(state)) {
        expectedUrgencies(state).forEach((part, urgency) => {
          const weight = expected.weights[urgency]!;
          const ascending = (units: readonly PolicyUnit[]) =>
            units
              .map(
                (one) =>
                  weight * (one.freeAtSeconds - 10_000 + 60 * Math.abs(one.place - place)) +
                  rules.mismatchSeconds[one.kind]![urgency]!,
              )
              .sort((x, y) => x - y);
          const costs = ascending(left);
          costs.forEach((value, rank) => (sum += share * part * (1 - q) * q ** rank * value));
          sum += share * part * q ** costs.length * (ascending(all).at(-1)! + 3_600 * weight);
        });
      }
      return sum;
    };
    const losses = finish(findLosses(expected));
    state.units.forEach((_, index) => {
      const without = state.units.filter((__, other) => other !== index);
      expect(losses[index]).toBeCloseTo(cost(without, state.units) - cost(state.units), 6);
    });
    expect(findBestBase(expected, 0)).toBe([0, 30].sort((x, y) => costAt(x) - costAt(y))[0]);
    function costAt(base: number) {
      return cost(state.units.map((one, index) => (index === 0 ? { ...one, place: base, base } : one)));
    }
  });
});

describe('rolling policy: in steps', () => {
  it('P17 sorts as a stable sort does, whatever comes several times or never', () => {
    const cost = fc.oneof(
      fc.integer({ min: 0, max: 9 }),
      fc.constant(Infinity),
      fc.double({ noNaN: true, min: 0 }),
    );
    fc.assert(
      fc.property(fc.array(cost, { maxLength: 300 }), fc.boolean(), (all, isBackwards) => {
        const costs = Float64Array.from(all);
        const start = isBackwards
          ? all.map((_, index) => all.length - 1 - index)
          : all.map((_, index) => index);
        const order = Int32Array.from(start);
        sortByCost(order, costs, new Int32Array(all.length));
        const wanted = start.sort((a, b) => (costs[a] === costs[b] ? 0 : costs[a]! - costs[b]!));
        expect([...order]).toEqual(wanted);
      }),
    );
  });

  it('P18 gives the same as all at once, in at least one step for each place of calls', () => {
    const seen = [3, 12, 28].map((place) => call(`c${place}`, place % 2, place));
    const units = Array.from({ length: 40 }, (_, index) =>
      unit(`u${index}`, index % 2, index, 60 * (index % 5)),
    );
    const state = situation(units, seen, { seen });
    const steps = planSendsInSteps(state);
    let count = 0;
    for (;;) {
      const step = steps.next();
      if (step.done) {
        expect(step.value).toEqual(planSends(state));
        expect(step.value.length).toBeGreaterThan(0);
        break;
      }
      count += 1;
    }
    expect(count).toBeGreaterThanOrEqual(expectedPlaces(state).length);
  });
});
