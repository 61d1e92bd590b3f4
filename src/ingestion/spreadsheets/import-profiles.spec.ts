// Profiles beside the data that the system doesn't let the service read or write: said as such, and no import is hindered.
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';

const LOCKED = 'locked.json';
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  readFileSync: (file: string, encoding: 'utf8') => {
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

  it('that may not be written are refused with the reason', () => {
    const file = join(folder, 'file');
    fs.writeFileSync(file, '');
    expect(() => new ImportProfiles(join(file, 'profiles')).save('mine', { kind: 'members' })).toThrow(
      /The profile "mine" could not be saved: ENOTDIR.*A file stands where a folder is needed/,
    );
  });
});
