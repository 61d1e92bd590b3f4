// The command line as whoever runs the service types it (contract, section 6). Where the way in and out of a process
// matters, a command has one of its own; the others share one.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FolderLock } from '../../src/event-store/embedded/folder-lock.js';
import type { ImportReport } from '../../src/ingestion/spreadsheets/import-report.js';
import { zip } from '../corpus/workbook.fixture.js';
import { CommandProcess } from './command-process.js';
import { ALLIANCE, clusterOf, expectStatus, member, RunningService } from './running-service.js';
import { facts, framework, RECORDED } from './small-alliance.js';

const COMMAND = fileURLToPath(new URL('../../../bin/alliance-kpi.mjs', import.meta.url));
const onCluster = process.env['TEST_STORE_URL'] !== undefined;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const {
  NODE_OPTIONS: _jestOptions,
  DATA_DIR: _data,
  PORT: _port,
  HOST: _host,
  STORE_URL: _store,
  ...inherited
} = process.env;
/** Where a command's log is, on a cluster. */
const logOf = (args: readonly string[], dataDir = ''): Readonly<Record<string, string>> =>
  clusterOf(args.includes('--data') ? (args[args.indexOf('--data') + 1] ?? '') : dataDir);

function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  stdout: 'pipe' | number = 'pipe',
): ChildProcess {
  return spawn(process.execPath, [COMMAND, ...args], {
    env: { ...inherited, ...logOf(args, environment['DATA_DIR']), ...environment },
    cwd: scratch,
    stdio: ['ignore', stdout, 'pipe'],
  });
}

function ended(child: ChildProcess): Promise<Ended> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}

type Run = (args: readonly string[], environment?: Readonly<Record<string, string>>) => Promise<Ended>;

/** Runs a command that must succeed; resolves with what it printed. */
const succeeding =
  (run: Run) =>
  async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await run(args);
    expect(code === 0 ? code : `${args.join(' ')}: ${code} ${err}`).toBe(0);
    return out;
  };

/** Runs a command that must fail with a code, saying why. */
const failing =
  (run: Run) =>
  async (code: 1 | 2, why: RegExp, ...args: readonly string[]): Promise<Ended> => {
    const result = await run(args);
    expect(result).toMatchObject({ code, err: expect.stringMatching(why) });
    expect(result.err).not.toMatch(/^ {4}at /m);
    return result;
  };

const scratch = mkdtempSync(join(tmpdir(), 'alliance-kpi-cli-'));
const commands = new CommandProcess(scratch, inherited);
const run: Run = (args, environment = {}) =>
  commands.run(args, { ...logOf(args, environment['DATA_DIR']), ...environment });
const [runs, fails] = [succeeding(run), failing(run)];
const alone: Run = (args, environment) => ended(start(args, environment));
const [runsAlone, failsAlone] = [succeeding(alone), failing(alone)];
const folder = (name: string): string => join(scratch, name);
const lines = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
interface Event {
  readonly position: string;
}
/** Positions are each store's own. */
const withoutPositions = (events: readonly unknown[]): unknown[] =>
  events.map((event) => ({ ...(event as Event), position: undefined }));
/** What one import records on a cluster stands stream by stream, in each of them in its order. */
const byStream = (events: readonly unknown[]): unknown[] => {
  const subjectOf = (event: unknown): string => (event as { subject: string }).subject;
  return onCluster ? [...events].sort((a, b) => subjectOf(a).localeCompare(subjectOf(b))) : [...events];
};
const ndjson = (events: readonly unknown[]): string => events.map((event) => JSON.stringify(event)).join('\n');

describe('the command line', () => {
  let original: RunningService;
  let log: string;
  const file = folder('log.ndjson');
  const all = facts.length + 4;
  beforeAll(async () => {
    original = await RunningService.start();
    original.now = RECORDED;
    await original.establish();
    const adoption = { method: 'PUT', path: `${ALLIANCE}/framework`, body: { adoptedOn: '2022-06-15', framework } };
    expectStatus(await original.call(adoption), 201);
    for (const [path, body] of facts) await original.record(path, body);
    original.now += 86_400_000;
    const { events } = await original.read<{ events: { id: string }[] }>(`${ALLIANCE}/events?stream=member-lcamp.d`);
    const { memberId: _memberId, ...data } = member('d', { joinedOn: '2024-03-02' }) as { memberId: string };
    await original.record(`/events/${events[0]?.id}/correction`, { reason: 'The letter says so.', data });
    await original.close();
    log = await runsAlone('events', '--data', original.dataDir);
    writeFileSync(file, log);
  });
  afterAll(async () => {
    await commands.close();
    rmSync(original.dataDir, { recursive: true, force: true });
    rmSync(scratch, { recursive: true, force: true });
  });

  interface Held {
    readonly events: readonly unknown[];
    /** The events without what a new recording gives them. */
    readonly kept: readonly unknown[];
    readonly figures: readonly unknown[];
    /** What `asOf` the figures of a moment have. */
    readonly known: string;
  }

  /** What a folder holds, read by a service in this process. */
  const held = async (data: string, asOf = ''): Promise<Held> => {
    const service = await RunningService.start(data);
    service.now = Date.now();
    try {
      const { events } = await service.read<{ events: Record<string, unknown>[] }>(`${ALLIANCE}/events?limit=1000`);
      const kept = events.map(({ recordedat: _recorded, position: _position, ...rest }) => rest);
      const routes = ['indicators', 'milestones'].map((route) => `${ALLIANCE}/${route}?at=M26${asOf}`);
      const figures = await Promise.all(routes.map((route) => service.read<{ asOf: string }>(route)));
      const known = figures[0]?.asOf ?? '';
      return { events, kept, figures: figures.map(({ asOf: _asOf, ...rest }) => rest), known };
    } finally {
      await service.close();
    }
  };
  /** How many events the log of a folder holds. */
  const recorded = async (data: string): Promise<number> => {
    const service = await RunningService.start(data);
    const count = await service.recordedSince({ position: 0n });
    await service.close();
    return count;
  };

  describe('reading', () => {
    it('prints the indicators as a table; --data wins over DATA_DIR', async () => {
      const args = ['indicators', '--data', original.dataDir, '--at', 'M24'];
      const { out } = await alone(args, { DATA_DIR: folder('nothing-here') });
      expect(out).toMatch(/^lcamp at 2024-06-14 \(M24\), as of position \d+\n/);
      expect(out).toMatch(/^I3 +MoUs signed +3 +5 +2026-06-14 +1\.9 +on track$/m);
      expect(out).toMatch(/^I5 +Satisfaction +66\.67 % /m);
      expect(out).toMatch(/^I1 +Registered +yes /m);
    });

    it('takes the day before the first month, as the routes do', async () => {
      const { out } = await alone(['indicators', '--data', original.dataDir, '--at', 'M0']);
      expect(out).toMatch(/^lcamp at 2022-06-14, as of position \d+\n/);
    });

    it('prints the milestones as a table, as of a position; by DATA_DIR', async () => {
      const position = String(lines(log)[39]?.['position']);
      const { out } = await run(['milestones', '--at', 'M24', '--as-of', position], { DATA_DIR: original.dataDir });
      expect(out).toMatch(`lcamp at 2024-06-14, as of position ${position}\n`);
      expect(out).toMatch(/^MS1 +Two active members +2024-12-31 +achieved +2023-07-01 +yes$/m);
      expect(out).toMatch(/^MS3 +Satisfied +not stated +achieved +2024-05-31 +yes$/m);
    });

    it('prints the log as NDJSON CloudEvents, or the events of one type', async () => {
      const events = lines(log);
      expect(events).toHaveLength(all);
      const form = { specversion: '1.0', recordedat: expect.any(String), position: expect.any(String) };
      for (const event of events) expect(event).toMatchObject(form);
      expect(events.at(-1)).toMatchObject({ type: 'org.alliance-kpi.MemberJoined', corrects: expect.any(String) });
      const joinings = lines(await runs('events', '--data', original.dataDir, '--type', 'MemberJoined'));
      expect(joinings).toEqual(events.filter(({ type }) => type === 'org.alliance-kpi.MemberJoined'));
    });

    it('says so where what it prints finds no room: exit 1', async () => {
      const full = openSync('/dev/full', 'w');
      const { code, err } = await ended(start(['events', '--data', original.dataDir], {}, full));
      closeSync(full);
      expect([code, err]).toEqual([1, expect.stringMatching(/^ENOSPC.*There is no room on the disk: make some\.\n$/)]);
    });

    it('refuses a folder that the system does not make: exit 1', async () => {
      await failsAlone(1, /^ENOENT.*Correct the path, or make its folder\.$/m, 'import', '--data', '/proc/nope', file);
    });

    it('names what is wrong with a question: exit 1', async () => {
      await failsAlone(1, /alliance "nobody"/, 'indicators', '--data', original.dataDir, '--alliance', 'nobody');
    });

    it('names the alliances there are, and the one that is likely meant', async () => {
      const unknown = (id: string, why: RegExp) =>
        fails(1, why, 'indicators', '--data', original.dataDir, '--alliance', id);
      await unknown('lcmap', /^There is no alliance "lcmap"\. Did you mean lcamp\? There are: lcamp\.$/);
      await unknown('nobody', /^There is no alliance "nobody"\. There are: lcamp\.$/);
    });

    it('makes nothing where there is no data, and says where that is', async () => {
      const empty = folder('empty');
      mkdirSync(empty);
      const reading = [['indicators'], ['milestones'], ['events'], ['verify'], ['imports'], ['months'], ['rebuild']];
      reading.push(['report', '--at', 'M24'], ['compare', 'M12', 'M24'], ['backup', folder('none.backup')]);
      const list = folder('list.csv');
      writeFileSync(list, 'name;category;agent type;country;joined on\nFesto;affiliate;company;DE;2024-03-01\n');
      reading.push(['import', list]);
      for (const words of reading) {
        for (const data of [empty, folder('absent')]) {
          const why = `There is no data in ${data}. Start the service there, import into it, or name another folder with --data.`;
          expect(await run([...words, '--data', data])).toMatchObject(onCluster ? {} : { code: 1, err: why });
        }
      }
      if (!onCluster) expect([readdirSync(empty), existsSync(folder('absent'))]).toEqual([[], false]);
    });

    it('says that tables come as a ZIP, where a file is named as if they did not', async () => {
      const [csv, zipped] = [folder('m24.csv'), folder('m24.csv.zip')];
      const args = ['report', '--at', 'M24', '--format', 'csv', '--data', original.dataDir, '-o'];
      const named = await run([...args, csv]);
      expect(named).toMatchObject({ code: 0, err: expect.stringContaining(`${csv} is a ZIP of several CSV tables`) });
      expect(await run([...args, zipped])).toMatchObject({ code: 0 });
    });

    it('says before it builds a report that its file could not be written', async () => {
      const args = ['report', '--at', 'M24', '--format', 'json', '--data', original.dataDir, '-o'];
      await fails(
        1,
        /no such file or directory, access .*Correct the path, or make its folder/,
        ...args,
        folder('a/b'),
      );
      await fails(2, /is a folder; name a file in it/, ...args, original.dataDir);
    });

    it('names what is wrong with an operation, and the remedy: exit 1', async () => {
      const unknown = /No such import\. .* has no import nope\. "alliance-kpi imports" /;
      await fails(1, unknown, 'reverse-import', 'nope', '--reason', 'Wrong list', '--data', original.dataDir);
    });
  });

  describe('import', () => {
    it('of what `events` printed gives the same ids, dates and figures; twice adds nothing', async () => {
      const data = folder('imported');
      expect(await runs('import', file, '--data', data, '--dry-run')).toMatch(`${all} would be recorded`);
      expect(await recorded(data)).toBe(0);
      expect(await runs('import', file, '--data', data)).toMatch(`${all} recorded`);
      const [imported, first] = [await held(data), await held(original.dataDir)];
      expect(byStream(imported.kept)).toEqual(byStream(first.kept));
      expect(imported.figures).toEqual(first.figures);
      expect(await runs('import', file, '--data', data)).toMatch(`0 recorded, ${all} there already`);
      expect((await held(data)).events).toEqual(imported.events);
    });

    it('--migrate keeps recorded times, and a correction as one append; only into an empty folder', async () => {
      const data = folder('migrated');
      expect(await runs('import', file, '--data', data, '--migrate', '--dry-run')).toMatch(`${all} would be recorded`);
      if (!onCluster) expect(existsSync(data)).toBe(false);
      await runs('import', file, '--data', data, '--migrate');
      const migrated = await held(data);
      expect(withoutPositions(migrated.events)).toEqual(withoutPositions(lines(log)));
      // The correction is the last append, of two events: inside it, nothing of it is shown.
      const [before, inside] = migrated.events.slice(-3).map((event) => String((event as Event).position));
      expect((await held(data, `&asOf=${inside}`)).known).toBe(before);
      expect((await held(data, `&asOf=${new Date(RECORDED).toISOString()}`)).known).toBe(before);
      await fails(1, /empty data folder/, 'import', file, '--data', data, '--migrate');
      await fails(2, /--kind is of spreadsheets/, 'import', file, '--data', data, '--kind', 'members');
      expect((await held(data)).events).toEqual(migrated.events);
    });

    it('names every bad line with its number and reason and stores nothing, or skips them', async () => {
      const events = lines(log);
      const country = (event: Record<string, unknown>): unknown => ({
        ...event,
        data: { ...(event['data'] as object), country: 'XX' },
      });
      const text = events.map((event, i) => JSON.stringify(i === 3 || i === 4 ? country(event) : event));
      text[8] = '{"specversion":';
      const path = folder('bad.ndjson');
      writeFileSync(path, `\uFEFF${text.join('\r\n')}\r\n\r\n`);
      const data = folder('refused');
      const whole = await fails(1, /line 4: .*country/, 'import', path, '--data', data);
      expect(whole.err).toMatch(/line 5: .*country/);
      expect(whole.err).toMatch(/line 9: .*JSON/);
      expect(await recorded(data)).toBe(0);
      const skipped = await fails(1, /line 4: .*country/, 'import', path, '--data', data, '--skip-invalid');
      expect(skipped.err).toMatch(/line 5: .*country/);
      expect(skipped.err).toMatch(/line 9: .*JSON/);
      const stored = await recorded(data);
      expect(skipped.out).toMatch(new RegExp(`^${stored} recorded`));
      // Three lines are bad, and what stands on a fact that was skipped is refused with it.
      const refused = skipped.err.match(/^line \d+: /gm)?.length ?? 0;
      expect([stored + refused, refused > 3, stored > 40]).toEqual([all, true, true]);
    });

    it('names every line that the others speak against, and stores what can be without them, as a dry run has said', async () => {
      const event = (type: string, stream: string, data: object): object => ({
        ...{ specversion: '1.0', id: `${type}-${++ids}`, source: 'urn:t', type: `org.alliance-kpi.${type}` },
        ...{ subject: stream, data },
      });
      let ids = 0;
      const joined = (id: string, joinedOn: string): object =>
        event('MemberJoined', `member-seq.${id}`, {
          ...{ memberId: id, name: id, category: 'affiliate', agentType: 'company', country: 'ES', joinedOn },
        });
      const left = (id: string, leftOn: string): object => event('MemberLeft', `member-seq.${id}`, { leftOn });
      const established = event('AllianceEstablished', 'alliance-seq', {
        ...{ name: 'Sequence', acronym: 'SEQ', startsOn: '2022-06-15', endsOn: '2026-06-14', coordinator: 'a' },
      });
      const unheard = '01890a5d-ac96-774b-bcce-b302099a8057';
      const wrong = joined('c', '2024-02-30');
      const retraction = event('EventRetracted', 'member-seq.b', { eventId: unheard, reason: 'Wrong.' });
      const right = { ...joined('b', '2024-03-01'), corrects: unheard };
      const path = folder('sequence.ndjson');
      const [a, b] = [joined('a', '2024-01-01'), joined('b', '2024-02-01')];
      const again = joined('a', '2024-01-02');
      writeFileSync(path, ndjson([established, a, again, left('zz', '2024-01-02'), b, wrong, retraction, right]));
      const data = folder('sequence');
      const told = /line 3: .*line 4: .*line 6: .*2024-02-30.*line 7: .*line 8: .*It is one correction with line 7/s;
      for (const options of [[], ['--dry-run']]) {
        const refused = await fails(1, told, 'import', path, '--data', data, ...options);
        expect(refused.err).toMatch(/5 of 8 lines were refused/);
        expect(await recorded(data)).toBe(0);
      }
      const skipping = ['import', path, '--data', data, '--skip-invalid'];
      expect((await fails(1, told, ...skipping, '--dry-run')).out).toMatch(/^3 would be recorded/);
      expect(await recorded(data)).toBe(0);
      expect((await fails(1, told, ...skipping)).out).toMatch(/^3 recorded/);
      expect(await recorded(data)).toBe(3);
      expect((await fails(1, told, ...skipping)).out).toMatch(/^0 recorded, 3 there already/);
    });

    it('judges no line by half of a correction that is refused', async () => {
      const id = '01890a5d-ac96-774b-bcce-b302099a8057';
      const event = (type: string, stream: string, data: object, more: object = { id: type }): object => ({
        ...{ specversion: '1.0', source: 'urn:t', type: `org.alliance-kpi.${type}`, subject: stream, data, ...more },
      });
      const member = { memberId: 'b', name: 'B', category: 'affiliate', agentType: 'company', country: 'ES' };
      const joined = (joinedOn: string, more: object): object =>
        event('MemberJoined', 'member-half.b', { ...member, joinedOn }, more);
      const path = folder('half.ndjson');
      writeFileSync(
        path,
        ndjson([
          event('AllianceEstablished', 'alliance-half', {
            ...{ name: 'Half', acronym: 'HALF', startsOn: '2022-06-15', endsOn: '2026-06-14', coordinator: 'a' },
          }),
          joined('2024-01-01', { id }),
          event('EventRetracted', 'member-half.b', { eventId: id, reason: 'Wrong.' }),
          joined('2001-01-01', { id: 'right', corrects: id }),
          event('MemberLeft', 'member-half.b', { leftOn: '2024-05-01' }),
        ]),
      );
      const data = folder('half');
      const { err } = await fails(1, /line 3: .*line 4: /s, 'import', path, '--data', data, '--skip-invalid');
      expect(err).not.toMatch(/line 5: /);
      expect(await recorded(data)).toBe(3);
    });

    it.each(['9999-12-31T00:00:00Z', '+275760-09-13T00:00:00.000Z', '1', 1])(
      '--migrate keeps no recorded time that is none, or lies in the future: %j',
      async (recordedat) => {
        const [first, ...others] = lines(log);
        const path = folder('from-the-future.ndjson');
        writeFileSync(path, ndjson([first, { ...others[0], recordedat }, ...others.slice(1)]));
        const data = folder(`future-${recordedat}`);
        await fails(1, /line 2: .*recordedat/, 'import', path, '--data', data, '--migrate');
        expect(await recorded(data)).toBe(0);
      },
    );

    it('refuses bytes that are not UTF-8', async () => {
      const path = folder('latin-1.ndjson');
      writeFileSync(path, Buffer.from(log.replace('"name":"', '"name":"\u00e9'), 'latin1'));
      const data = folder('latin-1');
      await fails(1, /latin-1\.ndjson holds bytes that are not UTF-8/, 'import', path, '--data', data);
      expect(await recorded(data)).toBe(0);
    });

    it('refuses a conflict like a batch, with its line', async () => {
      const events = lines(log);
      const path = folder('conflict.ndjson');
      writeFileSync(path, ndjson([...events.slice(0, 3), { ...events[2], id: 'another-joining' }]));
      const data = folder('conflict');
      await fails(1, /line 4: .*member/, 'import', path, '--data', data);
      expect(await recorded(data)).toBe(0);
    });

    it('of a spreadsheet: a template, a dry run, the recording, the list of imports, and all of it taken back', async () => {
      const data = folder('spreadsheet');
      await runs('import', file, '--data', data);
      const before = await held(data);
      const path = folder('members.csv');
      expect(await runs('import-template', 'members', '--format', 'csv', '--output', path)).toMatch(path);
      const [head = ''] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
      expect(head).toMatch(/name/i);
      writeFileSync(
        path,
        'name;category;agent type;country\nFesto Didactic;affiliate;company;DE\nKukba;affiliate;company;Nowhere\n',
      );
      // Asked for again, the template doesn't take the place of what was filled in.
      const again = ['import-template', 'members', '--format', 'csv', '--output', path];
      await fails(1, /members\.csv is there already/, ...again);
      const args = ['import', path, '--data', data, '--kind', 'members', '--set', 'joinedOn=2024-03-01'];
      const refused = await fails(1, /row 3.*country.*Nowhere/is, ...args);
      expect(refused.err).toMatch(/1 of 2 rows were refused/);
      writeFileSync(path, 'name;category;agent type;country\nFesto Didactic;affiliate;company;DE\n');
      await fails(1, /actor must be one name/, ...args, '--actor', ' ');
      const done = await runs(...args, '--actor', 'Ane');
      expect(done).toMatch(/1 recorded/);
      const [, importId = ''] = /reverse-import ([0-9a-f-]{36})/.exec(done) ?? [];
      expect(await runs('imports', '--data', data)).toMatch(
        new RegExp(`${importId} +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC +Ane +MemberJoined × 1 +– +–`),
      );
      expect((await held(data)).figures).not.toEqual(before.figures);
      const reversal = ['reverse-import', importId, '--data', data, '--reason', 'The wrong list.', '--actor', 'Jon'];
      expect(await runs(...reversal)).toMatch(/1 event retracted/);
      expect(await runs('events', '--data', data)).toMatch(/\.EventRetracted".*"actor":"Jon"/);
      expect(await runs('imports', '--data', data)).toMatch(/MemberJoined × 1 .*UTC +The wrong list\./);
      expect((await held(data)).figures).toEqual(before.figures);
    });

    it('of a spreadsheet: takes a value that holds the sign between field and value', async () => {
      const [data, path] = [folder('with-sign'), folder('with-sign.csv')];
      await runs('import', file, '--data', data);
      writeFileSync(path, 'name;category;agent type;country;joined on\nKukba=TR;affiliate;company;TR;2024-03-01\n');
      const args = ['import', path, '--data', data, '--dry-run', '--json', '--same', 'Kukba=TR=kukba'];
      const out = await runs(...args, '--set', 'evidenceUrl=https://example.org/?document=1');
      expect((JSON.parse(out) as ImportReport).preview[0]?.data).toMatchObject({
        memberId: 'kukba',
        evidence: [{ url: 'https://example.org/?document=1' }],
      });
    });

    it('of a survey: who was invited is counted for the survey of whichever profile is named, or refused', async () => {
      const [data, path, list] = [folder('invited'), folder('invited.csv'), folder('participants.csv')];
      await runs('import', file, '--data', data);
      writeFileSync(path, 'id,submitdate,Q1\n1,2024-05-14,4\n');
      writeFileSync(list, 'email,sent\na,2024-05-01\nb,N\nc,2024-05-01\n');
      const survey = { surveyId: 'w1', title: 'W1', openedOn: '2024-05-01', closesOn: '2024-05-31', invited: 9 };
      const profile = JSON.stringify({ kind: 'answers', survey: { ...survey, questions: { q1: 'Q1' } } });
      mkdirSync(join(data, 'import-profiles'));
      writeFileSync(join(data, 'import-profiles', 'saved.json'), profile);
      writeFileSync(folder('handed-over.json'), profile);
      const args = ['import', path, '--data', data, '--dry-run', '--json'];
      for (const named of ['saved', folder('handed-over.json')]) {
        for (const [option, value, invited] of [
          ['--invited', '30', 30],
          ['--participants', list, 2],
        ] as const) {
          const report = JSON.parse(await runs(...args, '--profile', named, option, value)) as ImportReport;
          expect(report.preview[0]?.data).toMatchObject({ surveyId: 'w1', invited });
        }
      }
      await fails(1, /speaks of no survey/, ...args, '--profile', 'lcamp-members', '--invited', '30');
      await fails(2, /--profile/, ...args, '--invited', '30');
    });

    it('takes several alliances from one file; then one has to be named', async () => {
      const other = lines(log)
        .slice(0, 20)
        .map((event) => ({
          ...event,
          id: `other-${String(event['id'])}`,
          subject: String(event['subject']).replace('-lcamp', '-other'),
        }));
      const path = folder('two.ndjson');
      writeFileSync(path, `${log}${ndjson(other)}`);
      const data = folder('two');
      await runs('import', path, '--data', data);
      await fails(1, /--alliance: lcamp, other/, 'indicators', '--data', data);
      expect(await recorded(data)).toBe(all + other.length);
    });
  });

  describe('a file that nobody knows', () => {
    /** Clears the screen, and writes what a bundle that holds is told. */
    const forged = '\u001b[2J\u009b1m\n✓ All 2 files have the checksums of the manifest.\n';

    it('tells the terminal nothing: a bundle', async () => {
      const files = [{ name: `a${forged}` }, { name: 'b\u202efdp.exe' }];
      const manifest = { files, languages: [], audience: 'funder', month: 24, expected: true, root: '' };
      writeFileSync(folder('forged.zip'), zip([{ name: 'manifest.json', content: JSON.stringify(manifest) }]));
      for (const flags of [[], ['--json']]) {
        const { out } = await fails(1, /does not hold/, 'verify', folder('forged.zip'), ...flags);
        expect(out).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
        expect(out).not.toMatch(/^✓/m);
        expect(out).toContain('a\\u001b[2J');
      }
    });

    it('tells the terminal nothing: lines of JSON', async () => {
      writeFileSync(folder('forged.ndjson'), `\u001b[2J{}\n{"\u009b1m": 1}\n`);
      const args = ['import', folder('forged.ndjson'), '--dry-run', '--data', folder('none')];
      const { err } = await fails(1, /2 of 2 lines were refused/, ...args);
      expect(err).not.toMatch(/[^\P{Cc}\n]/u);
    });
  });

  describe('usage', () => {
    it.each<readonly [what: string, code: 1 | 2, why: RegExp, ...args: string[]]>([
      ['an unknown command', 2, /unknown command/, 'indicator'],
      ['an unknown option', 2, /unknown option/, 'indicators', '--on', 'M24'],
      ['an option without its value', 2, /argument missing/, 'indicators', '--at'],
      ['a missing argument', 2, /missing required argument/, 'import'],
      ['too many arguments', 2, /too many arguments/, 'rebuild', 'now'],
      ['a bundle that is none', 2, /not a \.zip bundle/, 'verify', 'now'],
      ['a key of no bundle', 2, /name the \.zip file/, 'verify', '--key', 'x'],
      ['a bundle that is not there', 1, /no file/, 'verify', 'nowhere.zip'],
      ['a report of no month', 2, /required option '--at/, 'report'],
      ['a report of no month of the project', 2, /month such as M24/, 'report', '--at', '2024-06-14'],
      ['a format that is none', 2, /json, csv, xlsx, ods, docx, pdf, zip/, 'report', '--at', 'M24', '--format', 'pfd'],
      ['a day that is none', 2, /month such as M24, or a date/, 'indicators', '--at', '2024-02-30'],
      ['a month that is none', 2, /month such as M24, or a date/, 'milestones', '--at', '24'],
      ['a point of knowledge that is none', 2, /log position, or an instant/, 'indicators', '--as-of', 'yesterday'],
      ['a point of comparison that is none', 2, /M24@sealed/, 'compare', 'M12', 'M24@then'],
      ['a form of dates that is none', 2, /dd\/mm\/yyyy/, 'import', 'members.csv', '--dates', 'european'],
      ['a number of people that is none', 2, /whole number/, 'import', 'answers.csv', '--invited', 'all'],
      ['a kind of template that is none', 2, /there are members/, 'import-template', 'friends'],
      ['no command', 2, /Usage/],
      ['a port that is none', 2, /PORT/, 'serve', '--port', 'http'],
      ['a file that is not there', 1, /no file/, 'import', 'missing.ndjson'],
    ])('%s', async (_what, code, why, ...args) => {
      await failsAlone(code, why, ...args);
    });

    it('prints help and version: exit 0', async () => {
      const help = await runsAlone('--help');
      const commands = [
        'serve',
        'import',
        'indicators',
        'milestones',
        'events',
        'verify',
        'rebuild',
        'backup',
        'restore',
      ];
      for (const command of commands) expect(help).toMatch(new RegExp(`^ {2}${command} `, 'm'));
      expect(await runsAlone('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    });

    it('offers the choice of an alliance only where it makes a difference', async () => {
      expect(await runsAlone('events', '--help')).toMatch('--alliance');
      for (const command of ['verify', 'rebuild', 'backup', 'restore'])
        expect(await runsAlone(command, '--help')).not.toMatch('--alliance');
    });
  });

  describe('serve', () => {
    interface Serving {
      readonly child: ChildProcess;
      readonly url: string;
      readonly end: Promise<Ended>;
    }
    const serve = async (...args: readonly string[]): Promise<Serving> => {
      const child = start(['serve', '--port', '0', ...args]);
      const end = ended(child);
      const url = await new Promise<string>((resolve, reject) => {
        let said = '';
        child.stdout?.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const [found] = /http:\/\/127\.0\.0\.[12]:\d+/.exec(said) ?? [];
          if (found) resolve(found);
        });
        end.then(({ code, err }) => reject(new Error(`serve ended with ${code}: ${err}`)), reject);
      });
      return { child, url, end };
    };
    const json = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

    it('prints its address; commands go through it; a second one refuses; SIGTERM ends it with 0', async () => {
      const data = ['--data', original.dataDir];
      const service = await serve(...data);
      const copy = folder('running.backup');
      try {
        expect(await json(`${service.url}/health/ready`)).toMatchObject({ status: 'ok' });
        const indicators = `${service.url}${ALLIANCE}/indicators?at=M24`;
        const [printed, imported, verified] = await Promise.all([
          runsAlone('indicators', ...data, '--at', 'M24', '--json'),
          runsAlone('import', file, ...data),
          runsAlone('verify', ...data),
          runsAlone('rebuild', ...data),
          onCluster
            ? failsAlone(1, /on the cluster: back it up there/, 'backup', copy, ...data)
            : runsAlone('backup', copy, ...data),
          failsAlone(1, /in use/, 'serve', '--port', '0', ...data),
          failsAlone(
            1,
            /^listen EADDRINUSE: address already in use \S+ Something else listens there already: stop it, or set PORT\.\n$/,
            ...['serve', '--empty', '--port', new URL(service.url).port, '--data', folder('same-port')],
          ),
        ]);
        expect(JSON.parse(printed)).toEqual(await json(indicators));
        expect(imported).toMatch(/^0 recorded/);
        expect(verified).toMatch(`${all} events`);
        const late = {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(member('late')),
        };
        expect((await fetch(`${service.url}${ALLIANCE}/members`, late)).status).toBe(201);
        if (!onCluster) {
          await failsAlone(
            1,
            /^The file \S+running\.backup exists already; name another\.\n$/,
            'backup',
            copy,
            ...data,
          );
          await failsAlone(1, /no such file.*make its folder/, 'backup', folder('nowhere/copy'), ...data);
        }
        // Who listens to the stream does not keep the service from stopping.
        const stream = await fetch(`${service.url}${ALLIANCE}/stream`, { headers: { accept: 'text/event-stream' } });
        expect(stream.status).toBe(200);
      } finally {
        service.child.kill('SIGTERM');
      }
      const { code, err } = await service.end;
      expect([code, err]).toEqual([0, '']);
      expect(await recorded(original.dataDir)).toBe(all + 1);
      const restored = folder('restored');
      if (onCluster) {
        await fails(1, /on a cluster: restore it there/, 'restore', copy, '--data', restored);
        return;
      }
      const whole = { events: all, position: String(all) };
      expect(JSON.parse(await runs('restore', copy, '--data', restored, '--json'))).toEqual(whole);
      const { position } = whole;
      expect(JSON.parse(await runs('rebuild', '--data', restored, '--json'))).toEqual({ position });
      const another = folder('another.backup');
      expect(JSON.parse(await runs('backup', another, '--data', restored, '--json'))).toEqual({
        file: another,
        position,
      });
      expect((await held(restored)).events).toEqual(lines(log));
      expect(await runs('verify', '--data', restored)).toMatch(`${all} events`);
      await fails(1, /empty/, 'restore', copy, '--data', restored);
    });

    it('says what is wrong with its configuration, and nothing else', async () => {
      const { code, err } = await alone(['serve', '--port', '0', '--data', folder('no-emblem')], {
        REPORT_EMBLEM: folder('none.png'),
      });
      expect([code, err]).toEqual([2, expect.stringMatching(/^REPORT_EMBLEM: there is no file \S+\n$/)]);
    });

    it('is told to stop while it starts, and ends with 0, with all put away', async () => {
      const data = folder('stopped-at-start');
      const child = start(['serve', '--port', '0', '--data', data]);
      const end = ended(child);
      const isSettingUp = (): boolean => existsSync(join(data, 'first-start.unfinished'));
      while (!isSettingUp() && child.exitCode === null) await setTimeout(1);
      child.kill('SIGTERM');
      const quiet = expect.stringMatching(/^(Reading the log: \d+ %\n)*$/) as unknown;
      expect(await end).toEqual({ code: 0, out: 'SIGTERM: stopping\n', err: quiet });
      expect(readdirSync(data)).toContain('read-model.snapshot');
      expect(readdirSync(data)).not.toContain('owner.json');
    });

    it('is where it was told to listen, for commands too', async () => {
      const data = ['--data', folder('elsewhere')];
      const service = await serve('--host', '127.0.0.2', '--empty', ...data);
      expect(service.url).toMatch('//127.0.0.2:');
      expect(await runsAlone('verify', ...data)).toMatch('0 events');
      service.child.kill('SIGTERM');
      expect((await service.end).code).toBe(0);
    });

    it('stops as it should when nobody reads what it prints any more', async () => {
      const data = folder('unread');
      const service = await serve('--empty', '--data', data);
      service.child.stdout?.destroy();
      service.child.kill('SIGHUP');
      expect(await once(service.child, 'exit')).toEqual([0, null]);
      expect(readdirSync(data)).not.toContain('owner.json');
    });

    it('ends where it can’t tell commands how to reach it', async () => {
      const data = folder('untold');
      const child = start(['serve', '--port', '0', '--data', data]);
      const end = ended(child);
      while (!existsSync(join(data, 'owner.json')) && child.exitCode === null) await setTimeout(1);
      mkdirSync(join(data, 'owner.json.draft'));
      expect(await end).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/owner\.json.*A folder stands/) });
    });

    it('that is gone, though its folder is in use, is told of without a trace of the program', async () => {
      const lock = FolderLock.acquire(folder('left'));
      writeFileSync(folder('left/events.db'), '');
      lock.publish({ pid: process.pid, url: 'http://127.0.0.1:1', token: 'x' });
      for (const command of ['indicators', 'verify', 'report --at M24']) {
        await failsAlone(
          1,
          /The service at http:\/\/127\.0\.0\.1:1 can't be reached/,
          ...command.split(' '),
          '--data',
          folder('left'),
        );
      }
      lock.release();
    });

    it('refuses to restore what is no backup, and leaves nothing behind', async () => {
      const data = folder('no-restore');
      writeFileSync(folder('text.backup'), 'This is no backup.');
      await fails(
        1,
        onCluster ? /restore it there/ : /no backup of alliance-kpi/,
        'restore',
        folder('text.backup'),
        '--data',
        data,
      );
      expect(existsSync(data)).toBe(false);
    });

    it.each([
      ['sets up LCAMP and an example on an empty folder', [], ['example', 'lcamp']],
      ['leaves the example out with --no-example', ['--no-example'], ['lcamp']],
      ['sets up nothing with --empty', ['--empty'], []],
    ] as const)('%s; SIGINT ends it with 0', async (_what, flags, kinds) => {
      const data = folder(`first${flags.join('')}`);
      const service = await serve('--data', data, ...flags);
      const { alliances } = await json<{ alliances: { allianceId: string; example?: boolean }[] }>(
        `${service.url}/api/alliances`,
      );
      expect(alliances.map(({ allianceId, example }) => (example ? 'example' : allianceId)).sort()).toEqual(kinds);
      service.child.kill('SIGINT');
      expect((await service.end).code).toBe(0);
      // Without a name it is the only one that isn't example data.
      if (flags.length === 0) expect(await runs('indicators', '--data', data)).toMatch(/^lcamp at /);
    });
  });
});
