// What the service writes down of itself while it runs: a line of JSON each.
import { ConsoleLogger } from '@nestjs/common';

export class ServiceLog extends ConsoleLogger {
  constructor() {
    super({ json: true, logLevels: ['warn', 'error', 'fatal'] });
  }

  /** That the address can't be listened to is thrown besides, and said by whoever starts the service. */
  override error(message: unknown, ...details: unknown[]): void {
    if (details.at(-1) !== 'NestApplication') super.error(message, ...(details as [string?, string?]));
  }
}
