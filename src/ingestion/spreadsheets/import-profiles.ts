// The profiles there are: those that ship under profiles/, and those that were saved beside the data.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { shippedFolder } from '../../first-start/shipped-file.js';
import { ProblemError } from '../../platform/problems.js';
import { JsonError, parseStrictJson } from '../../platform/strict-json.js';
import { systemRefusal } from '../../platform/system-errors.js';
import { checkProfile, type Profile } from './profile.js';

export interface NamedProfile {
  readonly name: string;
  /** Whether it ships; such a one can't be replaced. */
  readonly ships: boolean;
  readonly profile: Profile;
}

const NAME = /^[a-z0-9-]{1,64}$/;
const ENDING = '.json';
/** Each import looks through all of them, and they are listed whole. */
const MOST_SAVED = 200;
/** To read so much takes a second or two, in which nothing else is answered. */
const MOST_SAVED_MIB = 4;
const logger = new Logger('ImportProfiles');

export class ImportProfiles {
  private readonly shipped = read(shippedFolder('profiles'), true);
  /** What was read of a file that was saved, as long as it is the same. */
  private readonly lastRead: LastRead = new Map();

  /** `folder`: where profiles are saved; it need not exist. */
  constructor(private readonly folder: string) {}

  all(): readonly NamedProfile[] {
    return [...this.shipped, ...read(this.folder, false, this.lastRead)];
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
    const file = join(this.folder, name + ENDING);
    const text = `${JSON.stringify(profile, null, 2)}\n`;
    this.assertRoomFor(name, Buffer.byteLength(text));
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(`${file}.new`, text, { flush: true });
      renameSync(`${file}.new`, file);
    } catch (error) {
      const refusal = systemRefusal(error);
      if (refusal === undefined) throw error;
      const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
      if (isFull) rmSync(`${file}.new`, { force: true });
      const detail = `The profile "${name}" could not be saved: ${refusal}`;
      throw new ProblemError({ code: isFull ? 'storage-full' : 'storage-failed', detail });
    }
    return { name, ships: false, profile };
  }

  /** Beside the others that are saved. */
  private assertRoomFor(name: string, bytes: number): void {
    const others = namesIn(this.folder).filter((each) => each !== name);
    const refuse = (detail: string): ProblemError => new ProblemError({ code: 'too-many-profiles', detail });
    if (others.length >= MOST_SAVED && !existsSync(join(this.folder, name + ENDING)))
      throw refuse(`${MOST_SAVED} profiles are saved, and no more can be.`);
    const sizes = others.map(
      (each) => statSync(join(this.folder, each + ENDING), { throwIfNoEntry: false })?.size ?? 0,
    );
    if (sizes.reduce((sum, size) => sum + size, bytes) > MOST_SAVED_MIB * 1024 * 1024)
      throw refuse(`With it, the profiles that are saved would have more than ${MOST_SAVED_MIB} MiB.`);
  }
}

/** By file, which state of it was read last, and the profile in it; undefined where it was none. */
type LastRead = Map<string, { readonly state: string; readonly profile: Profile | undefined }>;

/** Throws a problem that names every field that is wrong. */
export function profileFrom(data: unknown): Profile {
  const checked = checkProfile(data);
  if ('profile' in checked) return checked.profile;
  const detail = checked.faults.map((fault) => fault.detail).join(' ');
  throw new ProblemError({ code: 'profile-invalid', detail, errors: checked.faults });
}

/**
 * The profiles in a folder. One that was damaged from outside, or may not be read, hinders no import by another: it is
 * passed over, and logged.
 */
function read(folder: string, ships: boolean, lastRead: LastRead = new Map()): NamedProfile[] {
  return namesIn(folder).flatMap((name) => {
    const file = join(folder, name + ENDING);
    try {
      const { ino, size, ctimeMs } = statSync(file);
      const state = `${ino} ${size} ${ctimeMs}`;
      if (lastRead.get(file)?.state !== state) lastRead.set(file, { state, profile: profileIn(file, ships) });
      const profile = lastRead.get(file)?.profile;
      return profile ? [{ name, ships, profile }] : [];
    } catch (error) {
      const reason = systemRefusal(error);
      if (ships || reason === undefined) throw error;
      tellNone(file, reason);
      return [];
    }
  });
}

/** undefined where the file holds none, unless it ships. */
function profileIn(file: string, ships: boolean): Profile | undefined {
  try {
    return profileFrom(parseStrictJson(readFileSync(file, 'utf8')));
  } catch (error) {
    if (ships || !(error instanceof ProblemError || error instanceof JsonError)) throw error;
    tellNone(file, error.message);
    return undefined;
  }
}

const tellNone = (file: string, reason: string): void => logger.warn(`${file} is no profile: ${reason}`);

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ENDING))
    .map((entry) => entry.name.slice(0, -ENDING.length))
    .filter((name) => NAME.test(name))
    .sort();
}
