// Profiles beside the data that the system doesn't let the service read or write: said as such, and no import is hindered.
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';

const LOCKED = 'locked.json';
const reads: string[] = [];
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  readFileSync: (file: string, encoding: 'utf8') => {
    reads.push(file);
    if (!file.endsWith(LOCKED)) return fs.readFileSync(file, encoding);
    throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open' });
  },
}));
const { ImportProfiles } = await import('./import-profiles.js');

describe('profiles beside the data', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(join(tmpdir(), 'profiles-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('that may not be read are passed over, and logged', () => {
    const logged = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const profiles = new ImportProfiles(folder);
    profiles.save('mine', { kind: 'members' });
    fs.writeFileSync(join(folder, LOCKED), '{"kind":"members"}');
    expect(profiles.find('mine')).toMatchObject({ profile: { kind: 'members' } });
    expect(logged.mock.calls.flat()).toContainEqual(
      expect.stringMatching(/locked.json is no profile: EACCES.*give them/),
    );
    logged.mockRestore();
  });

  it('are read once, and again when they are others', () => {
    const logged = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const profiles = new ImportProfiles(folder);
    const readOf = (name: string): number => reads.filter((file) => file === join(folder, `${name}.json`)).length;
    profiles.save('mine', { kind: 'members' });
    fs.writeFileSync(join(folder, 'damaged.json'), '{');
    for (let i = 0; i < 10; i++) profiles.all();
    expect([readOf('mine'), readOf('damaged')]).toEqual([1, 1]);
    expect(logged).toHaveBeenCalledTimes(1);
    profiles.save('mine', { kind: 'mous' });
    fs.writeFileSync(join(folder, 'damaged.json'), '{"kind":"activities"}');
    for (let i = 0; i < 10; i++) profiles.all();
    expect([readOf('mine'), readOf('damaged')]).toEqual([2, 2]);
    expect(profiles.find('mine').profile).toEqual({ kind: 'mous' });
    expect(profiles.find('damaged').profile).toEqual({ kind: 'activities' });
    fs.rmSync(join(folder, 'mine.json'));
    expect(() => profiles.find('mine')).toThrow(/no profile "mine"/);
    logged.mockRestore();
  });

  it('are no more together than can be read in a moment', () => {
    const profiles = new ImportProfiles(folder);
    const long = {
      words: {
        category: Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}${'x'.repeat(4_900)}`, 'affiliate'])),
      },
    };
    for (let i = 0; i < 4; i++) profiles.save(`long-${i}`, long);
    expect(() => profiles.save('another', long)).toThrow(/more than 4 MiB/);
    profiles.save('long-3', { kind: 'members' });
    profiles.save('another', long);
    expect(() => profiles.save('long-3', long)).toThrow(/more than 4 MiB/);
    expect(profiles.find('long-3').profile).toEqual({ kind: 'members' });
  });

  it('that may not be written are refused with the reason', () => {
    const file = join(folder, 'file');
    fs.writeFileSync(file, '');
    expect(() => new ImportProfiles(join(file, 'profiles')).save('mine', { kind: 'members' })).toThrow(
      /The profile "mine" could not be saved: ENOTDIR.*A file stands where a folder is needed/,
    );
  });
});
