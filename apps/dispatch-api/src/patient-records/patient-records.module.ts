import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { PatientRecordsController } from './patient-records.controller.ts';
import { RecordReader } from './record-reader.ts';

/** What crews wrote of their patients: clinical, each view noted. */
@Module({
  imports: [IncidentsModule],
  controllers: [PatientRecordsController],
  providers: [RecordReader],
})
export class PatientRecordsModule {}
