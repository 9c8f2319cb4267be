import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { TabletAssignment, TabletMessage, TabletSignOn, TabletState } from '#contracts';
import { vehicleCheckKeys } from '#domain';
import {
  createHazardReader,
  findControlRoomPhone,
  findTabletDevice,
  findTabletSignOn,
  findVehicleState,
  listCrewSignals,
  listMessages,
  listPatients,
  listRegions,
  listRemarks,
  listTabletAssignments,
  noteAccess,
  type Pool,
} from '#persistence';
import { type EnrolledDevice, findHazards } from '#use-cases';
import { ProblemException } from '../http/problem.ts';
import { RunTracker } from '../runs/run-tracker.ts';
import { POOL } from '../tokens.ts';

/** An ended assignment stays on the screen for an hour, without what is personal. */
const ENDED_MILLISECONDS = 3_600_000;
const MOST_MESSAGES = 50;
/** Other units' arrivals change each second; the tablet needs them by the minute. */
const ARRIVAL_STEP_MILLISECONDS = 60_000;

type AssignmentRow = Awaited<ReturnType<typeof listTabletAssignments>>[number];
type State = Omit<TabletState, 'serverAt'>;

/** What a tablet shows. Everything personal in it is of the unit's own work, and who got it is noted. */
@Injectable()
export class TabletReader {
  private readonly hazards: ReturnType<typeof createHazardReader>;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RunTracker) private readonly runs: RunTracker,
  ) {
    this.hazards = createHazardReader(pool);
  }

  /** The state, unless it is the one that the tablet has. */
  async read(
    device: EnrolledDevice,
    knownEtag: string | undefined,
  ): Promise<{ readonly etag: string; readonly state: TabletState | undefined }> {
    const signOn = (await findTabletSignOn(this.pool, device.id)) ?? null;
    const state = await this.gather(device, signOn);
    const etag = `"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 27)}"`;
    if (etag === knownEtag) return { etag, state: undefined };
    await this.noteWhoSaw(device, signOn, state.assignments);
    return { etag, state: { serverAt: new Date().toISOString(), ...state } };
  }

  private async gather(device: EnrolledDevice, signOn: TabletSignOn | null): Promise<State> {
    const unitId = signOn?.unit.id;
    const [head, assignments, messages, signals] = await Promise.all([
      this.readHead(device),
      unitId === undefined ? [] : this.listAssignments(unitId),
      unitId === undefined ? [] : this.listMessages(unitId),
      listCrewSignals(this.pool, { regionId: device.regionId }),
    ]);
    const raisedAt = (kind: string): string | null =>
      signals.find((signal) => signal.unitId === unitId && signal.kind === kind)?.raisedAt ?? null;
    return {
      ...head,
      signOn,
      assignments,
      messages,
      speakRequestedAt: raisedAt('speak'),
      emergencyAt: raisedAt('emergency'),
    };
  }

  private async readHead({
    id,
    regionId,
    vehicleId,
  }: EnrolledDevice): Promise<Pick<State, 'device' | 'region' | 'vehicleCheckKeys' | 'lastOdometerKm'>> {
    const [device, [region], vehicle, controlRoomPhone] = await Promise.all([
      findTabletDevice(this.pool, id),
      listRegions(this.pool, [regionId]),
      vehicleId === null ? undefined : findVehicleState(this.pool, vehicleId),
      findControlRoomPhone(this.pool, regionId),
    ]);
    if (!device || !region) throw new ProblemException('notFound');
    const { currency: _currency, isTraining: _isTraining, neighbours: _neighbours, ...shown } = region;
    return {
      device: { id, regionId, vehicle: vehicleId === null ? null : { id: vehicleId, plate: device.plate! } },
      region: { ...shown, controlRoomPhone },
      vehicleCheckKeys: [...vehicleCheckKeys(vehicle?.class ?? null)],
      lastOdometerKm: vehicle?.lastOdometerKm ?? null,
    };
  }

  private async listMessages(unitId: string): Promise<TabletMessage[]> {
    const newest = await listMessages(this.pool, { unitId, limit: MOST_MESSAGES });
    return newest
      .reverse()
      .map(({ id, isFromUnit, authorName, text, incidentId, at, readAt, unitId: ofUnit }) => {
        return { id, fromUnitId: isFromUnit ? ofUnit : null, authorName, text, incidentId, at, readAt };
      });
  }

  private async listAssignments(unitId: string): Promise<TabletAssignment[]> {
    const rows = await listTabletAssignments(this.pool, unitId, new Date(Date.now() - ENDED_MILLISECONDS));
    return Promise.all(rows.map((row) => this.toAssignment(row)));
  }

  private async toAssignment(row: AssignmentRow): Promise<TabletAssignment> {
    const { lon, lat } = row;
    const coordinates: [number, number] | null = lon === null || lat === null ? null : [lon, lat];
    const isOpen = row.endedAt === null;
    const personal = isOpen ? await this.readPersonal(row, coordinates) : NOTHING_PERSONAL;
    return {
      id: row.id,
      status: row.status,
      steps: row.steps.map(({ status, at }) => ({ status, at: new Date(at).toISOString() })),
      createdAt: row.createdAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      incident: {
        id: row.incidentId,
        number: row.number,
        category: row.category,
        priority: row.priority,
        createdAt: row.incidentCreatedAt.toISOString(),
        coordinates: isOpen ? coordinates : null,
        ...personal,
      },
      destination: row.destination,
      alsoGoing: isOpen ? this.withArrivals(row.alsoGoing) : [],
    };
  }

  private withArrivals(units: TabletAssignment['alsoGoing']): TabletAssignment['alsoGoing'] {
    if (units.length === 0) return units;
    const runs = this.runs.list({ unitIds: units.map(({ unitId }) => unitId) });
    return units.map((unit) => {
      const arrivesAt = runs.find(
        ({ unitId, leg }) => unitId === unit.unitId && leg === 'toIncident',
      )?.arrivesAt;
      if (!arrivesAt) return unit;
      const stepped = Math.round(Date.parse(arrivesAt) / ARRIVAL_STEP_MILLISECONDS);
      return { ...unit, arrivesAt: new Date(stepped * ARRIVAL_STEP_MILLISECONDS).toISOString() };
    });
  }

  private async readPersonal(row: AssignmentRow, coordinates: [number, number] | null): Promise<Personal> {
    const { incidentId, addressText, notes, callbackPhone } = row;
    const place = { regionId: row.regionId, coordinates, addressText };
    const [remarks, patients, hazards] = await Promise.all([
      listRemarks(this.pool, { incidentId }),
      listPatients(this.pool, incidentId),
      findHazards(this.hazards, place, new Date()),
    ]);
    return {
      addressText,
      notes,
      callbackPhone,
      remarks: remarks.map(({ id, at, authorName, text }) => ({ id, at, authorName, text })),
      hazards: hazards.map(({ id, text }) => ({ id, text })),
      patients: patients
        .filter(({ removedAt }) => removedAt === null)
        .map(({ id, number, detail: { ageMonths, sex, condition } }) => {
          return { id, number, ageMonths, sex, condition };
        }),
    };
  }

  private async noteWhoSaw(
    { regionId }: EnrolledDevice,
    signOn: TabletSignOn | null,
    assignments: readonly TabletAssignment[],
  ): Promise<void> {
    for (const person of signOn?.crew ?? []) {
      for (const { incident, endedAt } of assignments) {
        if (endedAt !== null) continue;
        const subject = { subjectType: 'incident', subjectId: incident.id, action: 'viewOnTablet' };
        await noteAccess(this.pool, { userId: person.id, regionId, ...subject });
      }
    }
  }
}

interface Personal {
  readonly addressText: string;
  readonly notes: string;
  readonly callbackPhone: string | null;
  readonly remarks: TabletAssignment['incident']['remarks'];
  readonly hazards: TabletAssignment['incident']['hazards'];
  readonly patients: TabletAssignment['incident']['patients'];
}
const NOTHING_PERSONAL: Personal = {
  addressText: '',
  notes: '',
  callbackPhone: null,
  remarks: [],
  hazards: [],
  patients: [],
};
