import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { Metrics } from '../health/metrics.ts';

/** Counts of what happens to fixes in this process. */
@Injectable()
export class PositionMetrics {
  private readonly registers;
  readonly received;
  readonly rejected;
  readonly stored;
  readonly dropped;
  readonly waiting;

  constructor(@Inject(Metrics) { registry }: Metrics) {
    this.registers = [registry];
    this.received = this.counter('akut_positions_received_total', 'Fixes taken');
    this.rejected = new Counter({
      name: 'akut_positions_rejected_total',
      help: 'Fixes not taken, by reason; tooOften means that a device reports faster than 2 Hz of its own time',
      labelNames: ['reason'],
      registers: this.registers,
    });
    this.stored = this.counter('akut_positions_stored_total', 'Fixes written to the database');
    this.dropped = this.counter(
      'akut_positions_dropped_total',
      'Fixes given up because the database was away too long',
    );
    this.waiting = new Gauge({
      name: 'akut_positions_waiting',
      help: 'Fixes not yet written to the database',
      registers: this.registers,
    });
  }

  private counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: this.registers });
  }
}
