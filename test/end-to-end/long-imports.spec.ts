// Files of more facts than are decided at once: what belongs together may stand far apart, and all of it is one import.
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportReport } from '../../src/ingestion/spreadsheets/import-report.js';
import { ALLIANCE, expectStatus, member, RunningService, type Recorded } from './running-service.js';

const HEADER = 'name;id;category;type;country;joined on;left on';
const ROWS = 1_300;
/** Rows of members, of which some are others. */
const membersFile = (others: Readonly<Record<number, string>> = {}, count = ROWS): string => {
  const rows = Array.from(
    { length: count },
    (_, i) => others[i + 2] ?? `Member ${i + 2};m-${i + 2};affiliate;company;ES;2024-01-10;`,
  );
  return [HEADER, ...rows].join('\n');
};

describe('a long import', () => {
  let service: RunningService;
  beforeEach(async () => {
    service = await RunningService.start();
    await service.establish();
    const indicators = [
      { id: 'I2', title: 'Members', unit: 'count', direction: 'up', measure: { kind: 'membersJoined' } },
    ];
    const framework = { id: 'small', title: 'Small', objectives: [], indicators, milestones: [] };
    await service.call({ method: 'PUT', path: `${ALLIANCE}/framework`, body: { adoptedOn: '2022-06-15', framework } });
  });
  afterEach(() => service.stop());

  const send = async (body: string, query: string): Promise<ImportReport> => {
    const call = {
      method: 'POST',
      path: `${ALLIANCE}/imports?${query}`,
      body,
      headers: { 'content-type': 'text/csv' },
    };
    return (await service.call(call)).json<ImportReport>();
  };
  const figures = async (asOf = ''): Promise<Record<string, unknown>> => {
    const { value, companions } = await service.read<Record<string, unknown>>(
      `${ALLIANCE}/indicators/I2?at=2025-06-01${asOf}`,
    );
    return { value, companions };
  };

  it('sees all of a reversal that goes on meanwhile, or nothing of it', async () => {
    const { importId } = await send(membersFile(), 'dryRun=false');
    const reversal = `${ALLIANCE}/imports/${importId ?? ''}/reversal`;
    const [reversed, again] = await Promise.all([
      service.post(reversal, { reason: 'The wrong list.' }),
      send(membersFile(), 'dryRun=false'),
    ]);
    expect(reversed.json()).toMatchObject({ retracted: ROWS });
    expect([0, ROWS]).toContain(again.recorded);
    expect(again).toMatchObject({ alreadyThere: ROWS - again.recorded });
    expect(await figures()).toMatchObject({ value: again.recorded });
  });

  it('records a file that is sent twice at once one time, and says so to both', async () => {
    const answers = await Promise.all([send(membersFile(), 'dryRun=false'), send(membersFile(), 'dryRun=false')]);
    const [none, all] = answers.sort((a, b) => a.recorded - b.recorded);
    expect(none).toMatchObject({ importId: null, recorded: 0, events: {}, preview: [], alreadyThere: ROWS });
    expect(all).toMatchObject({ recorded: ROWS, events: { MemberJoined: ROWS }, alreadyThere: 0 });
  });

  it('never stands in part beneath what is assumed meanwhile', async () => {
    let isDone = false;
    const count = 8 * ROWS;
    const importing = send(membersFile({}, count), 'dryRun=false').finally(() => (isDone = true));
    const gained = new Set<number>();
    const data = member('assumed');
    while (!isDone) {
      const answer = await service.post(`${ALLIANCE}/what-if`, { assume: [{ type: 'MemberJoined', data }] });
      const { indicators } = answer.json<{ indicators: { before: { value: number }; after: { value: number } }[] }>();
      for (const { before, after } of indicators) gained.add(after.value - before.value);
    }
    expect((await importing).recorded).toBe(count);
    expect([...gained]).toEqual([1]);
  });

  it('is given up where its client goes before it is recorded', async () => {
    const headers = { 'content-type': 'text/csv', accept: 'application/x-ndjson' };
    const leaving = request(`${service.url}${ALLIANCE}/imports?dryRun=false`, { method: 'POST', headers });
    await new Promise((resolve) => {
      leaving.on('error', () => undefined).on('close', resolve);
      leaving.on('response', (answer) => answer.once('data', () => leaving.destroy()));
      leaving.end(membersFile({}, 4 * ROWS));
    });
    // Begun later and as long, this one ends when the other would have.
    const later = membersFile({}, 4 * ROWS)
      .replaceAll('m-', 'later-')
      .replaceAll('Member ', 'Later ');
    expect((await send(later, 'dryRun=false')).recorded).toBe(4 * ROWS);
    const { imports } = await service.read<{ imports: object[] }>(`${ALLIANCE}/imports`);
    expect(imports).toHaveLength(1);
  });

  it('judges rows of one thing together, wherever they stand, and refuses the same ones on a dry run', async () => {
    const file = membersFile({
      [2]: 'Back;back;affiliate;company;ES;2024-01-10;2024-02-01',
      [ROWS]: 'Back;back;affiliate;company;ES;2024-03-01;',
      [3]: 'Twice;twice;affiliate;company;ES;2024-01-10;',
      [ROWS + 1]: 'Twice;twice;affiliate;company;ES;2024-05-01;',
    });
    const dry = await send(file, '');
    expect(dry.refused.map(({ row, code }) => [row, code])).toEqual([[ROWS + 1, 'already-member']]);
    expect(dry.events).toEqual({ MemberJoined: ROWS - 1, MemberLeft: 1 });
    const done = await send(file, 'dryRun=false&skipInvalid=true');
    expect({ ...done, importId: null, dryRun: true, recorded: 0 }).toMatchObject({ ...dry });
    expect(done.recorded).toBe(ROWS);
    expect(await figures()).toEqual({ value: ROWS - 2, companions: { active: ROWS - 2 } });
    const { history } = await service.read<{ history: object[] }>(`${ALLIANCE}/members/back`);
    expect(history).toMatchObject([{ type: 'MemberJoined' }, { type: 'MemberLeft' }, { type: 'MemberJoined' }]);
  });

  it('is one act: known as a whole or not at all, and taken back as a whole', async () => {
    const none = await figures();
    const { importId, position } = await send(membersFile(), 'dryRun=false');
    expect(await figures()).toEqual({ value: ROWS, companions: { active: ROWS } });
    expect(await figures(`&asOf=${Number(position) - 1}`)).toEqual(none);
    expect(await send(membersFile(), 'dryRun=false')).toMatchObject({ recorded: 0, alreadyThere: ROWS });
    const answer = await service.post(`${ALLIANCE}/imports/${importId ?? ''}/reversal`, { reason: 'The wrong list.' });
    expectStatus(answer, 201);
    expect(answer.json()).toMatchObject({ retracted: ROWS, alreadyRetracted: 0 });
    expect(await figures()).toEqual(none);
    const { imports } = await service.read<{ imports: object[] }>(`${ALLIANCE}/imports`);
    expect(imports).toMatchObject([{ importId, events: { MemberJoined: ROWS }, reversed: { retracted: ROWS } }]);
  });

  it('of events refers to what stands far above, but to nothing below, and is answered again as it was', async () => {
    const event = (id: string, type: string, subject: string, data: object): object => ({
      ...{ specversion: '1.0', source: 'urn:t', id, type: `org.alliance-kpi.${type}`, subject, data },
    });
    const joined = (id: string): object => event(`${id}-joined`, 'MemberJoined', `member-lcamp.${id}`, member(id));
    const joining = (id: string): object =>
      event(`g-${id}`, 'ThematicGroupJoined', 'thematicGroup-lcamp.g', { memberId: id, joinedOn: '2024-02-01' });
    const formed = event('g', 'ThematicGroupFormed', 'thematicGroup-lcamp.g', {
      groupId: 'g',
      title: 'G',
      formedOn: '2024-01-20',
    });
    const crowd = Array.from({ length: ROWS }, (_, i) => joined(`m-${i}`));
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    const late = [joined('first'), formed, ...crowd, joining('first'), joining('last'), joined('last')];
    await service.refuses(
      { method: 'POST', path: `${ALLIANCE}/events`, body: late, headers: batch },
      { status: 404, code: 'member-unknown', index: ROWS + 3 },
    );
    const right = [joined('first'), formed, ...crowd, joined('last'), joining('first'), joining('last')];
    const recorded = await service.post(`${ALLIANCE}/events`, right, batch);
    expectStatus(recorded, 201);
    const results = recorded.json<Recorded[]>();
    expect(results.slice(-2)).toMatchObject([{ revision: '1' }, { revision: '2' }]);
    const again = await service.post(`${ALLIANCE}/events`, right, batch);
    expect([again.status, again.json()]).toEqual([200, results.map((result) => ({ ...result, repeat: true }))]);
  });
});
