import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { type Actor, addPatients, type CommandPorts, patchPatient, removePatient } from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  RouteBody,
  RouteParams,
} from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { COMMAND_PORTS } from '../tokens.ts';
import { PersonalReader } from './personal-reader.ts';

@Controller()
export class PatientsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(PersonalReader) private readonly reader: PersonalReader,
  ) {}

  @ApiRoute(routes.listPatients)
  list(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.listPatients) { incidentId }: ParamsOf<typeof routes.listPatients>,
  ): Promise<AnswerOf<typeof routes.listPatients>> {
    return this.reader.listPatientsOf(actor, incidentId);
  }

  @ApiRoute(routes.addPatients)
  async add(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.addPatients) { incidentId }: ParamsOf<typeof routes.addPatients>,
    @RouteBody(routes.addPatients) body: BodyOf<typeof routes.addPatients>,
  ): Promise<AnswerOf<typeof routes.addPatients>> {
    return unwrap(await addPatients(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.patchPatient)
  async patch(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.patchPatient) { patientId }: ParamsOf<typeof routes.patchPatient>,
    @RouteBody(routes.patchPatient) body: BodyOf<typeof routes.patchPatient>,
  ): Promise<AnswerOf<typeof routes.patchPatient>> {
    return unwrap(await patchPatient(this.ports, actor, patientId, body));
  }

  @ApiRoute(routes.removePatient)
  async remove(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.removePatient) { patientId }: ParamsOf<typeof routes.removePatient>,
    @RouteBody(routes.removePatient) body: BodyOf<typeof routes.removePatient>,
  ): Promise<AnswerOf<typeof routes.removePatient>> {
    return unwrap(await removePatient(this.ports, actor, patientId, body));
  }
}
