// What the service counts, for Prometheus.
import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';

const PREFIX = 'alliance_kpi_';

@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: `${PREFIX}http_request_seconds`,
    help: 'Time to answer a request, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });

  constructor(monitoring: Monitoring, @Inject(EVENT_STORE) store: EventStore) {
    collectDefaultMetrics({ register: this.registry, prefix: PREFIX });
    const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
      new Gauge({
        name: PREFIX + name,
        help,
        registers: [this.registry],
        async collect() {
          this.set(await read());
        },
      });
    };
    gauge('projected_position', 'Position of the last event in the figures.', () => Number(monitoring.position));
    gauge('projection_lag', 'Positions between the head of the log and the figures.', async () => {
      const head = await store.head();
      return Number(head.position - monitoring.position);
    });
    gauge('projection_failed', '1 when figures can no longer be served.', () => (monitoring.fault ? 1 : 0));
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }
}
