import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import { AdminModule } from './admin/admin.module.ts';
import { AssignmentsModule } from './assignments/assignments.module.ts';
import { AlarmsModule } from './alarms/alarms.module.ts';
import { DuplicatesModule } from './duplicates/duplicates.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { CallsModule } from './calls/calls.module.ts';
import { ClosuresModule } from './closures/closures.module.ts';
import { type ApiConfig, CoreModule } from './core.module.ts';
import { CoverageModule } from './coverage/coverage.module.ts';
import { HealthController } from './health/health.controller.ts';
import { FacilitiesModule } from './facilities/facilities.module.ts';
import { HistoryModule } from './history/history.module.ts';
import { AccessGuard } from './http/access.guard.ts';
import { ConnectionsAtStop } from './http/connections-at-stop.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { RateLimitGuard } from './http/rate-limit.guard.ts';
import { createValidationPipe } from './http/validation.pipe.ts';
import { IncidentsModule } from './incidents/incidents.module.ts';
import { LiveModule } from './live/live.module.ts';
import { MapsModule } from './maps/maps.module.ts';
import { NavigationModule } from './navigation/navigation.module.ts';
import { MapPacksModule } from './map-packs/map-packs.module.ts';
import { PatientRecordsModule } from './patient-records/patient-records.module.ts';
import { PoliciesModule } from './policies/policies.module.ts';
import { PositionsModule } from './positions/positions.module.ts';
import { ProposalsModule } from './proposals/proposals.module.ts';
import { RecommendationsModule } from './recommendations/recommendations.module.ts';
import { RunsModule } from './runs/runs.module.ts';
import { TabletModule } from './tablet/tablet.module.ts';
import { SupervisionModule } from './supervision/supervision.module.ts';
import { TravelModule } from './travel/travel.module.ts';

@Module({})
export class AppModule {
  static with(config: ApiConfig, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CoreModule.with(config, logger),
        AuthModule,
        LiveModule,
        PositionsModule,
        TravelModule,
        CoverageModule,
        RecommendationsModule,
        IncidentsModule,
        FacilitiesModule,
        AssignmentsModule,
        AlarmsModule,
        DuplicatesModule,
        CallsModule,
        PatientRecordsModule,
        PoliciesModule,
        ClosuresModule,
        RunsModule,
        NavigationModule,
        ProposalsModule,
        SupervisionModule,
        MapsModule,
        MapPacksModule,
        HistoryModule,
        AdminModule,
        TabletModule,
      ],
      controllers: [HealthController],
      providers: [
        ConnectionsAtStop,
        { provide: APP_FILTER, useClass: ProblemFilter },
        // In this order: who is it, then how often.
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_PIPE, useFactory: createValidationPipe },
      ],
    };
  }
}
