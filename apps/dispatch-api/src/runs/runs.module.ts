import { Module } from '@nestjs/common';
import { RunTracker } from './run-tracker.ts';
import { RunsController } from './runs.controller.ts';

/** Routes and arrivals of units on their way. */
@Module({ controllers: [RunsController], providers: [RunTracker], exports: [RunTracker] })
export class RunsModule {}
