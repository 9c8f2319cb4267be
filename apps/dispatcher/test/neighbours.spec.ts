import { describe, expect, it } from '@jest/globals';
import type { UnitView } from '#contracts';
import { hasMark, lentTo } from '../src/zones/unit-match.ts';
import { aUnit } from './builders.ts';
import './english.ts';

const working = (elsewhere: string | null): UnitView['assignment'] => ({
  id: 'a1',
  incidentId: 'i1',
  incidentNumber: 7,
  status: 'enRoute',
  destinationFacilityId: null,
  destinationName: null,
  elsewhere: elsewhere === null ? null : { regionId: elsewhere, regionName: 'East', coordinates: null },
});
const reserved = (regionId: string): UnitView['reservedAssignments'][number] => ({
  id: 'r1',
  incidentId: 'i2',
  incidentNumber: 8,
  priority: 2,
  createdAt: '2026-05-04T12:00:00.000Z',
  regionId,
});

describe('the neighbour to whom a unit is lent', () => {
  it.each<[string, Partial<UnitView>, string | undefined]>([
    ['works here', { assignment: working(null) }, undefined],
    ['is free', {}, undefined],
    ['is kept here', { reservedAssignments: [reserved('demo')] }, undefined],
    ['works there', { assignment: working('east') }, 'east'],
    [
      'works here and is kept there',
      { assignment: working(null), reservedAssignments: [reserved('east')] },
      'east',
    ],
    [
      'is theirs',
      { regionId: 'east', assignment: working(null), reservedAssignments: [reserved('demo')] },
      undefined,
    ],
  ])('of one that %s', (_what, changes, region) => {
    const unit = aUnit('m1', changes);
    expect(lentTo(unit, 'demo')).toBe(region);
    expect(hasMark(unit, 'lent', 'live', 'demo')).toBe(region !== undefined);
    expect(hasMark(unit, 'helping', 'live', 'demo')).toBe(unit.regionId === 'east');
  });
});
