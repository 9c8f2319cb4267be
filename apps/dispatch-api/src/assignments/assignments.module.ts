import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { AssignmentChangesController } from './assignment-changes.controller.ts';
import { GeofenceWatch } from './geofence-watch.ts';

/** Changes of assignments, and what the vehicles' positions tell of their steps. */
@Module({
  imports: [IncidentsModule],
  controllers: [AssignmentChangesController],
  providers: [GeofenceWatch],
})
export class AssignmentsModule {}
