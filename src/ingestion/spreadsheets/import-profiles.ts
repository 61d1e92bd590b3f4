// The profiles there are: those that ship under profiles/, and those that were saved beside the data.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedFolder } from '../../first-start/shipped-file.js';
import { ProblemError } from '../../platform/problems.js';
import { parseStrictJson } from '../../platform/strict-json.js';
import { checkProfile, type Profile } from './profile.js';

export interface NamedProfile {
  readonly name: string;
  /** Whether it ships; such a one can't be replaced. */
  readonly ships: boolean;
  readonly profile: Profile;
}

const NAME = /^[a-z0-9-]{1,64}$/;
const ENDING = '.json';

export class ImportProfiles {
  private readonly shipped = read(shippedFolder('profiles'), true);

  /** `folder`: where profiles are saved; it need not exist. */
  constructor(private readonly folder: string) {}

  all(): readonly NamedProfile[] {
    return [...this.shipped, ...read(this.folder, false)];
  }

  /** Throws a problem where there is none of that name. */
  find(name: string): NamedProfile {
    const found = this.all().find((each) => each.name === name);
    if (found) return found;
    const there = this.all().map((each) => each.name);
    throw new ProblemError({
      code: 'profile-unknown',
      detail: `There is no profile "${name.slice(0, 80)}"; there are ${there.join(', ')}.`,
    });
  }

  /** Saves a profile, in the place of one of that name; survives a crash as the old or the new one. */
  save(name: string, data: unknown): NamedProfile {
    const refuse = (field: string, detail: string): ProblemError =>
      new ProblemError({ code: 'profile-invalid', detail, errors: [{ field, code: 'value-invalid', detail }] });
    if (!NAME.test(name)) throw refuse('name', 'The name of a profile has 1 to 64 of a-z, 0-9 and -.');
    if (this.shipped.some((each) => each.name === name))
      throw refuse('name', `The profile "${name}" ships; save yours under another name.`);
    const profile = profileFrom(data);
    mkdirSync(this.folder, { recursive: true });
    const file = join(this.folder, name + ENDING);
    writeFileSync(`${file}.new`, `${JSON.stringify(profile, null, 2)}\n`, { flush: true });
    renameSync(`${file}.new`, file);
    return { name, ships: false, profile };
  }
}

/** Throws a problem that names every field that is wrong. */
export function profileFrom(data: unknown): Profile {
  const checked = checkProfile(data);
  if ('profile' in checked) return checked.profile;
  const detail = checked.faults.map((fault) => fault.detail).join(' ');
  throw new ProblemError({ code: 'profile-invalid', detail, errors: checked.faults });
}

function read(folder: string, ships: boolean): NamedProfile[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(ENDING));
  return files.sort().map((file) => ({
    name: file.slice(0, -ENDING.length),
    ships,
    profile: profileFrom(parseStrictJson(readFileSync(join(folder, file), 'utf8'))),
  }));
}
