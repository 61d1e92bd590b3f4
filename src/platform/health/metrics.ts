// What the service counts, for Prometheus.
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { StoreContact, type Lag } from './store-contact.js';

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

  constructor(monitoring: Monitoring, contact: StoreContact) {
    // By the names that they have everywhere: dashboards and alerts that others made find them.
    collectDefaultMetrics({ register: this.registry });
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
    // A log that can't be read must not take away what tells of it.
    const lagKnown = (): Promise<Lag> => contact.lag().catch(() => contact.known());
    gauge('projected_position', 'Position of the last event in the figures.', () => Number(monitoring.position));
    gauge('projection_lag', 'Positions between the head of the log, as known last, and the figures.', async () =>
      Number((await lagKnown()).lag),
    );
    gauge('store_away_seconds', 'How long the event store has not answered; 0 when it does.', async () => {
      const { away } = await lagKnown();
      return away ? away.silentMs / 1000 : 0;
    });
    gauge('stream_clients', 'Clients that listen to a stream of changes.', () => monitoring.followers);
    gauge('recording_failed', '1 when nothing can be recorded until the service is started again.', () =>
      contact.failure ? 1 : 0,
    );
    gauge('projection_failed', '1 when figures can no longer be served.', () => (monitoring.fault ? 1 : 0));
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }
}
