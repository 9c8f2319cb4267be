import type { LiveRow } from '#contracts';
import {
  type JournalRow,
  listAssignmentViews,
  listFacilityViews,
  listIncidentViews,
  listRemarks,
  listUnitViews,
  type Pool,
} from '#persistence';
import { readAlarmExtras } from './alarm-rows.ts';
import { readCallExtras } from './call-rows.ts';
import { readClosureExtras } from './closure-rows.ts';
import { readProposalExtras } from './proposal-rows.ts';
import { readTabletExtras } from './tablet-rows.ts';
import { readSectorExtras } from './sector-rows.ts';

interface Touched {
  readonly incidentId: string | undefined;
  readonly unitId: string | undefined;
  readonly assignmentId: string | undefined;
  readonly remarkId: string | undefined;
  readonly facilityId: string | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function touchedBy(row: JournalRow, payload: Record<string, unknown>): Touched {
  const ofType = (type: string): string | undefined => (row.subjectType === type ? row.subjectId : undefined);
  return {
    incidentId: ofType('incident') ?? textOf(payload['incidentId']),
    unitId: ofType('unit') ?? textOf(payload['unitId']),
    assignmentId: ofType('assignment'),
    remarkId: ofType('remark'),
    facilityId: ofType('facility'),
  };
}

/** Views by id; the row that touches a subject last carries its view. */
class LastCarriers<View extends { readonly id: string }> {
  private readonly carrierOf = new Map<string, number>();

  note(id: string | undefined, index: number): void {
    if (id !== undefined) this.carrierOf.set(id, index);
  }

  get ids(): string[] {
    return [...this.carrierOf.keys()];
  }

  /** Ids without a view, by the row that would carry it. */
  indexOfMissing(views: readonly View[]): Map<number, string> {
    const found = new Set(views.map(({ id }) => id));
    return new Map([...this.carrierOf].flatMap(([id, index]) => (found.has(id) ? [] : [[index, id]])));
  }

  byIndex(views: readonly View[]): Map<number, View> {
    return new Map(views.map((view) => [this.carrierOf.get(view.id)!, view]));
  }
}

/** Views of another region's incidents and assignments are not for this region's screens. */
const onlyOf = <View extends { readonly regionId: string }>(
  regionId: string | undefined,
  views: readonly View[],
): View[] => views.filter((view) => view.regionId === regionId);

/**
 * Journal rows of one region as screens get them. What a screen needs is read once for the whole batch, not asked for again by
 * 200 desks; a row carries the state as of now, which may be newer than the row.
 */
export async function toLiveRows(pool: Pool, rows: readonly JournalRow[]): Promise<LiveRow[]> {
  const regionId = rows[0]?.regionId;
  const payloads = rows.map((row) => JSON.parse(row.payload) as Record<string, unknown>);
  const incidents = new LastCarriers<NonNullable<LiveRow['incident']>>();
  const units = new LastCarriers<NonNullable<LiveRow['unit']>>();
  const assignments = new LastCarriers<NonNullable<LiveRow['assignment']>>();
  const remarks = new LastCarriers<NonNullable<LiveRow['remark']>>();
  const facilities = new LastCarriers<NonNullable<LiveRow['facility']>>();
  rows.forEach((row, index) => {
    const touched = touchedBy(row, payloads[index]!);
    incidents.note(touched.incidentId, index);
    units.note(touched.unitId, index);
    assignments.note(touched.assignmentId, index);
    remarks.note(touched.remarkId, index);
    facilities.note(touched.facilityId, index);
  });
  const none = Promise.resolve([]);
  const [incidentViews, unitViews, assignmentViews, remarkViews, facilityViews] = await Promise.all([
    incidents.ids.length > 0 ? listIncidentViews(pool, { ids: incidents.ids }) : none,
    units.ids.length > 0 ? listUnitViews(pool, { ids: units.ids, seenFrom: regionId }) : none,
    assignments.ids.length > 0 ? listAssignmentViews(pool, { ids: assignments.ids }) : none,
    remarks.ids.length > 0 ? listRemarks(pool, { ids: remarks.ids }) : none,
    facilities.ids.length > 0 ? listFacilityViews(pool, { ids: facilities.ids }, new Date()) : none,
  ]);
  const extras = await readAlarmExtras(pool, rows, payloads);
  const closures = await readClosureExtras(pool, rows);
  const proposals = await readProposalExtras(pool, rows);
  const calls = await readCallExtras(pool, rows);
  const sectors = await readSectorExtras(pool, rows);
  const fromTablets = await readTabletExtras(pool, rows);
  const incidentAt = incidents.byIndex(onlyOf(regionId, incidentViews));
  const unitAt = units.byIndex(unitViews);
  const releasedAt = units.indexOfMissing(unitViews);
  const assignmentAt = assignments.byIndex(
    onlyOf(
      regionId,
      assignmentViews.map(({ view }) => view),
    ),
  );
  const remarkAt = remarks.byIndex(remarkViews);
  const facilityAt = facilities.byIndex(facilityViews);
  return rows.map((row, index) => ({
    regionId: row.regionId,
    seq: row.seq,
    at: row.at.toISOString(),
    kind: row.kind,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    actorName: row.actorName,
    payload: payloads[index]!,
    incident: incidentAt.get(index),
    unit: unitAt.get(index),
    releasedUnitId: releasedAt.get(index),
    assignment: assignmentAt.get(index),
    remark: remarkAt.get(index),
    ...extras[index],
    ...closures[index],
    ...proposals[index],
    ...calls[index],
    ...sectors[index],
    ...fromTablets[index],
    facility: facilityAt.get(index),
  }));
}
