import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { CallsController } from './calls.controller.ts';
import { HazardsController } from './hazards.controller.ts';
import { PatientsController } from './patients.controller.ts';
import { PersonalReader } from './personal-reader.ts';

/** Who calls, who is cared for, and what to be warned of where: all personal, each view noted. */
@Module({
  imports: [IncidentsModule],
  controllers: [CallsController, PatientsController, HazardsController],
  providers: [PersonalReader],
})
export class CallsModule {}
