import {
  chooseReturnBase,
  decideSends,
  type PlaceIndex,
  type PolicyCall,
  type PolicyUnit,
  type Send,
  type Situation,
} from '#domain';
import { sendClosestAvailable } from './closest-available.ts';
import {
  flightSeconds,
  pointBetween,
  type BedCall,
  type LatLon,
  type Setup,
  type TestBed,
} from './test-bed.ts';

export interface Policy {
  readonly decideSends: (situation: Situation) => Send[];
  readonly chooseReturnBase: (situation: Situation, unitId: string) => PlaceIndex | undefined;
}

export const POLICIES = {
  'closest available': { decideSends: sendClosestAvailable, chooseReturnBase: () => undefined },
  akut: { decideSends, chooseReturnBase },
} satisfies Record<string, Policy>;

export interface Decision {
  readonly call: BedCall;
  readonly unit: number;
  readonly kind: number;
  readonly sentAtSeconds: number;
  readonly waitSeconds: number;
  /** Index of the base the unit goes to after this job. */
  returnBase: number;
}

export interface Replay {
  readonly decisions: readonly Decision[];
  readonly decideMilliseconds: readonly number[];
}

/** Before any job is known, a job is taken to last 40 minutes; that guess counts as this many jobs. */
const USUAL_JOB_SECONDS = 2400;
const USUAL_JOB_WEIGHT = 5;

interface Ambulance {
  readonly kind: number;
  freeAtSeconds: number;
  freedAt: PlaceIndex;
  base: PlaceIndex;
  atBaseAtSeconds: number;
  /** True from the send until the policy has been asked about the freed unit. */
  isOnJob: boolean;
  lastDecision: Decision | undefined;
}

/** Replays every run on its own: what a run has taught is forgotten in the next one. */
export function replay(bed: TestBed, setup: Setup, policy: Policy): Replay {
  const decideMilliseconds: number[] = [];
  const decisions = [...new Set(bed.calls.map(({ run }) => run))].flatMap((run) =>
    new Evening(
      bed,
      setup,
      policy,
      bed.calls.filter((call) => call.run === run),
      decideMilliseconds,
    ).play(),
  );
  return { decisions, decideMilliseconds };
}

class Evening {
  private readonly calls: readonly BedCall[];
  private readonly fleet: readonly Ambulance[];
  private readonly waiting = new Set<BedCall>();
  private readonly decisions: Decision[] = [];
  private comeIn = 0;
  private jobSeconds = USUAL_JOB_SECONDS * USUAL_JOB_WEIGHT;

  constructor(
    private readonly bed: TestBed,
    private readonly setup: Setup,
    private readonly policy: Policy,
    calls: readonly BedCall[],
    private readonly decideMilliseconds: number[],
  ) {
    this.calls = [...calls].sort((a, b) => a.raisedAtSeconds - b.raisedAtSeconds);
    this.fleet = bed.bases.map((base, index) => ({
      kind: setup.kinds[index % setup.kinds.length]!,
      freeAtSeconds: -1,
      freedAt: base,
      base,
      atBaseAtSeconds: -1,
      isOnJob: false,
      lastDecision: undefined,
    }));
  }

  play(): Decision[] {
    while (this.comeIn < this.calls.length || this.waiting.size > 0) {
      const nextCall = this.calls[this.comeIn]?.raisedAtSeconds ?? Infinity;
      const onJob = this.fleet.filter(({ isOnJob }) => isOnJob);
      const now = Math.min(nextCall, ...onJob.map(({ freeAtSeconds }) => freeAtSeconds));
      if (now === Infinity) throw new Error(`${this.waiting.size} calls wait and no unit can serve them`);
      while ((this.calls[this.comeIn]?.raisedAtSeconds ?? Infinity) <= now)
        this.waiting.add(this.calls[this.comeIn++]!);
      const freed = onJob.filter(({ freeAtSeconds }) => freeAtSeconds <= now);
      for (const ambulance of freed) ambulance.isOnJob = false;
      this.decideAt(now, freed);
    }
    return this.decisions;
  }

  private decideAt(now: number, freed: readonly Ambulance[]): void {
    const situation = this.describe(now);
    const startedAt = performance.now();
    const sends = this.policy.decideSends(situation);
    for (const send of sends) this.send(situation, send);
    const homeward = freed.filter(({ isOnJob }) => !isOnJob);
    const after = sends.length > 0 && homeward.length > 0 ? this.describe(now) : situation;
    for (const ambulance of homeward) {
      const base = this.policy.chooseReturnBase(after, String(this.fleet.indexOf(ambulance)));
      if (base !== undefined) this.driveHome(ambulance, base);
    }
    this.decideMilliseconds.push(performance.now() - startedAt);
  }

  private describe(now: number): Situation {
    const { bases, hospitals, places, travelSeconds } = this.bed;
    // Units on the road are at places of their own, numbered after those of the test bed.
    const onRoad: LatLon[] = [];
    const units = this.fleet.map((unit, index): PolicyUnit => {
      const { freeAtSeconds, atBaseAtSeconds, freedAt, base, kind } = unit;
      let place = now >= atBaseAtSeconds ? base : freedAt;
      if (now > freeAtSeconds && now < atBaseAtSeconds) {
        const share = (now - freeAtSeconds) / (atBaseAtSeconds - freeAtSeconds);
        place = places.length + onRoad.push(pointBetween(places[freedAt]!, places[base]!, share)) - 1;
      }
      return { unitId: String(index), kind, freeAtSeconds, place, base };
    });
    const seen = this.calls.slice(0, this.comeIn).map(toPolicyCall);
    return {
      nowSeconds: now,
      units,
      waiting: [...this.waiting].map(toPolicyCall),
      seen,
      watchStartedAtSeconds: this.calls[0]!.raisedAtSeconds,
      jobSeconds: this.jobSeconds / (this.decisions.length + USUAL_JOB_WEIGHT),
      bases,
      hospitals,
      rules: this.setup.rules,
      travelSeconds: (from, to) =>
        from < places.length
          ? travelSeconds(from, to)
          : flightSeconds(onRoad[from - places.length]!, places[to]!),
    };
  }

  private send({ nowSeconds, units, travelSeconds }: Situation, { callId, unitId }: Send): void {
    const call = this.calls.find(({ seq }) => String(seq) === callId)!;
    const unit = Number(unitId);
    const ambulance = this.fleet[unit]!;
    const hospital = this.bed.hospitals[call.hospital]!;
    const travel = travelSeconds(units[unit]!.place, call.place);
    const jobSeconds =
      travel + call.sceneSeconds + travelSeconds(call.place, hospital) + call.hospitalSeconds;
    this.waiting.delete(call);
    this.jobSeconds += jobSeconds;
    Object.assign(ambulance, { freeAtSeconds: nowSeconds + jobSeconds, freedAt: hospital, isOnJob: true });
    const waitSeconds = nowSeconds + travel - call.raisedAtSeconds;
    const decision = {
      call,
      unit,
      kind: ambulance.kind,
      sentAtSeconds: nowSeconds,
      waitSeconds,
      returnBase: -1,
    };
    ambulance.lastDecision = decision;
    this.decisions.push(decision);
    this.driveHome(ambulance, this.nearestBase(hospital));
  }

  private driveHome(ambulance: Ambulance, base: PlaceIndex): void {
    ambulance.base = base;
    ambulance.atBaseAtSeconds = ambulance.freeAtSeconds + this.bed.travelSeconds(ambulance.freedAt, base);
    if (ambulance.lastDecision) ambulance.lastDecision.returnBase = this.bed.bases.indexOf(base);
  }

  private nearestBase(from: PlaceIndex): PlaceIndex {
    const { bases, travelSeconds } = this.bed;
    return bases.reduce((best, base) =>
      travelSeconds(from, base) < travelSeconds(from, best) ? base : best,
    );
  }
}

const toPolicyCall = ({ seq, raisedAtSeconds, urgency, place }: BedCall): PolicyCall => ({
  callId: String(seq),
  raisedAtSeconds,
  urgency,
  place,
});

export interface Waits {
  readonly meanSeconds: number;
  readonly penalisedSeconds: number;
}

/** The two published measures, by our own reckoning. */
export function summarise({ decisions }: Replay, { rules }: Setup): Waits {
  const mean = (measure: (decision: Decision) => number) =>
    decisions.reduce((sum, decision) => sum + measure(decision), 0) / decisions.length;
  return {
    meanSeconds: mean(({ waitSeconds }) => waitSeconds),
    penalisedSeconds: mean(
      ({ waitSeconds, kind, call: { urgency } }) =>
        rules.weightOfUrgency[urgency]! * waitSeconds + rules.mismatchSeconds[kind]![urgency]!,
    ),
  };
}
