// Builds every sealed report again, and holds it against what was sealed.
import { Injectable } from '@nestjs/common';
import type { ReportSealed } from '../domain/month/month.events.js';
import { Monitoring } from '../monitoring/monitoring.service.js';
import { ProblemError } from '../platform/problems.js';
import { ReportDesk } from './report-desk.js';

@Injectable()
export class SealCheck {
  constructor(
    private readonly desk: ReportDesk,
    private readonly monitoring: Monitoring,
  ) {}

  /** How many seals there are, and what does not hold of each. */
  async check(
    onProgress: (done: number, of: number) => void,
  ): Promise<{ readonly checked: number; readonly faults: readonly string[] }> {
    const seals: { allianceId: string; month: number; seal: ReportSealed }[] = [];
    for (const { allianceId } of this.monitoring.model.alliances) {
      if (!this.monitoring.model.alliance(allianceId)?.view()) continue;
      for (const [month, seal] of await this.desk.seals(allianceId)) seals.push({ allianceId, month, seal });
    }
    const faults: string[] = [];
    for (const [i, { allianceId, month, seal }] of seals.entries()) {
      onProgress(i, seals.length);
      faults.push(...(await this.faultsOf(allianceId, month, seal)));
    }
    return { checked: seals.length, faults };
  }

  /** Whether the seal of one month holds. Throws where it isn't sealed. */
  async verify(
    allianceId: string,
    month: number,
  ): Promise<{ holds: boolean; files: number; root: string; faults: readonly string[] }> {
    const seal = (await this.desk.seals(allianceId)).get(month);
    if (!seal) throw new ProblemError({ code: 'report-unknown', detail: `The report of M${month} is not sealed yet.` });
    const faults = await this.faultsOf(allianceId, month, seal);
    return { holds: faults.length === 0, files: seal.files.length, root: seal.root, faults };
  }

  private async faultsOf(allianceId: string, month: number, { files }: ReportSealed): Promise<string[]> {
    const what = `The sealed report of M${month} of ${allianceId}`;
    try {
      const built = await this.desk.sealedBundle(allianceId, month);
      const now = new Map(built.files.map(({ name, sha256 }) => [name, sha256]));
      const gone = namesOf(files.filter(({ name }) => !now.has(name)));
      const changed = namesOf(files.filter(({ name, sha256 }) => now.has(name) && now.get(name) !== sha256));
      const faults: string[] = [];
      if (gone !== '') faults.push(`${what}: not built any more: ${gone}.`);
      if (changed !== '') {
        faults.push(
          `${what}: built with other bytes than were sealed, from the same events: ${changed}. Its settings (REPORT_… and REPORTING_PERIODS) must be those of then, and so must the version of this program: another may word or lay out a report otherwise.`,
        );
      }
      return faults;
    } catch (error) {
      if (error instanceof ProblemError) return [`${what}: ${error.message}`];
      throw error;
    }
  }
}

const namesOf = (files: readonly { readonly name: string }[]): string => files.map(({ name }) => name).join(', ');
