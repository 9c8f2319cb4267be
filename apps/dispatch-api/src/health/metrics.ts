import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of this process. Labels are route names and statuses, never ids or anything personal. */
@Injectable()
export class Metrics {
  /** Other parts add their own metrics here. */
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'akut_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observeRequest(route: string, status: number, seconds: number): void {
    this.requests.observe({ route, status }, seconds);
  }

  scrape(): Promise<string> {
    return this.registry.metrics();
  }
}
