import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { TabletDeskController } from './desk.controller.ts';
import { EnrolmentController } from './enrolment.controller.ts';
import { PinsController } from './pins.controller.ts';
import { Pins } from './pins.ts';
import { TabletFixes } from './tablet-fixes.ts';
import { TabletReader } from './tablet-reader.ts';
import { TabletController } from './tablet.controller.ts';
import { TabletGateway } from './tablet.gateway.ts';

/** Tablets of crews: enrolment, sign-on, what they hand in and read, and the control room's side of it. */
@Module({
  imports: [IncidentsModule, RunsModule],
  controllers: [EnrolmentController, PinsController, TabletController, TabletDeskController],
  providers: [Pins, TabletFixes, TabletReader, TabletGateway],
  exports: [TabletGateway],
})
export class TabletModule {}
