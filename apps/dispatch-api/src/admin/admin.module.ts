import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { ShiftsController, UnitRecordsController } from './fleet.controllers.ts';
import { ImportsController } from './imports.controller.ts';
import {
  FacilityRecordsController,
  PostsController,
  StationRecordsController,
} from './places.controllers.ts';
import { UsersController } from './users.controller.ts';

/** Lists that administrators keep: users, units, shifts, stations, posts, facilities, and their files. */
@Module({
  imports: [IncidentsModule],
  controllers: [
    UsersController,
    UnitRecordsController,
    ShiftsController,
    StationRecordsController,
    PostsController,
    FacilityRecordsController,
    ImportsController,
  ],
})
export class AdminModule {}
