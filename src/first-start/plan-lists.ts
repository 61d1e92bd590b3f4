// The annual plan's lists as they ship under frameworks/lcamp: partners, stakeholders and activities.
import { parse } from 'csv-parse/sync';
import { readFrameworkFile } from './shipped-file.js';

/** A project partner (§3.3.1, Figure 2) or associate partner (§3.3.2, Figure 3). */
export interface ListedPartner {
  /** P1 to P20, A1 to A58. */
  readonly no: string;
  readonly name: string;
  /** As the title page has it; empty for associates. */
  readonly fullName: string;
  readonly country: string;
  readonly category: string;
  /** In the plan's words; empty where none is printed. */
  readonly type: string;
  readonly note: string;
}

/** A row of Annex I. */
export interface ListedStakeholder {
  readonly no: string;
  /** Empty in the row that is printed without a name. */
  readonly name: string;
  readonly description: string;
  /** The associate partner that is the same organisation; mostly empty. */
  readonly sameAs: string;
}

/** An activity of §2, §3, §4.3 or §5. */
export interface ListedActivity {
  readonly workPackage: number;
  readonly section: string;
  readonly title: string;
  /** As printed: `2024-03`, `M24`, or empty. */
  readonly start: string;
  readonly end: string;
  /** An organisation, or empty. */
  readonly responsible: string;
}

export function listedPartners(): readonly ListedPartner[] {
  return rows('lcamp/partners.csv').map((row) => ({
    no: row('no'),
    name: row('name'),
    fullName: row('full_name'),
    country: row('country'),
    category: row('category'),
    type: row('type'),
    note: row('note'),
  }));
}

export function listedStakeholders(): readonly ListedStakeholder[] {
  return rows('lcamp/stakeholders.csv').map((row) => ({
    no: row('no'),
    name: row('name'),
    description: row('description'),
    sameAs: row('same_as'),
  }));
}

export function listedActivities(): readonly ListedActivity[] {
  return rows('lcamp/activities.csv').map((row) => ({
    workPackage: Number(row('work_package')),
    section: row('section'),
    title: row('title'),
    start: row('start'),
    end: row('end'),
    responsible: row('responsible'),
  }));
}

function rows(file: string): ((column: string) => string)[] {
  const records: Record<string, string>[] = parse(readFrameworkFile(file), { columns: true });
  return records.map((record) => (column) => {
    const value = record[column];
    if (value === undefined) throw new Error(`${file} has no column "${column}"`);
    return value;
  });
}
