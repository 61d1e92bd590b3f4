// Opens the data folder in this very process, where no service has it open: the service put together, without listening.
import { Operations, spreadsheetOptions } from '../operations/operations.js';
import type { Configuration } from '../platform/configuration.js';
import { problemBody, ProblemError } from '../platform/problems.js';
import { ReportWorkshop } from '../reporting/workshop/report-workshop.js';
import { openService, type OpenService } from '../service.js';
import type { Access } from './access.js';
import { failureOf } from './command-failure.js';
import { nameIn } from './file-name.js';
import { progressBar } from './progress.js';

/** How long a command waits for a cluster that can't be reached. */
const LONGEST_WAIT_MS = 10_000;

export async function openHere(configuration: Configuration, rebuild: boolean): Promise<Access> {
  const bar = progressBar();
  try {
    const onProgress = (done: number): void => bar.update('Reading the log', done);
    const onWaiting = (reason: string): void => console.warn(reason);
    const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
    return inProcess(
      await openService({ configuration, firstStart: 'nothing', onProgress, rebuild, onWaiting, signal }),
    );
  } finally {
    bar.stop();
  }
}

function inProcess({ app, close }: OpenService): Access {
  const operations = app.get(Operations);
  const work: Access['operate'] = (name, query, body, onProgress) => {
    const is = (flag: string): boolean => query[flag] === 'true';
    switch (name) {
      case 'verify':
        return operations.verify(onProgress);
      case 'rebuild':
        return operations.rebuild(onProgress);
      case 'backup':
        return operations.backUp(query['file'] as string);
      case 'import-spreadsheet':
        return operations.importSpreadsheet(body as Buffer, spreadsheetOptions(query as never), onProgress);
      case 'reverse-import': {
        const { alliance = '', importId = '', reason = '', actor } = query;
        return operations.reverseImport(alliance, importId, { reason, actor }, onProgress);
      }
      case 'import': {
        const options = { dryRun: is('dryRun'), skipInvalid: is('skipInvalid'), migrate: is('migrate') };
        return operations.importNdjson(body as string, options, onProgress);
      }
    }
  };
  return {
    get: async (url) => {
      const { statusCode, payload } = await app.inject({ method: 'GET', url });
      return { status: statusCode, body: JSON.parse(payload) as unknown };
    },
    async download(url, onProgress) {
      const told = app.get(ReportWorkshop).progress.subscribe(({ work, done }) => onProgress(work, done));
      try {
        const { statusCode, headers, rawPayload } = await app.inject({ method: 'GET', url });
        return { status: statusCode, name: nameIn(String(headers['content-disposition'])), bytes: rawPayload };
      } finally {
        told.unsubscribe();
      }
    },
    async operate(name, query, body, onProgress) {
      try {
        return await work(name, query, body, onProgress);
      } catch (error) {
        throw error instanceof ProblemError ? failureOf({ ...problemBody(error.problem) }) : error;
      }
    },
    close,
  };
}
