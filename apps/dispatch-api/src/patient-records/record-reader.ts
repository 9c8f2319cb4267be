import { Inject, Injectable } from '@nestjs/common';
import { toFhirDocument } from '#codecs';
import { CONTROL_ROOM, type PatientRecordView, type RecordHead, type RecordPurpose } from '#contracts';
import {
  createPatientRecordReader,
  createReportReader,
  findTabletSignOn,
  isCrewOnIncident,
  noteAccess,
  type Pool,
} from '#persistence';
import { type Actor, checkAccess, decideRecordReader, type EnrolledDevice, holdsRole } from '#use-cases';
import { ProblemException, unwrap } from '../http/problem.ts';
import { POOL } from '../tokens.ts';

type Found = Awaited<ReturnType<ReturnType<typeof createPatientRecordReader>['getRecord']>>;

/** Hands out what crews wrote of patients to those who may read it, and notes who did and what for. */
@Injectable()
export class RecordReader {
  private readonly records: ReturnType<typeof createPatientRecordReader>;

  constructor(@Inject(POOL) private readonly pool: Pool) {
    this.records = createPatientRecordReader(pool);
  }

  /** That there are records; nothing that stands in them. */
  async listHeads(actor: Actor, incidentId: string): Promise<RecordHead[]> {
    const incident = await createReportReader(this.pool).findIncidentState(incidentId);
    if (!incident) throw new ProblemException('notFound');
    const isOfRoom = holdsRole(actor, incident.regionId, CONTROL_ROOM);
    if (!isOfRoom && !(await isCrewOnIncident(this.pool, actor.id, incidentId, new Date())))
      throw new ProblemException(checkAccess(actor, incident.regionId, CONTROL_ROOM)?.reason ?? 'forbidden');
    return this.records.listRecordHeads(incidentId);
  }

  async read(actor: Actor, recordId: string, purpose: RecordPurpose | undefined): Promise<PatientRecordView> {
    const { service: _service, ...view } = await this.find(actor, recordId, purpose, 'viewRecord');
    return { ...view, document: structuredClone(view.document) as PatientRecordView['document'] };
  }

  /** For the crew signed on at a tablet: what those beside it on the incident wrote, while both runs are open. */
  async listBeside(deviceId: string, incidentId: string): Promise<(RecordHead & { callSign: string })[]> {
    return this.records.listRecordsBeside(deviceId, { incidentId });
  }

  /** Noted for each of the crew, who all see the tablet. */
  async readBeside({ id, regionId }: EnrolledDevice, recordId: string): Promise<PatientRecordView> {
    const [head] = await this.records.listRecordsBeside(id, { recordId });
    const signOn = await findTabletSignOn(this.pool, id);
    if (!head || !signOn) throw new ProblemException('notFound');
    for (const person of signOn.crew) {
      const seen = { subjectType: 'patientRecord', subjectId: recordId, action: 'viewRecord:crewBeside' };
      await noteAccess(this.pool, { userId: person.id, regionId, ...seen });
    }
    const { service: _service, ...view } = await this.records.getRecord(recordId);
    return { ...view, document: structuredClone(view.document) as PatientRecordView['document'] };
  }

  async exportFhir(
    actor: Actor,
    recordId: string,
    purpose: RecordPurpose | undefined,
  ): Promise<{ resourceType: 'Bundle' }> {
    const { document, service, unit, facility } = await this.find(actor, recordId, purpose, 'exportRecord');
    const crew = await this.records.listRecordWriters(recordId);
    return { ...toFhirDocument(document, { service, unit, crew, facility }) };
  }

  private async find(
    actor: Actor,
    recordId: string,
    purpose: RecordPurpose | undefined,
    action: 'viewRecord' | 'exportRecord',
  ): Promise<Found> {
    const ports = { now: () => new Date(), findRecordAccess: this.records.findRecordAccess };
    const { reader, regionId } = unwrap(await decideRecordReader(ports, actor, recordId, purpose));
    const as = reader === 'supervisor' ? `${reader}:${purpose}` : reader;
    const seen = { subjectType: 'patientRecord', subjectId: recordId, action: `${action}:${as}` };
    // Before it is handed out: what cannot be noted is not shown.
    await noteAccess(this.pool, { userId: actor.id, regionId, ...seen });
    return this.records.getRecord(recordId);
  }
}
