import { createHash } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { type Actor, type CommandPorts, type EnrolledDevice, openHandOver } from '#use-cases';
import { CurrentActor, CurrentDevice } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  RouteBody,
  RouteParams,
  RouteQuery,
} from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { COMMAND_PORTS } from '../tokens.ts';
import { RecordReader } from './record-reader.ts';

@Controller()
export class PatientRecordsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(RecordReader) private readonly reader: RecordReader,
  ) {}

  @ApiRoute(routes.listRecordHeads)
  async listHeads(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.listRecordHeads) { incidentId }: ParamsOf<typeof routes.listRecordHeads>,
  ): Promise<AnswerOf<typeof routes.listRecordHeads>> {
    return { records: await this.reader.listHeads(actor, incidentId) };
  }

  @ApiRoute(routes.getPatientRecord)
  get(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getPatientRecord) { recordId }: ParamsOf<typeof routes.getPatientRecord>,
    @RouteQuery(routes.getPatientRecord) { purpose }: QueryOf<typeof routes.getPatientRecord>,
  ): Promise<AnswerOf<typeof routes.getPatientRecord>> {
    return this.reader.read(actor, recordId, purpose);
  }

  @ApiRoute(routes.getPatientRecordFhir)
  getFhir(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getPatientRecordFhir) { recordId }: ParamsOf<typeof routes.getPatientRecordFhir>,
    @RouteQuery(routes.getPatientRecordFhir) { purpose }: QueryOf<typeof routes.getPatientRecordFhir>,
  ): Promise<AnswerOf<typeof routes.getPatientRecordFhir>> {
    return this.reader.exportFhir(actor, recordId, purpose);
  }

  @ApiRoute(routes.listRecordsBeside)
  async listBeside(
    @CurrentDevice() { id }: EnrolledDevice,
    @RouteParams(routes.listRecordsBeside) { incidentId }: ParamsOf<typeof routes.listRecordsBeside>,
  ): Promise<AnswerOf<typeof routes.listRecordsBeside>> {
    return { records: await this.reader.listBeside(id, incidentId) };
  }

  @ApiRoute(routes.getRecordBeside)
  getBeside(
    @CurrentDevice() device: EnrolledDevice,
    @RouteParams(routes.getRecordBeside) { recordId }: ParamsOf<typeof routes.getRecordBeside>,
  ): Promise<AnswerOf<typeof routes.getRecordBeside>> {
    return this.reader.readBeside(device, recordId);
  }

  @ApiRoute(routes.openHandOver)
  async open(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.openHandOver) { commandId, code }: BodyOf<typeof routes.openHandOver>,
  ): Promise<AnswerOf<typeof routes.openHandOver>> {
    const codeHash = createHash('sha256').update(code).digest('base64url');
    return unwrap(await openHandOver(this.ports, actor, { commandId, codeHash }));
  }
}
