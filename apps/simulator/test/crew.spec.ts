import { describe, expect, it } from '@jest/globals';
import type { LonLat } from '#domain';
import type { CrewEvent, CrewState, Destination, Duty } from '../src/crew/crew-state.ts';
import { needOf, placeOf, stepCrew } from '../src/crew/step-crew.ts';
import { placeOnTrip, straightTrip, type Trip } from '../src/crew/trip.ts';

const STATION: LonLat = [0, 0];
const SCENE: LonLat = [0.01, 0];
const HOSPITAL: Destination = { facilityId: 'h1', coordinates: [0.02, 0] };
const duty = (change: Partial<Duty['draws']> = {}, scene: LonLat | null = SCENE): Duty => ({
  assignmentId: 'a1',
  incidentId: 'i1',
  scene,
  isUrgent: true,
  draws: {
    acknowledgeSeconds: 10,
    turnoutSeconds: 60,
    toPatientSeconds: 80,
    onSceneSeconds: 700,
    isTransported: true,
    hospitalDraw: 0.5,
    handoverSeconds: 900,
    clearSeconds: 240,
    ...change,
  },
});
const idle: CrewState = { phase: 'free', place: STATION, trip: undefined };
const assigned = (change: Partial<CrewEvent & { kind: 'assigned' }> = {}): CrewEvent => ({
  kind: 'assigned',
  duty: duty(),
  status: 'notified',
  ...change,
});
const tripFrom = (from: LonLat, to: LonLat, startedAt: number, seconds: number): Trip => ({
  startedAt,
  coordinates: [from, to],
  elapsedSeconds: [0, seconds],
});

/** Ticks each second and answers needs at once, as a perfect world would; answers what was tapped, and when. */
function play(start: CrewState, from: number, until: number, answer: Destination | null = HOSPITAL) {
  let state = start;
  const taps: [string, number][] = [];
  const step = (event: CrewEvent, now: number): void => {
    const result = stepCrew(state, event, now);
    state = result.state;
    taps.push(...result.reports.map(({ status }): [string, number] => [status, now]));
  };
  for (let now = from; now <= until; now += 1) {
    step({ kind: 'tick' }, now);
    if (needOf(state, STATION)?.kind === 'destination')
      step({ kind: 'destinationChosen', destination: answer }, now);
    const need = needOf(state, STATION);
    if (need?.kind === 'route') step({ kind: 'routed', trip: tripFrom(need.from, need.to, now, 300) }, now);
  }
  return { state, taps };
}

describe('a crew', () => {
  it('climbs the whole ladder in order, each step when it is due, and drives home', () => {
    const { state } = stepCrew(idle, assigned(), 0);
    const { taps, state: end } = play(state, 0, 3600);
    expect(taps).toEqual([
      ['acknowledged', 10],
      ['enRoute', 60],
      ['onScene', 360],
      ['atPatient', 440],
      ['leftScene', 1060],
      ['atDestination', 1360],
      ['handedOver', 2260],
      ['available', 2500],
    ]);
    expect(end).toEqual({ phase: 'free', place: STATION, trip: undefined });
  });

  it('is free on scene when nobody goes along, or no hospital is there', () => {
    const treated = stepCrew(idle, assigned({ duty: duty({ isTransported: false }) }), 0).state;
    expect(play(treated, 0, 1500).taps.slice(-2)).toEqual([
      ['atPatient', 440],
      ['available', 1060],
    ]);
    const nowhere = stepCrew(idle, assigned(), 0).state;
    expect(play(nowhere, 0, 1500, null).taps.slice(-2)).toEqual([
      ['atPatient', 440],
      ['available', 1060],
    ]);
  });

  it('loses no step when ticks come late', () => {
    let { state } = stepCrew(idle, assigned(), 0);
    const late = stepCrew(state, { kind: 'tick' }, 500);
    expect(late.reports.map(({ status }) => status)).toEqual(['acknowledged', 'enRoute']);
    state = stepCrew(late.state, { kind: 'routed', trip: tripFrom(STATION, SCENE, 500, 300) }, 500).state;
    const arrived = stepCrew(state, { kind: 'tick' }, 2000);
    expect(arrived.reports.map(({ status }) => status)).toEqual(['onScene', 'atPatient']);
    expect(arrived.state.phase).toBe('choosingDestination');
  });

  it('stops where it is when called off on the way, and heeds no other assignment', () => {
    const driving: CrewState = {
      phase: 'toScene',
      duty: duty(),
      place: STATION,
      trip: tripFrom(STATION, SCENE, 0, 100),
    };
    expect(stepCrew(driving, { kind: 'calledOff', assignmentId: 'other' }, 50).state).toBe(driving);
    const { state, reports } = stepCrew(driving, { kind: 'calledOff', assignmentId: 'a1' }, 50);
    expect(reports).toEqual([]);
    expect(state).toMatchObject({ phase: 'free', place: [0.005, 0], trip: undefined });
    expect(needOf(state, STATION)).toMatchObject({ kind: 'route', to: STATION, profile: 'normal' });
  });

  it('turns round for a corrected address, from where it is', () => {
    const driving: CrewState = {
      phase: 'toScene',
      duty: duty(),
      place: STATION,
      trip: tripFrom(STATION, SCENE, 0, 100),
    };
    const { state } = stepCrew(driving, { kind: 'sceneMoved', assignmentId: 'a1', scene: [0, 0.01] }, 50);
    expect(needOf(state, STATION)).toEqual({
      kind: 'route',
      from: [0.005, 0],
      to: [0, 0.01],
      profile: 'emergency',
    });
  });

  it('waits for the address of an incident without one, then goes', () => {
    let { state } = stepCrew(idle, assigned({ duty: duty({}, null) }), 0);
    state = stepCrew(state, { kind: 'tick' }, 100).state;
    expect(state.phase).toBe('toScene');
    expect(needOf(state, STATION)).toBeUndefined();
    state = stepCrew(state, { kind: 'sceneMoved', assignmentId: 'a1', scene: SCENE }, 120).state;
    expect(needOf(state, STATION)).toMatchObject({ kind: 'route', to: SCENE });
  });

  it.each([
    [
      'notified',
      [
        'acknowledged',
        'enRoute',
        'onScene',
        'atPatient',
        'leftScene',
        'atDestination',
        'handedOver',
        'available',
      ],
    ],
    [
      'acknowledged',
      ['enRoute', 'onScene', 'atPatient', 'leftScene', 'atDestination', 'handedOver', 'available'],
    ],
    ['enRoute', ['onScene', 'atPatient', 'leftScene', 'atDestination', 'handedOver', 'available']],
    ['onScene', ['atPatient', 'leftScene', 'atDestination', 'handedOver', 'available']],
    ['atPatient', ['leftScene', 'atDestination', 'handedOver', 'available']],
    ['leftScene', ['atDestination', 'handedOver', 'available']],
    ['atDestination', ['handedOver', 'available']],
    ['handedOver', ['available']],
  ] as const)('goes on from %s where an earlier run stopped', (status, expected) => {
    const { state } = stepCrew(idle, assigned({ status, duty: { ...duty(), destination: HOSPITAL } }), 0);
    expect(play(state, 0, 4000).taps.map(([tap]) => tap)).toEqual(expected);
  });

  it('asks again where to take the patient when that was not noted', () => {
    const { state } = stepCrew(idle, assigned({ status: 'leftScene' }), 0);
    expect(needOf(state, STATION)).toEqual({ kind: 'destination', from: STATION, hospitalDraw: 0.5 });
  });

  it('sets off at once when it is called from one job to another on the road', () => {
    const { state } = stepCrew(idle, assigned({ isOnTheRoad: true }), 0);
    expect(play(state, 0, 20).taps).toEqual([
      ['acknowledged', 10],
      ['enRoute', 10],
    ]);
  });

  it('takes the patient where the control room said, also one it would have left at home', () => {
    const told = { ...duty({ isTransported: false }), destination: HOSPITAL };
    const { taps, state } = play(stepCrew(idle, assigned({ duty: told }), 0).state, 0, 1500, null);
    expect(taps.map(([tap]) => tap)).toContain('leftScene');
    expect(state.place).toEqual(HOSPITAL.coordinates);
  });

  it('turns round on the way when the destination changes, and heeds no other assignment', () => {
    const other: Destination = { facilityId: 'h2', coordinates: [0, 0.02] };
    const driving: CrewState = {
      phase: 'toFacility',
      duty: duty(),
      place: SCENE,
      destination: HOSPITAL,
      trip: tripFrom(SCENE, HOSPITAL.coordinates, 0, 100),
    };
    const event = { kind: 'destinationSet', assignmentId: 'a1', destination: other } as const;
    expect(stepCrew(driving, { ...event, assignmentId: 'other' }, 50).state).toBe(driving);
    const { state, reports } = stepCrew(driving, event, 50);
    expect(reports).toEqual([]);
    expect(state).toMatchObject({ phase: 'toFacility', destination: other, trip: undefined });
    expect(state.place[0]).toBeCloseTo(0.015, 6);
    expect(stepCrew(driving, { ...event, destination: HOSPITAL }, 50).state).toMatchObject({
      trip: driving.trip,
    });
  });

  it('takes a patient who is not urgent without lights', () => {
    const state: CrewState = {
      phase: 'toFacility',
      duty: { ...duty(), isUrgent: false },
      place: SCENE,
      destination: HOSPITAL,
      trip: undefined,
    };
    expect(needOf(state, STATION)).toMatchObject({ profile: 'normal' });
  });
});

describe('placeOnTrip', () => {
  const trip: Trip = {
    startedAt: 100,
    coordinates: [
      [0, 0],
      [0, 0.001],
      [0.001, 0.001],
    ],
    elapsedSeconds: [0, 10, 10 + 20],
  };
  it('goes along the road by its times', () => {
    expect(placeOnTrip(trip, 105)).toMatchObject({
      coordinates: [0, 0.0005],
      headingDegrees: 0,
      isArrived: false,
    });
    expect(placeOnTrip(trip, 105).speedKmh).toBeCloseTo(40, 0);
    expect(placeOnTrip(trip, 120)).toMatchObject({ coordinates: [0.0005, 0.001], isArrived: false });
    expect(placeOnTrip(trip, 120).headingDegrees).toBeCloseTo(90, 2);
  });
  it('starts at the start and ends at the end', () => {
    expect(placeOnTrip(trip, 0)).toMatchObject({ coordinates: [0, 0], isArrived: false });
    expect(placeOnTrip(trip, 130)).toMatchObject({
      coordinates: [0.001, 0.001],
      isArrived: true,
      speedKmh: 0,
    });
  });
  it('copes with a road of no length and with points of the same time', () => {
    expect(placeOnTrip({ startedAt: 0, coordinates: [[1, 1]], elapsedSeconds: [0] }, 0).isArrived).toBe(true);
    const stutter: Trip = {
      startedAt: 0,
      coordinates: [
        [0, 0],
        [0, 0],
        [0, 1],
      ],
      elapsedSeconds: [0, 0, 10],
    };
    expect(placeOnTrip(stutter, 5).coordinates).toEqual([0, 0.5]);
  });
  it('falls back to a straight line', () => {
    const fallback = straightTrip([0, 0], [0, 0.01], 5);
    expect(fallback.elapsedSeconds[1]).toBeCloseTo(1112 / 11, 0);
    expect(
      placeOf({ phase: 'free', place: [0, 0], trip: fallback }, 5 + fallback.elapsedSeconds[1]! / 2)[1],
    ).toBeCloseTo(0.005, 6);
  });
});
