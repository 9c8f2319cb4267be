import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { AlarmRounds } from './alarm-rounds.ts';
import { AlarmsController } from './alarms.controller.ts';

/** What takes too long: raised by time, acknowledged by people. */
@Module({ imports: [IncidentsModule], controllers: [AlarmsController], providers: [AlarmRounds] })
export class AlarmsModule {}
