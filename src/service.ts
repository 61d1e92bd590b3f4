// Opens the store, catches up, and answers over HTTP; closes in the opposite order.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fastifyCompress, { type FastifyCompressOptions } from '@fastify/compress';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type Foundations } from './app.module.js';
import { setUp, type FirstStart } from './first-start/set-up.js';
import { ImportProfiles } from './ingestion/spreadsheets/import-profiles.js';
import { Monitoring } from './monitoring/monitoring.service.js';
import { removeSnapshot } from './monitoring/snapshot.js';
import { openStore, type OpenStore } from './open-store.js';
import { systemClock, type Clock } from './platform/clock.js';
import type { Configuration } from './platform/configuration.js';
import { PROFILES_FOLDER, SIGNING_KEY_FILE } from './platform/data-folder.js';
import { describeApi } from './platform/documentation/open-api.js';
import { LogScrub } from './platform/health/log-scrub.js';
import { reportAssets, reportSettingsOf } from './reporting/installation.js';
import { SigningKey } from './reporting/seal/signing-key.js';
import { ReportWorkshop } from './reporting/workshop/report-workshop.js';
import { Metrics } from './platform/health/metrics.js';
import { serveDashboard } from './platform/http/dashboard.js';
import { RouteTable } from './platform/http/route-table.js';
import { createServer } from './platform/http/server.js';
import { ServiceLog } from './platform/service-log.js';

const SNAPSHOT_FILE = 'read-model.snapshot';
/** How long requests under way may take once the service is to end, and how long telling them that it has. */
const ANSWERED_WITHIN_MS = 3_000;
const TOLD_WITHIN_MS = 200;
/** Pages and answers, of more than a packet; a stream of changes or of progress is passed on as it comes. */
const COMPRESSION: FastifyCompressOptions = {
  threshold: 1024,
  customTypes: /^text\/(?!event-stream)|[/+]json(?:;|$)/,
  globalDecompression: false,
};
const PAGES = fileURLToPath(new URL('../web', import.meta.url));

export interface ServiceOptions {
  readonly configuration: Configuration;
  readonly firstStart: FirstStart;
  readonly clock?: Clock;
  /** Called while the log is read, with the share that is done. */
  readonly onProgress?: (done: number) => void;
  /** Makes the read model anew, whatever snapshot there is. */
  readonly rebuild?: boolean;
  /** Told while a cluster can't be reached at the start, with the reason. */
  readonly onWaiting?: (reason: string) => void;
  /** Ends that waiting. */
  readonly signal?: AbortSignal;
}

/** The service put together, without listening: what commands use where no service runs. */
export interface OpenService {
  readonly app: NestFastifyApplication;
  readonly close: () => Promise<void>;
}

export interface Service extends OpenService {
  readonly url: string;
}

export async function startService(options: ServiceOptions): Promise<Service> {
  const { HOST: host, PORT: port } = options.configuration;
  const { app, close, opened, scrub, signingKey, token } = await open(options);
  let url: string;
  try {
    // A key that can't be used shows now, and not at the first report.
    await signingKey.publicJwk();
    await app.listen(port, host);
    url = await app.getUrl();
    opened.publishOwner({ pid: process.pid, url, token });
  } catch (error) {
    await close();
    throw error;
  }
  // A cluster watches over its own log; reading all of it once a day for each replica would only be a load.
  if (!opened.store.capabilities.shared) scrub.start();
  return { url, app, close };
}

export async function openService(options: ServiceOptions): Promise<OpenService> {
  const { app, close } = await open(options);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, close };
}

interface Opened extends OpenService {
  readonly opened: OpenStore;
  readonly scrub: LogScrub;
  readonly signingKey: SigningKey;
  readonly token: string;
}

async function open({
  configuration,
  firstStart,
  clock = systemClock,
  onProgress,
  rebuild = false,
  onWaiting,
  signal,
}: ServiceOptions): Promise<Opened> {
  const { DATA_DIR: dataDir } = configuration;
  // What is wrong with these shows before the log is read, which may take a while.
  const [assets, reportSettings] = [reportAssets(configuration), reportSettingsOf(configuration)];
  const opened = await openStore(configuration, clock, onWaiting, signal);
  const { store } = opened;
  let started: Monitoring | undefined;
  try {
    await setUp(store, { firstStart, dataDir, clock });
    const snapshotFile = join(dataDir, SNAPSHOT_FILE);
    if (rebuild) removeSnapshot(snapshotFile);
    const monitoring = await Monitoring.start({
      store,
      clock,
      snapshotFile,
      onProgress: (position, head) => onProgress?.(head === 0n ? 1 : Number(position) / Number(head)),
      onFault: ({ message }) => new Logger('monitoring').error(`Figures are no longer served: ${message}`),
      onNoSnapshot: ({ message }) => new Logger('monitoring').warn(`The snapshot could not be written: ${message}`),
    });
    started = monitoring;
    const token = randomBytes(32).toString('base64url');
    const scrub = new LogScrub(store);
    const signingKey = new SigningKey(dataDir, () => {
      if (monitoring.model.holds('ReportSealed')) console.warn(otherKey(dataDir));
    });
    const workshop = new ReportWorkshop({
      sign: (payload) => signingKey.sign(payload),
      assets,
      mostMemoryMb: configuration.REPORT_MEMORY_MB,
    });
    const profiles = new ImportProfiles(join(dataDir, PROFILES_FOLDER));
    const routes = new RouteTable();
    const app = await createApp(
      { store, monitoring, scrub, clock, dataDir, routes, signingKey, workshop, reportSettings, profiles },
      token,
      configuration,
    );
    const close = async (): Promise<void> => {
      const scrubbed = scrub.stop();
      // Streams never end by themselves: the server would wait for them.
      monitoring.endStreams();
      await workshop.close();
      const answered = app.close();
      await Promise.race([answered, sleep(ANSWERED_WITHIN_MS, undefined, { ref: false })]);
      await monitoring.stop();
      await scrubbed;
      // Whoever still waits for the store is told that it's closed.
      await opened.close();
      await Promise.race([answered, sleep(TOLD_WITHIN_MS, undefined, { ref: false })]);
      app.getHttpServer().closeAllConnections();
      await answered;
    };
    return { app, close, opened, scrub, signingKey, token };
  } catch (error) {
    await started?.stop();
    await opened.close();
    throw error;
  }
}

async function createApp(
  foundations: Foundations,
  token: string,
  configuration: Configuration,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.on(foundations, token),
    createServer(foundations.routes, configuration),
    { bodyParser: false, logger: new ServiceLog() },
  );
  const server = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  server.addHook('onResponse', (request, reply, done) => {
    metrics.observe(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  await app.register(fastifyCompress, COMPRESSION);
  await serveDashboard(app, PAGES);
  describeApi(app);
  return app;
}

const otherKey = (dataDir: string): string =>
  `Warning: reports were sealed before, but there is no ${SIGNING_KEY_FILE} in ${dataDir}: a new key was made, and signs from now on. If you have the old one, stop the service and put it back.`;
