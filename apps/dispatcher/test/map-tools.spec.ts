import { describe, expect, it } from '@jest/globals';
import type { ClosureView, FacilityView, RunView } from '#contracts';
import fc from 'fast-check';
import { closureChanges } from '../src/desk/closure-edit.ts';
import { ClosureEdit } from '../src/desk/closure-edit-state.ts';
import { etaOf, etaOfRun } from '../src/desk/eta.ts';
import { loadOf, statusInForce } from '../src/desk/map/facility-load.ts';
import { formatLayers, MAP_LAYERS, parseLayers } from '../src/desk/map/map-layers.ts';
import { rankNear } from '../src/desk/map/nearest.ts';
import { extendTrail, trailLines, type TrailPoint } from '../src/desk/map/trail-lines.ts';
import { findClosureAt } from '../src/map/closure-at.ts';

const AT = Date.parse('2026-05-04T12:00:00.000Z');
const instant = (seconds: number): string => new Date(AT + seconds * 1000).toISOString();

function aRun(changes: Partial<RunView> = {}): RunView {
  return {
    assignmentId: 'a1',
    regionId: 'demo',
    unitId: 'm1',
    incidentId: 'i1',
    leg: 'toIncident',
    to: [-56.18, -34.9],
    state: 'onTheWay',
    reason: 'assigned',
    travelSeconds: 240,
    distanceMeters: 2400,
    arrivesAt: instant(240),
    asOf: instant(0),
    routeNumber: 1,
    coordinates: [],
    ...changes,
  };
}

describe('arrival of a driving unit', () => {
  it('counts down to the time the run gives, then says how late it is', () => {
    expect(etaOfRun(aRun(), AT + 30_000)).toMatchObject({ secondsLeft: 210, lateSeconds: 0, isStale: false });
    const late = aRun({ asOf: instant(250) });
    expect(etaOfRun(late, AT + 260_000)).toMatchObject({ secondsLeft: 0, lateSeconds: 20, isStale: false });
  });

  it('says when the figure stands on an old position, and nothing where no way is known', () => {
    expect(etaOfRun(aRun(), AT + 61_000)?.isStale).toBe(true);
    expect(etaOfRun(aRun({ state: 'noRoad', arrivesAt: null }), AT)).toBeUndefined();
  });

  it('is found by unit', () => {
    const runs = new Map([
      ['a1', aRun()],
      ['a2', aRun({ assignmentId: 'a2', unitId: 'm2', leg: 'toDestination', arrivesAt: instant(60) })],
    ]);
    expect(etaOf(runs, 'm2', AT)).toMatchObject({ leg: 'toDestination', secondsLeft: 60 });
    expect(etaOf(runs, 'm3', AT)).toBeUndefined();
  });
});

describe('trail of a unit', () => {
  const point = (seconds: number, east: number): TrailPoint => ({
    at: AT + seconds * 1000,
    coordinates: [-56.18 + east / 91_000, -34.9],
  });

  it('is a line through received fixes, and no line over a silence or a jump', () => {
    const points = [point(0, 0), point(1, 15), point(2, 30), point(62, 900), point(63, 915), point(64, 4000)];
    const lines = trailLines(points);
    expect(lines.map((line) => line.length)).toEqual([3, 2]);
    expect(lines[1]![0]).toEqual(points[3]!.coordinates);
  });

  it('goes on where a vehicle that stood still starts off again', () => {
    expect(trailLines([point(0, 0), point(45, 20), point(46, 35)])).toHaveLength(1);
  });

  it('holds nothing that was not received', () => {
    const fix = fc.record({
      wait: fc.integer({ min: 1, max: 120 }),
      east: fc.integer({ min: -900, max: 900 }),
    });
    fc.assert(
      fc.property(fc.array(fix), (steps) => {
        let seconds = 0;
        const points = steps.map(({ wait, east }) => point((seconds += wait), east));
        const received = new Set(points.map(({ coordinates }) => coordinates.join()));
        for (const line of trailLines(points)) {
          expect(line.length).toBeGreaterThan(1);
          for (const place of line) expect(received.has(place.join())).toBe(true);
        }
      }),
    );
  });

  it('is extended by newer fixes alone, and forgets what is older than ten minutes', () => {
    const now = AT + 630_000;
    const start = [point(0, 0), point(60, 500)];
    expect(extendTrail(start, point(50, 900), now)).toBe(start);
    const extended = extendTrail(start, point(629, 1000), now);
    expect(extended).toEqual([point(60, 500), point(629, 1000)]);
  });

  it('gains no point while the vehicle stands, but knows how long it was heard', () => {
    const stood = extendTrail([point(0, 0)], point(40, 1), AT + 40_000);
    expect(stood).toEqual([{ at: AT + 40_000, coordinates: point(0, 0).coordinates }]);
    expect(trailLines(extendTrail(stood, point(41, 200), AT + 41_000))).toHaveLength(0);
    expect(trailLines(extendTrail(stood, point(45, 200), AT + 45_000))).toHaveLength(1);
  });
});

describe('layers of the map', () => {
  it('shows all but the shading until somebody says otherwise', () => {
    expect([...parseLayers(null)]).toEqual(MAP_LAYERS.filter((layer) => layer !== 'coverage'));
  });

  it('keeps what was chosen, and shows layers that came later', () => {
    const layers = fc.subarray([...MAP_LAYERS]);
    fc.assert(
      fc.property(layers, (shown) => {
        expect([...parseLayers(formatLayers(new Set(shown)))]).toEqual(
          MAP_LAYERS.filter((layer) => shown.includes(layer)),
        );
      }),
    );
    expect([...parseLayers('-runs,coverage')]).toEqual(MAP_LAYERS.filter((layer) => layer !== 'runs'));
  });
});

describe('nearest units', () => {
  it('are ranked by road time, without those that no road leads from, at most eight', () => {
    const leg = (travelSeconds: number | null) => ({ travelSeconds, distanceMeters: travelSeconds });
    const ids = Array.from({ length: 10 }, (_, index) => `m${index}`);
    const legs = [90, 30, null, 60, 10, 20, 40, 50, 70, 80].map(leg);
    expect(rankNear(ids, legs).map(({ unitId }) => unitId)).toEqual([
      'm4',
      'm5',
      'm1',
      'm6',
      'm7',
      'm3',
      'm8',
      'm9',
    ]);
    expect(rankNear(['m1'], [])).toEqual([]);
  });
});

function aFacility(status: Partial<NonNullable<FacilityView['status']>> | null): FacilityView {
  return {
    id: 'f1',
    regionId: 'demo',
    regionName: 'Demo',
    name: 'Hospital Maciel',
    kind: 'hospital',
    coordinates: [-56.2, -34.9],
    hasEmergency: true,
    level: 'hospital',
    services: [],
    profileVersion: 0,
    isOpen: true,
    status: status && {
      version: 1,
      at: instant(0),
      until: instant(3600),
      setBy: 'A',
      loadPercent: null,
      waitMinutes: {},
      freeBeds: null,
      diversions: [],
      ...status,
    },
  };
}

describe('load of a hospital', () => {
  const divert = { state: 'divertAmbulances', reason: '', until: instant(600) } as const;

  it('is struck through only when the whole house takes nobody', () => {
    expect(loadOf(aFacility({ diversions: [{ ...divert, service: null }] }), AT)).toBe('diverting');
    expect(loadOf(aFacility({ diversions: [{ ...divert, service: 'stroke' }] }), AT)).toBe('busy');
    expect(loadOf(aFacility({ loadPercent: 95 }), AT)).toBe('busy');
    expect(loadOf(aFacility({ loadPercent: 60 }), AT)).toBe('usual');
  });

  it('is as usual when nothing was said, or what was said has run out', () => {
    expect(loadOf(aFacility(null), AT)).toBe('usual');
    const diverting = aFacility({ diversions: [{ ...divert, service: null }] });
    expect(loadOf(diverting, AT + 601_000)).toBe('usual');
    expect(statusInForce(diverting, AT + 3_600_000)).toBeNull();
  });
});

function aClosure(changes: Partial<ClosureView> = {}): ClosureView {
  return {
    id: 'c1',
    regionId: 'demo',
    kind: 'closed',
    timeFactor: null,
    emergencyMayPass: false,
    reason: 'burst main',
    startsAt: instant(0),
    endsAt: instant(3600),
    liftedAt: null,
    createdAt: instant(0),
    createdByName: null,
    state: 'inForce',
    shape: null,
    coordinates: [
      [
        [0, 0],
        [10, 0],
      ],
    ],
    roadNames: ['Colonia'],
    edgeCount: 1,
    lengthMeters: 100,
    ...changes,
  };
}

describe('a closure being changed', () => {
  it('sends only what was changed', () => {
    const edit = new ClosureEdit();
    edit.begin(aClosure());
    expect(closureChanges(edit, aClosure(), AT)).toEqual({});
    edit.emergencyMayPass.value = true;
    edit.end.value = 2;
    expect(closureChanges(edit, aClosure(), AT + 60_000)).toEqual({
      emergencyMayPass: true,
      endsAt: instant(7260),
    });
    edit.end.value = 'untilLifted';
    edit.reason.value = '';
    expect(closureChanges(edit, aClosure(), AT)).toEqual({
      emergencyMayPass: true,
      endsAt: null,
      reason: '',
    });
  });

  it('counts the hours of a planned one from its beginning', () => {
    const planned = aClosure({ state: 'planned', startsAt: instant(1800), endsAt: null });
    const edit = new ClosureEdit();
    edit.begin(planned);
    edit.end.value = 1;
    expect(closureChanges(edit, planned, AT)).toEqual({ endsAt: instant(5400) });
    edit.end.value = 'untilLifted';
    expect(closureChanges(edit, planned, AT)).toEqual({});
  });

  it('changes how slow a slow stretch is, and not whom it lets pass', () => {
    const slow = aClosure({ kind: 'slow', timeFactor: 2 });
    const edit = new ClosureEdit();
    edit.begin(slow);
    edit.timeFactor.value = 3;
    edit.emergencyMayPass.value = true;
    expect(closureChanges(edit, slow, AT)).toEqual({ timeFactor: 3 });
  });
});

describe('a closed road under the pointer', () => {
  const toPixel = ([lon, lat]: readonly [number, number]) => ({ x: lon * 10, y: lat * 10 });

  it('is the nearest line within reach', () => {
    const near = aClosure();
    const far = aClosure({
      id: 'c2',
      coordinates: [
        [
          [0, 1],
          [10, 1],
        ],
      ],
    });
    expect(findClosureAt([near, far], { x: 50, y: 4 }, toPixel)?.id).toBe('c1');
    expect(findClosureAt([near, far], { x: 50, y: 6.5 }, toPixel)?.id).toBe('c2');
    expect(findClosureAt([near, far], { x: 50, y: 30 }, toPixel)).toBeUndefined();
    expect(findClosureAt([near], { x: 120, y: 0 }, toPixel)).toBeUndefined();
  });
});
