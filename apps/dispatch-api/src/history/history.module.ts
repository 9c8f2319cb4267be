import { Module } from '@nestjs/common';
import { HistoryReader } from './history-reader.ts';
import { HistoryController } from './history.controller.ts';

/** Any past moment, what happened with an incident, and its print. */
@Module({ controllers: [HistoryController], providers: [HistoryReader] })
export class HistoryModule {}
