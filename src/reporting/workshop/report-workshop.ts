// Where reports are built: documents on one workbench, and on another what pages show of them. Whoever opens a page doesn't
// wait for somebody's long PDF.
import type { Observable } from 'rxjs';
import type { OnProgress } from '../seal/bundle.js';
import type { JobOf, JobResults, ReportJob } from './report-jobs.js';
import { Workbench, type KnownEvents, type Progress, type WorkshopOptions } from './workbench.js';

export class ReportWorkshop {
  private readonly documents: Workbench;
  private readonly pages: Workbench;
  constructor(options: WorkshopOptions) {
    this.documents = new Workbench(options);
    this.pages = new Workbench(options);
  }

  /** How far the document is that is being built. */
  get progress(): Observable<Progress> {
    return this.documents.progress;
  }

  /** Builds after what was asked for before of its kind. Throws ReportFailedError, SealBrokenError and WorkshopFullError. */
  build<K extends ReportJob['kind']>(
    known: KnownEvents,
    job: JobOf<K>,
    onProgress?: OnProgress,
  ): Promise<JobResults[K]> {
    return (job.kind === 'months' ? this.pages : this.documents).build(known, job, onProgress);
  }

  /** Ends the workers; jobs under way fail. */
  async close(): Promise<void> {
    await Promise.all([this.documents.close(), this.pages.close()]);
  }
}
