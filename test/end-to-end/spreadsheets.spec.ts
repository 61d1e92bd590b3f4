// Import of spreadsheets from a dry run to its reversal, over HTTP as any client does it.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportReport } from '../../src/ingestion/spreadsheets/import-report.js';
import { ALLIANCE, expectStatus, member, recommendation, RunningService, type Answer } from './running-service.js';

const CSV = 'text/csv';
const settings = (value: object): string => `&settings=${encodeURIComponent(JSON.stringify(value))}`;

const MEMBERS = [
  'Name;Category;Type of organisation;Country;Member since;Left on',
  'Festo;associate partner;large company;Germany;2023-03-01;',
  'FESTO -De;associate partner;large company;Germany;2023-03-02;',
  'festo-tr;associate partner;company;Turkey;2023-04-01;2024-01-31',
  'Tknika;project partner;R&D centre;Spain;2022-06-15;',
].join('\n');

describe('an imported spreadsheet', () => {
  let service: RunningService;
  beforeEach(async () => {
    service = await RunningService.start();
    await service.establish();
    const indicators = [
      { id: 'I2', title: 'Members', unit: 'count', direction: 'up', measure: { kind: 'membersJoined' } },
      { id: 'I4', title: 'Documents', unit: 'count', direction: 'up', measure: { kind: 'recommendationsPublished' } },
      { id: 'I5', title: 'Satisfaction', unit: 'percent', direction: 'up', measure: { kind: 'satisfaction' } },
    ];
    const framework = { id: 'small', title: 'Small', objectives: [], indicators, milestones: [] };
    await service.call({ method: 'PUT', path: `${ALLIANCE}/framework`, body: { adoptedOn: '2022-06-15', framework } });
  });
  afterEach(() => service.stop());

  const send = (body: string, query: string, headers: object = {}): Promise<Answer> =>
    service.post(`${ALLIANCE}/imports?${query}`, body, { 'content-type': CSV, ...headers });
  const sent = async (body: string, query: string, status: number, headers?: object): Promise<ImportReport> => {
    const answer = await send(body, query, headers);
    expectStatus(answer, status);
    return answer.json<ImportReport>();
  };
  const value = async (id: string, at: string): Promise<unknown> =>
    (await service.read<{ value: unknown }>(`${ALLIANCE}/indicators/${id}?at=${at}`)).value;
  /** Every month's figures. */
  const series = async (): Promise<unknown> =>
    Promise.all(
      ['I2', 'I4', 'I5'].map(
        async (id) => (await service.read<{ series: unknown }>(`${ALLIANCE}/indicators/${id}`)).series,
      ),
    );

  it('is told of first, then recorded once, and adds nothing a second time', async () => {
    const before = await service.head();
    const dry = await sent(MEMBERS, '', 200);
    expect(dry).toMatchObject({ dryRun: true, kind: 'members', rows: 4, recorded: 0, importId: null, refused: [] });
    expect(dry.events).toEqual({ MemberJoined: 4, MemberLeft: 1 });
    expect(dry.likelyDuplicates.map(({ organisations }) => organisations.map(({ name }) => name))).toEqual([
      ['Festo', 'FESTO -De', 'festo-tr'],
    ]);
    expect(await service.head()).toEqual(before);
    const done = await sent(MEMBERS, 'dryRun=false', 201);
    expect(done).toMatchObject({ recorded: 5, alreadyThere: 0, importId: expect.any(String) });
    expect([await value('I2', '2023-03-31'), await value('I2', '2024-02-01')]).toEqual([2, 3]);
    const { position, hash } = await service.head();
    expect(await sent(MEMBERS, 'dryRun=false', 200)).toMatchObject({ recorded: 0, alreadyThere: 5, importId: null });
    expect(await service.head()).toEqual({ position, hash });
    const { events } = await service.read<{ events: { correlationid?: string; importrow?: number }[] }>(
      `${ALLIANCE}/events?type=MemberJoined`,
    );
    expect(events.map(({ correlationid, importrow }) => [correlationid, importrow])).toEqual(
      [2, 3, 4, 5].map((row) => [done.importId, row]),
    );
  });

  it('merges organisations only when a person says so', async () => {
    const same = settings({ organisations: { 'FESTO -De': 'festo', 'festo-tr': 'festo' } });
    const { refused } = await sent(MEMBERS, same, 200);
    // As one organisation it can't join while it is a member.
    expect(refused.map(({ row, code }) => [row, code])).toEqual([
      [3, 'already-member'],
      [4, 'already-member'],
    ]);
  });

  it('says of an organisation whose very name is recorded under another id that it is that one', async () => {
    const named =
      'Id,Name,Category,Kind of organisation,Country,Joined on\nfesto,Festo Didactic SE,affiliate,company,DE,2023-03-01';
    await sent(named, 'dryRun=false', 201);
    const agreement = 'Parties,What it is about,Signed on\nFESTO Didactic SE,Cooperation,2024-01-15';
    expect(await sent(agreement, 'kind=mous&dryRun=false', 201)).toMatchObject({ likelyDuplicates: [] });
    const { events } = await service.read<{ events: { data: { parties: { partyId: string }[] } }[] }>(
      `${ALLIANCE}/events?type=MouProposed`,
    );
    expect(events[0]?.data.parties.map(({ partyId }) => partyId)).toContain('festo');
    // Of others that are likely the same, the ids that they would get are told: none is that of the recorded one.
    const others = 'Parties,What it is about,Signed on\nFesto,Robots,2024-01-15\nFESTO GmbH,Sensors,2024-01-16';
    const { likelyDuplicates } = await sent(others, 'kind=mous', 200);
    expect(likelyDuplicates.map(({ organisations }) => organisations.map(({ id, made }) => [id, made]))).toEqual([
      [
        [undefined, 'festo-2'],
        [undefined, 'festo-gmbh'],
      ],
    ]);
  });

  it('says what is wrong with an id that is none', async () => {
    const call = { method: 'POST', body: MEMBERS, headers: { 'content-type': 'text/csv' } };
    const path = `${ALLIANCE}/imports?${settings({ organisations: { Festo: 'FESTO AG' } }).slice(1)}`;
    const { detail } = await service.refuses({ ...call, path }, { status: 400, code: 'profile-invalid' });
    expect(detail).toMatch(/"FESTO AG" is not an id: 1 to 64 of a-z, 0-9 and -/);
  });

  it.each([
    ['kind=mous', 'Parties,Signed on', 'Parties', ''],
    ['kind=history', 'Fact,Name,Date', 'Name', 'MoU signed,'],
  ])(
    'takes neither several parties nor the Alliance for the partner of an MoU: %s',
    async (kind, head, column, fact) => {
      const partners = ['Festo; Zeiss', 'Lcamp', 'Festo'];
      const rows = [head, ...partners.map((partner) => `${fact}${partner},2023-06-01`)].join('\n');
      const { refused, events } = await sent(rows, kind, 200);
      expect(refused.map((each) => [each.row, each.column, each.code])).toEqual(
        [2, 3].map((row) => [row, column, 'value-invalid']),
      );
      expect(events).toEqual({ MouProposed: 1, MouSigned: 2 });
    },
  );

  it('merges no organisation with another one whose id is what would be made of its name', async () => {
    const named =
      'Id,Name,Category,Kind of organisation,Country,Joined on\nacme,Acme Institute,affiliate,company,DE,2023-03-01';
    await sent(named, 'dryRun=false', 201);
    const agreement = 'Parties,What it is about,Signed on\nAcme,Cooperation,2024-01-15';
    await sent(agreement, 'kind=mous&dryRun=false', 201);
    const { events } = await service.read<{ events: { data: { parties: { partyId: string }[] } }[] }>(
      `${ALLIANCE}/events?type=MouProposed`,
    );
    expect(events[0]?.data.parties.map(({ partyId }) => partyId)).toEqual(['lcamp', 'acme-2']);
    expect(await sent(agreement, 'kind=mous&dryRun=false', 200)).toMatchObject({ recorded: 0, alreadyThere: 3 });
  });

  it('undoes no correction when it is imported again', async () => {
    const rows = 'Name,Category,Kind of organisation,Country,Joined on\nAcme,affiliate,company,DE,2023-03-01';
    await sent(rows, 'dryRun=false', 201);
    const [joined] = (
      await service.read<{ events: { id: string; data: object }[] }>(`${ALLIANCE}/events?type=MemberJoined`)
    ).events;
    const data = { ...joined?.data, joinedOn: '2023-06-01' };
    const path = `${ALLIANCE}/events/${joined?.id}/correction`;
    expectStatus(await service.post(path, { reason: 'Mistyped.', data }), 201);
    const before = await service.head();
    expect(await sent(rows, 'dryRun=false', 200)).toMatchObject({ recorded: 0, alreadyThere: 1, refusedRows: 0 });
    expect(await service.head()).toEqual(before);
  });

  it('goes in row by row where that is wanted, each row whole or not at all', async () => {
    const bad = `${MEMBERS}\nLeft too early;affiliate;company;France;2024-05-01;2024-04-01\nNo day;affiliate;company;France;;\n`;
    const refused = await service.refuses(
      { method: 'POST', path: `${ALLIANCE}/imports?dryRun=false`, body: bad, headers: { 'content-type': CSV } },
      { status: 400, code: 'rows-refused' },
    );
    const { report } = refused as unknown as { report: ImportReport };
    expect(report.refused.map(({ row, column, code }) => [row, column, code])).toEqual([
      [6, 'Left on', 'not-a-member'],
      [7, 'Member since', 'missing'],
    ]);
    const skipped = await sent(bad, 'dryRun=false&skipInvalid=true', 201);
    expect([skipped.recorded, skipped.refusedRows]).toEqual([5, 2]);
    expect((await service.get(`${ALLIANCE}/members/left-too-early`)).status).toBe(404);
  });

  it('judges no row by the rest of one whose form is wrong, and tells nothing else of that', async () => {
    const rows = [
      'Name;Id;Category;Type of organisation;Country;Member since;Left on',
      `${'x'.repeat(301)};festo;affiliate;company;DE;2022-07-01;2023-01-31`,
      'Festo;festo;affiliate;company;DE;2022-08-01;2023-06-30',
      `${'y'.repeat(301)};zeiss;affiliate;company;DE;2022-07-01;2023-01-31`,
    ].join('\n');
    const { events, refused } = await sent(rows, '', 200);
    expect(events).toEqual({ MemberJoined: 1, MemberLeft: 1 });
    expect(refused.map(({ row, code }) => [row, code])).toEqual([
      [2, 'text-too-long'],
      [4, 'text-too-long'],
    ]);
  });

  it('judges no row by the rest of one whose dates are refused, or that has no place among what is recorded', async () => {
    const header = 'Name;Id;Category;Type of organisation;Country;Member since;Left on';
    const tooEarly = [
      header,
      'Bosch;bosch;affiliate;company;DE;2001-07-01;2023-01-31',
      'Bosch;bosch;affiliate;company;DE;2022-08-01;2023-06-30',
    ].join('\n');
    const early = await sent(tooEarly, '', 200);
    expect(early.events).toEqual({ MemberJoined: 1, MemberLeft: 1 });
    expect(early.refused.map(({ row, code }) => [row, code])).toEqual([[2, 'date-out-of-range']]);

    await sent(`${header}\nTrumpf;trumpf;affiliate;company;DE;2022-07-01;2022-12-31\n`, 'dryRun=false', 201);
    const whileMember = [
      header,
      'Trumpf;trumpf;affiliate;company;DE;2022-08-01;2023-06-30',
      'Trumpf;trumpf;affiliate;company;DE;2023-02-01;2024-01-31',
    ].join('\n');
    const { refused } = await sent(whileMember, '', 200);
    expect(refused.map(({ row, code }) => [row, code])).toEqual([[2, 'already-member']]);
  });

  it('refuses, and tells, every row that says what is refused: of what is recorded otherwise too, none goes in by half', async () => {
    const header = 'Name,stakeholderId,Kind of organisation,Country,Identified on,Contacted on,Channel';
    await sent(`${header}\nHeld,held,company,DE,2023-01-01,,`, 'kind=stakeholders&dryRun=false', 201);
    const contacts = ['2023-06-01,mail', '2023-07-01,call'].map((contact) => `company,DE,2023-05-01,${contact}`);
    const rows = [header, ...['Held,held', 'New,new'].flatMap((name) => contacts.map((row) => `${name},${row}`))];
    rows.splice(3, 0, 'New,new,company,DE,2023-04-01,,');
    const { refused, refusedRows, events } = await sent(rows.join('\n'), 'kind=stakeholders&skipInvalid=true', 200);
    expect(refused.map(({ row, code }) => [row, code])).toEqual([2, 3, 5, 6].map((row) => [row, 'stakeholder-exists']));
    expect([refusedRows, events]).toEqual([4, { StakeholderIdentified: 1 }]);
  });

  it('takes what a refused row says from the next row that says it too', async () => {
    const joined = 'Wrong then right;affiliate;company;France;2024-05-01';
    const bad = `${MEMBERS}\n${joined};2024-04-01\n${joined};2024-06-01\n${joined};2024-06-01\n`;
    const skipped = await sent(bad, 'dryRun=false&skipInvalid=true', 201);
    expect([skipped.recorded, skipped.refusedRows]).toEqual([7, 1]);
    expect(skipped.notices).toEqual(['Rows that repeat another row of the file were left out: 8 (as 7).']);
    const { history } = await service.read<{ history: object[] }>(`${ALLIANCE}/members/wrong-then-right`);
    expect(history).toMatchObject([{ type: 'MemberJoined' }, { type: 'MemberLeft', data: { leftOn: '2024-06-01' } }]);
  });

  it('refuses every row that says what is refused', async () => {
    const joined = 'Never joined;affiliate;company;France;1999-05-01';
    const bad = `${MEMBERS}\n${joined};\n${joined};\n`;
    const skipped = await sent(bad, 'dryRun=false&skipInvalid=true', 201);
    expect([skipped.recorded, skipped.refusedRows, skipped.notices]).toEqual([5, 2, []]);
  });

  it('says who imported, and who took it back, where they gave a name', async () => {
    const headers = { 'x-actor': 'Ane%20Ib%C3%A1%C3%B1ez' };
    const { importId } = await sent(MEMBERS, 'dryRun=false', 201, headers);
    const reversal = `${ALLIANCE}/imports/${importId ?? ''}/reversal`;
    const said = { reason: 'The wrong list.' };
    expectStatus(await service.post(reversal, said, { 'x-actor': '' }), 400);
    expectStatus(await service.post(reversal, said, { 'x-actor': 'Jon' }), 201);
    const { history } = await service.read<{ history: object[] }>(`${ALLIANCE}/members/festo`);
    expect(history).toMatchObject([{ actor: 'Ane Ibáñez' }, { actor: 'Jon' }]);
    const { imports } = await service.read<{ imports: object[] }>(`${ALLIANCE}/imports`);
    expect(imports).toMatchObject([{ importId, actor: 'Ane Ibáñez' }]);
  });

  it('is taken back as a whole: every figure as before, the history shows both, and it can be recorded again', async () => {
    await service.record('/recommendations', recommendation('r1'));
    const before = await series();
    const { importId } = await sent(MEMBERS, 'dryRun=false', 201);
    expect(await series()).not.toEqual(before);
    const reversal = `${ALLIANCE}/imports/${importId ?? ''}/reversal`;
    const answer = await service.post(reversal, { reason: 'The wrong list.' });
    expectStatus(answer, 201);
    expect(answer.json()).toMatchObject({ importId, retracted: 5, alreadyRetracted: 0 });
    expect(await series()).toEqual(before);
    const { history } = await service.read<{ history: object[] }>(`${ALLIANCE}/members/festo`);
    expect(history).toMatchObject([
      { type: 'MemberJoined', retractionReason: 'The wrong list.' },
      { type: 'EventRetracted' },
    ]);
    const { imports } = await service.read<{ imports: object[] }>(`${ALLIANCE}/imports`);
    expect(imports).toMatchObject([
      { importId, events: { MemberJoined: 4, MemberLeft: 1 }, reversed: { retracted: 5, reason: 'The wrong list.' } },
    ]);
    const again = await service.post(reversal, { reason: 'Again.' });
    expect([again.status, again.json()]).toEqual([200, expect.objectContaining({ retracted: 0, alreadyRetracted: 5 })]);
    expect(await sent(MEMBERS, 'dryRun=false', 201)).toMatchObject({ recorded: 5 });
    expect(await value('I2', '2024-02-01')).toBe(3);
  });

  it('can’t be taken back while a later fact stands on it', async () => {
    const { importId } = await sent(MEMBERS, 'dryRun=false', 201);
    await service.record('/members/festo/departure', { leftOn: '2025-01-31' });
    const call = { method: 'POST', path: `${ALLIANCE}/imports/${importId ?? ''}/reversal`, body: { reason: 'Wrong.' } };
    await service.refuses(call, { status: 409, code: 'later-fact-without-ground' });
    await service.refuses(
      { ...call, path: `${ALLIANCE}/imports/none/reversal` },
      { status: 404, code: 'import-unknown' },
    );
  });

  it('is neither blocked nor shown as reversed by events that name it', async () => {
    const { importId } = await sent(MEMBERS, 'dryRun=false', 201);
    service.now += 60_000;
    await service.establish('other');
    const named = (alliance: string, id: string, source: string, more: object): object => ({
      ...{ specversion: '1.0', id, source, type: 'org.alliance-kpi.MemberJoined', ...more },
      ...{ subject: `member-${alliance}.${id}`, data: member(id) },
    });
    for (const alliance of ['other', 'lcamp']) {
      for (const event of [
        named(alliance, 'one', 'urn:alliance-kpi:spreadsheet', { correlationid: importId }),
        named(alliance, 'two', 'urn:alliance-kpi:import-reversal', { causationid: importId }),
      ])
        expectStatus(
          await service.post(`/api/alliances/${alliance}/events`, event, {
            'content-type': 'application/cloudevents+json',
          }),
          201,
        );
    }
    // A later fact stands on what the forged event recorded: that can't be retracted.
    await service.record('/members/one/departure', { leftOn: '2025-01-31' });
    const { imports } = await service.read<{ imports: object[] }>(`${ALLIANCE}/imports`);
    expect(imports).toMatchObject([{ importId, events: { MemberJoined: 4, MemberLeft: 1 }, reversed: null }]);
    const answer = await service.post(`${ALLIANCE}/imports/${importId ?? ''}/reversal`, { reason: 'Wrong.' });
    expect([answer.status, answer.json()]).toEqual([
      201,
      expect.objectContaining({ retracted: 5, alreadyRetracted: 0 }),
    ]);
  });

  it('is taken back once when two do so at once', async () => {
    const { importId } = await sent(MEMBERS, 'dryRun=false', 201);
    const reversal = `${ALLIANCE}/imports/${importId ?? ''}/reversal`;
    const answers = await Promise.all(['One.', 'Two.', 'Three.'].map((reason) => service.post(reversal, { reason })));
    const told = answers.map(({ status, text }) => [
      status,
      ...(text.match(/"(retracted|alreadyRetracted)":\d/g) ?? []),
    ]);
    expect(told.sort()).toEqual([
      [200, '"retracted":0', '"alreadyRetracted":5'],
      [200, '"retracted":0', '"alreadyRetracted":5'],
      [201, '"retracted":5', '"alreadyRetracted":0'],
    ]);
  });

  it('is known by its headers also where a value for all rows stands for one, and others are ignored', async () => {
    const rows = 'Name,Category,Type,Country,Nº\nFesto,affiliate,company,DE,1';
    const { kind, preview } = await sent(rows, settings({ values: { joinedOn: '2023-03-01' }, ignore: ['Nº'] }), 200);
    expect([kind, preview[0]?.data]).toEqual(['members', expect.objectContaining({ joinedOn: '2023-03-01' })]);
  });

  it('says that a value gives way to its column, and refuses one for a field that there is not', async () => {
    const { notices } = await sent(MEMBERS, settings({ values: { country: 'FR' } }), 200);
    expect(notices).toContain('The value given for country was taken only where the column "Country" is empty.');
    const inSpanish = await sent(MEMBERS, `language=es${settings({ values: { country: 'FR' } })}`, 200);
    expect(inSpanish.notices).toEqual([
      'El valor dado para country se tomó solo donde la columna «Country» está vacía.',
    ]);
    for (const wrong of [{ values: { nope: '1' } }, { words: { nope: {} } }, { values: { constructor: '1' } }]) {
      const answer = await send(MEMBERS, `kind=members${settings(wrong)}`);
      expectStatus(answer, 400);
    }
    const broken = await send(MEMBERS, 'settings=%7B');
    expect(broken.json()).toMatchObject({ type: '/problems/json-invalid', errors: [{ field: 'settings' }] });
  });

  it.each([
    ['a field that there is not', { corrections: [{ where: { Name: 'Festo' }, set: { joined: '2023-03-02' } }] }],
    ['a column that there is not', { corrections: [{ where: { Nombre: 'Festo' }, set: { joinedOn: '2023-03-02' } }] }],
    ['words to keep for no field', { kept: { comment: ['Category'] } }],
  ])('refuses a correction that would correct nothing: %s', async (_what, wrong) => {
    const answer = await send(MEMBERS, `kind=members${settings(wrong)}`);
    expect([answer.status, answer.json<{ type: string }>().type]).toEqual([400, '/problems/header-invalid']);
  });

  it('is not hindered by what else lies among the profiles', async () => {
    const folder = join(service.dataDir, 'import-profiles');
    mkdirSync(join(folder, 'folder.json'), { recursive: true });
    writeFileSync(join(folder, '._mine.json'), 'no JSON');
    writeFileSync(join(folder, 'damaged.json'), '{');
    await sent(MEMBERS, '', 200);
    const { profiles } = await service.read<{ profiles: { name: string }[] }>('/api/import-profiles');
    expect(profiles.map(({ name }) => name)).not.toContain('damaged');
  });

  it('saves so many profiles and no more, but always in the place of one', async () => {
    const folder = join(service.dataDir, 'import-profiles');
    mkdirSync(folder, { recursive: true });
    for (let i = 1; i <= 200; i++) writeFileSync(join(folder, `mine-${i}.json`), '{"kind":"members"}');
    const put = (name: string) => ({ method: 'PUT', path: `/api/import-profiles/${name}`, body: { kind: 'mous' } });
    await service.refuses(put('mine-201'), { status: 409, code: 'too-many-profiles' });
    expectStatus(await service.call(put('mine-200')), 200);
  });

  it('says that there is no room for a profile', async () => {
    const folder = join(service.dataDir, 'import-profiles');
    mkdirSync(folder, { recursive: true });
    symlinkSync('/dev/full', join(folder, 'mine.json.new'));
    await service.refuses(
      { method: 'PUT', path: '/api/import-profiles/mine', body: { kind: 'members' } },
      { status: 507, code: 'storage-full' },
    );
  });

  it('holds facts of all kinds from before recording began', async () => {
    const rows = [
      'fact,name,date,category,agent type,country,audience,work package,reference',
      'member joined,Festo,2023-03-01,associate partner,company,DE,,,',
      'MoU signed,Zeiss,2023-06-15,,,DE,,,',
      'recommendation published,Micro-credentials,2023-09-30,,,,Policymakers; Companies,,',
      'official registration,Moniteur belge,2023-11-10,,,,,,2023/147852',
      'platform released,1.0,2023-06-01,,,,,,',
      'activity completed,Statutes,2023-11-14,,,,,WP2,',
    ];
    const { events, recorded } = await sent(rows.join('\n'), 'dryRun=false', 201);
    expect([recorded, events]).toEqual([
      9,
      {
        MemberJoined: 1,
        MouProposed: 1,
        MouSigned: 2,
        RecommendationPublished: 1,
        OfficialRegistrationPublished: 1,
        PlatformReleased: 1,
        ActivityPlanned: 1,
        ActivityCompleted: 1,
      },
    ]);
  });

  it('loses nothing that a row says of before: a proof goes with each fact, an address only where there is a place for it', async () => {
    const rows = [
      'Fact,Name,Date,Work package,Evidence,URL',
      'activity completed,Website,2023-05-02,6,Report of work package 6,',
      'MoU signed,Festo,2023-06-01,,,https://example.org/mou',
    ].join('\n');
    const { preview, refused } = await sent(rows, 'kind=history', 200);
    expect(preview.at(-1)).toMatchObject({
      type: 'ActivityCompleted',
      data: { completedOn: '2023-05-02', evidence: [{ title: 'Report of work package 6' }] },
    });
    expect(refused).toEqual([expect.objectContaining({ row: 3, column: 'URL', code: 'value-invalid' })]);
  });

  it('loses nothing that a row says of before: what its fact has no place for is refused, unless it was said for all', async () => {
    const rows = [
      'Fact,Name,Date,Country,Audience',
      'platform released,1.0,2023-05-02,DE,',
      'MoU signed,Festo,2023-06-01,DE,SMEs',
    ];
    const { refused } = await sent(rows.join('\n'), 'kind=history', 200);
    expect(refused).toEqual([
      expect.objectContaining({ row: 2, column: 'Country', value: 'DE', code: 'value-invalid' }),
      expect.objectContaining({ row: 3, column: 'Audience', value: 'SMEs', code: 'value-invalid' }),
    ]);
    const said = `kind=history${settings({ values: { country: 'DE', audience: 'SMEs' } })}`;
    expect(await sent(rows.join('\n').replaceAll(/DE|SMEs/g, ''), said, 200)).toMatchObject({ refused: [] });
  });

  it.each([
    [
      'members',
      'name,category,agent type,country,joined on,left on,reason',
      'Festo,affiliate,company,DE,2023-06-01',
      'left on',
    ],
    ['activities', 'title,wp,planned on,note,x,cancelled on,reason', 'Website,6,2023-06-01,,', 'cancelled on'],
    [
      'stakeholders',
      'name,country,agent type,description,identified on,contacted on,outcome',
      'Festo,DE,company,,2023-06-01',
      'contacted on',
    ],
  ])('loses no reason or outcome whose day is missing: %s', async (kind, header, thing, column) => {
    const asked = `kind=${kind}${settings({ ignore: 'others' })}`;
    const { refused } = await sent([header, `${thing},,They said why`].join('\n'), asked, 200);
    expect(refused).toEqual([expect.objectContaining({ row: 2, column, code: 'missing' })]);
  });

  const LONG = 'Recommendations on micro-credentials in advanced manufacturing for';

  it('takes a document whose title begins as that of another for one of its own, also once that one was withdrawn', async () => {
    const documents = (...rows: readonly string[]): string => ['title,audience,published on', ...rows].join('\n');
    const [smes, schools, cities] = [
      `${LONG} SMEs,SMEs,2023-06-01`,
      `${LONG} schools,Schools,2023-06-02`,
      `${LONG} cities,Cities,2023-06-03`,
    ];
    await sent(documents(smes), 'dryRun=false', 201);
    const { recommendations } = await service.read<{ recommendations: { recommendationId: string }[] }>(
      `${ALLIANCE}/recommendations`,
    );
    const withdrawal = { withdrawnOn: '2023-07-01', reason: 'Outdated' };
    const path = `${ALLIANCE}/recommendations/${recommendations[0]?.recommendationId ?? ''}/withdrawal`;
    expectStatus(await service.post(path, withdrawal), 201);
    await sent(documents(cities, schools), 'dryRun=false', 201);
    expect(await sent(documents(schools, cities, smes), '', 200)).toMatchObject({ events: {}, alreadyThere: 3 });
    expect([await value('I4', '2023-06-30'), await value('I4', '2023-07-01')]).toEqual([3, 2]);
  });

  it('says what to do where one looks like another of its name', async () => {
    const rows = ['title,audience,published on', `${LONG} SMEs,SMEs,2023-06-01`, `${LONG} SMEs,Schools,2023-06-02`];
    const { refused } = await sent(rows.join('\n'), '', 200);
    expect(refused).toEqual([
      expect.objectContaining({
        row: 3,
        code: 'already-published',
        remedy:
          'Leave the row out, or, where it is another one, give it an id of its own in a column recommendationId.',
      }),
    ]);
    const named = rows.map((row, i) => `${row},${['id', 'smes', 'schools'][i]}`).join('\n');
    expect(await sent(named, '', 200)).toMatchObject({ refused: [], events: { RecommendationPublished: 2 } });
  });

  it('adds up the topics of rows that say the same of a group, and refuses one that says something else', async () => {
    const groups = (...rows: readonly string[]): string => ['Name of the group,Formed on,Topics', ...rows].join('\n');
    const [first, other] = ['Robots,2024-11-30', 'Robots,2025-02-01'] as const;
    const contradicting = groups(`${first},A`, `${other},B`, `${first},C`, `${other},D`);
    const { refused, preview } = await sent(contradicting, '', 200);
    expect(refused.map(({ row, code }) => [row, code])).toEqual([
      [3, 'thematic-group-exists'],
      [5, 'thematic-group-exists'],
    ]);
    expect(preview.map(({ row, data }) => [row, data])).toEqual([
      [2, { groupId: 'robots', title: 'Robots', topics: ['A', 'C'], formedOn: '2024-11-30' }],
    ]);
    expectStatus(await send(contradicting, 'dryRun=false'), 400);
    // Facts of one request are judged by their days: where the second row has the earlier one, the first is refused.
    const earlier = await sent(groups(`${other},B`, `${first},A`), '', 200);
    expect(earlier.refused.map(({ row }) => row)).toEqual([2]);
    expect(await sent(groups(`${first},A`, first + ',', `${first},C`), 'dryRun=false', 201)).toMatchObject({
      recorded: 1,
    });
  });

  it('says what to do about two things of one name where no column could tell them apart', async () => {
    const rows = 'fact,name,date\nMoU signed,Festo,2023-01-10\nMoU signed,Festo,2024-01-10';
    const { refused } = await sent(rows, 'kind=history', 200);
    expect(refused).toEqual([
      expect.objectContaining({
        row: 3,
        code: 'mou-exists',
        remedy: expect.stringMatching(/list of its kind, with an id/),
      }),
    ]);
  });

  it('begins with a template of its kind, which is a file that can be imported', async () => {
    const { templates } = await service.read<{ templates: { kind: string; files: string[] }[] }>(
      '/api/import-templates',
    );
    for (const { kind, files } of templates) {
      for (const file of files.flatMap((each) => [each, `${each}?language=es`])) {
        const response = await fetch(service.url + file);
        expect([response.status, response.headers.get('content-disposition')]).toEqual([
          200,
          expect.stringContaining(`filename="${kind}.`),
        ]);
        const answer = await service.call({
          method: 'POST',
          path: `${ALLIANCE}/imports?kind=${kind}`,
          body: Buffer.from(await response.arrayBuffer()),
          headers: { 'content-type': response.headers.get('content-type') ?? '' },
        });
        const report = answer.json<ImportReport>();
        // The framework here has no indicator I7 for the example of a measurement.
        const expected = kind === 'measurements' ? ['indicator-unknown'] : [];
        expect([file, answer.status, report.refused.map(({ code }) => code)]).toEqual([file, 200, expected]);
        // Whoever forgets to overwrite it would record it.
        expect(report.notices).toContain('Row 2 is the example of the template: delete it, unless it is meant.');
      }
    }
  });

  it('begins with a template in Spanish, which a Spanish spreadsheet program opens in columns', async () => {
    const response = await fetch(`${service.url}/api/import-templates/members.csv?language=es`);
    const [header, example] = (await response.text()).split(/\r?\n/);
    expect(header).toMatch(/Nombre de la organización;Identificador;Pertenece como;Tipo de organización;País;/);
    expect(example).toMatch(/^Festo;;Socio asociado;Empresa;Alemania;2023-11-14;/);
    const unknown = { method: 'GET', path: '/api/import-templates/members.csv?language=fr' };
    await service.refuses(unknown, { status: 400, code: 'request-invalid' });
  });

  describe('of a survey tool', () => {
    const survey = {
      surveyId: 'wave-1',
      title: 'Satisfaction, first wave',
      openedOn: '2024-05-01',
      closesOn: '2024-05-31',
      invited: 9,
      satisfactionQuestion: 'q1',
      satisfiedFrom: 4,
      questions: { q1: 'SAT[1]', q2: 'USE' },
    };
    const words = { 'Strongly agree': 5, Agree: 4, Neither: 3, Disagree: 2, 'Strongly disagree': 1 };

    it('LimeSurvey: incomplete responses are left out, and nothing says who answered', async () => {
      const rows = [
        'id,submitdate,lastpage,startlanguage,token,ipaddr,email,SAT[1],USE',
        '11,2024-05-14 10:23:11,3,en,secret-token,192.0.2.1,someone@example.org,5,4',
        '12,,1,en,secret-token,192.0.2.2,another@example.org,5,',
        '13,2024-05-15 09:00:00,3,es,secret-token,192.0.2.3,third@example.org,2,3',
        '14,2024-05-16 09:00:00,3,es,secret-token,192.0.2.3,third@example.org,4,',
      ].join('\n');
      const report = await sent(rows, `profile=limesurvey&dryRun=false${settings({ survey })}`, 201);
      expect(report).toMatchObject({
        kind: 'answers',
        leftOut: { 'incomplete response': 1 },
        events: { SurveyOpened: 1, SurveyAnswered: 3 },
      });
      const { value: satisfied, companions } = await service.read<{ value: number; companions: object }>(
        `${ALLIANCE}/indicators/I5?at=2024-06-14`,
      );
      expect([Math.round(satisfied * 100) / 100, companions]).toEqual([
        66.67,
        expect.objectContaining({ numerator: 2, denominator: 3, invited: 9 }),
      ]);
      const { text } = await service.get(`${ALLIANCE}/events?limit=1000`);
      for (const personal of ['secret-token', '192.0.2', 'example.org/', '@example.org', '"importrow":3'])
        expect(text).not.toContain(personal);
    });

    it('Kobo: what answers in words count as is said in the profile, and what it doesn’t say is refused', async () => {
      const rows = [
        '_uuid;_submission_time;SAT[1];USE',
        'a-1;2024-05-14T10:23:11;Strongly agree;Agree',
        'a-2;2024-05-14T11:23:11;disagree;',
        'a-3;2024-06-14T11:23:11;Agree;',
        'a-4;2024-05-14T12:23:11;Not sure;',
        'a-5;2024-05-14T12:23:11;Agree;not applicable',
      ].join('\n');
      const saved = await service.call({
        method: 'PUT',
        path: '/api/import-profiles/our-survey',
        body: { kind: 'answers', survey: { ...survey, words: { ...words, 'Not applicable': null } } },
      });
      expectStatus(saved, 200);
      const { refused } = await sent(rows, 'profile=our-survey', 200);
      expect(refused.map(({ row, column, code }) => [row, column, code])).toEqual([
        [4, '_submission_time', 'survey-not-open'],
        [5, 'SAT[1]', 'word-unknown'],
      ]);
      const { recorded, preview } = await sent(rows, 'profile=our-survey&dryRun=false&skipInvalid=true', 201);
      expect([recorded, preview.find(({ row }) => row === 6)?.data]).toEqual([
        4,
        expect.objectContaining({ answers: { q1: 4, q2: null } }),
      ]);
    });

    it('LimeSurvey: incomplete responses are left out also where its profile isn’t named', async () => {
      const rows = [
        'id,submitdate,datestamp,Q1',
        '1,2024-05-14 10:00:00,2024-05-14 10:00:00,4',
        '2,,2024-05-15 09:00:00,2',
      ];
      const asked = { ...survey, questions: { q1: 'Q1' } };
      const left = { leftOut: { 'incomplete response': 1 }, events: { SurveyOpened: 1, SurveyAnswered: 1 } };
      expect(await sent(rows.join('\n'), `kind=answers${settings({ survey: asked })}`, 200)).toMatchObject(left);
      const all = settings({ survey: { ...asked, incomplete: 'record' } });
      const { events } = await sent(rows.join('\n'), `kind=answers${all}`, 200);
      expect(events).toEqual({ SurveyOpened: 1, SurveyAnswered: 2 });
    });

    it('LimeSurvey: headers may be codes with the texts behind them', async () => {
      const rows = [
        '"id. Response ID","submitdate. Date submitted","lastpage. Last page","SAT. How satisfied are you?"',
        '"1","2024-05-14 10:00:00","3","5"',
        '"2","","1","3"',
      ].join('\n');
      const asked = { ...survey, questions: { q1: 'SAT. How satisfied are you?' } };
      const report = await sent(rows, `profile=limesurvey${settings({ survey: asked })}`, 200);
      expect(report).toMatchObject({
        leftOut: { 'incomplete response': 1 },
        events: { SurveyOpened: 1, SurveyAnswered: 1 },
        refused: [],
      });
    });

    it('LimeSurvey without dates: a response that was sent off on no day is complete, and takes the day for all', async () => {
      const rows = ['id,submitdate,Q1', '1,1980-01-01 00:00:00,4', '2,,2', '3,1980-01-01 00:00:00,5'].join('\n');
      const undated = { survey: { ...survey, questions: { q1: 'Q1' } } };
      const { leftOut, refused } = await sent(rows, `profile=limesurvey${settings(undated)}`, 200);
      expect(leftOut).toEqual({ 'incomplete response': 1 });
      expect(refused.map(({ row, code }) => [row, code])).toEqual([
        [2, 'missing'],
        [4, 'missing'],
      ]);
      const dated = { ...undated, dates: 'dd/mm/yyyy', values: { answeredOn: '14/05/2024' } };
      const { events } = await sent(rows, `profile=limesurvey${settings(dated)}`, 200);
      expect(events).toEqual({ SurveyOpened: 1, SurveyAnswered: 2 });
    });

    it('takes values for all rows and corrections, as any list does', async () => {
      const rows = ['id,submitdate,Q1,Country', '1,2024-05-14,4,', '2,2024-05-15,2,Germany'].join('\n');
      const said = {
        survey: { ...survey, questions: { q1: 'Q1' } },
        values: { memberCategory: 'affiliate', country: 'Spain' },
        corrections: [{ where: { id: '2' }, set: { answeredOn: '2024-05-16' } }],
      };
      const { preview, notices } = await sent(rows, `kind=answers${settings(said)}`, 200);
      expect(notices).toEqual(['The value given for country was taken only where the column "Country" is empty.']);
      const answers = preview.filter(({ type }) => type === 'SurveyAnswered').sort((a, b) => a.row - b.row);
      expect(answers.map(({ data }) => data)).toEqual([
        expect.objectContaining({ answeredOn: '2024-05-14', memberCategory: 'affiliate', country: 'ES' }),
        expect.objectContaining({ answeredOn: '2024-05-16', memberCategory: 'affiliate', country: 'DE' }),
      ]);
    });

    it('takes nothing from a column that is to be ignored, whatever it is called', async () => {
      const rows = 'id,submitdate,Q1,Country,Category\n1,2024-05-14,4,Germany,affiliate\n2,2024-05-14,4,Atlantis,';
      const said = { survey: { ...survey, questions: { q1: 'Q1' } }, ignore: ['Country', 'category'] };
      const { preview, refused } = await sent(rows, `kind=answers${settings(said)}`, 200);
      const answers = preview
        .filter(({ type }) => type === 'SurveyAnswered')
        .map(({ data }) => Object.keys(data as object));
      const opaque = ['surveyId', 'responseId', 'answeredOn', 'answers'];
      expect([refused, answers]).toEqual([[], [opaque, opaque]]);
    });

    it('tells words apart that are made of signs', async () => {
      const rows = ['id,submitdate,Q1', '1,2024-05-14,--', '2,2024-05-14,-', '3,2024-05-14,++', '4,2024-05-14,+ -'];
      const signs = { ...survey, questions: { q1: 'Q1' }, words: { '--': 1, '-': 2, o: 3, '+': 4, '++': 5 } };
      const asked = `kind=answers${settings({ survey: signs })}`;
      const { refused } = await sent(rows.join('\n'), asked, 200);
      expect(refused.map(({ row, code }) => [row, code])).toEqual([[5, 'word-unknown']]);
      await sent(rows.join('\n'), `${asked}&dryRun=false&skipInvalid=true`, 201);
      const { events } = await service.read<{ events: { data: { answers: object } }[] }>(
        `${ALLIANCE}/events?type=SurveyAnswered`,
      );
      expect(events.map(({ data }) => data.answers)).toEqual([{ q1: 1 }, { q1: 2 }, { q1: 5 }]);
    });

    it('says what is wrong with a survey that it can’t open, and not of every answer that there is none', async () => {
      const call = {
        method: 'POST',
        body: 'id,submitdate,Q1\n1,2024-05-14,4',
        headers: { 'content-type': 'text/csv' },
      };
      const said = settings({ survey: { ...survey, questions: { q1: 'Q1' }, satisfactionQuestion: 'q9' } });
      const path = `${ALLIANCE}/imports?kind=answers${said}`;
      const { detail } = await service.refuses({ ...call, path }, { status: 400, code: 'value-invalid' });
      expect(detail).toBe('satisfactionQuestion: q9 is none of the questions.');
    });

    it('says what of a survey is recorded otherwise than its profile says', async () => {
      const rows = 'id,submitdate,Q1\n1,2024-05-14,4';
      const asked = (said: object): string =>
        `kind=answers${settings({ survey: { ...survey, questions: { q1: 'Q1' }, ...said } })}`;
      await sent(rows, `${asked({})}&dryRun=false`, 201);
      expect((await sent(rows, asked({}), 200)).notices).toEqual([]);
      const { notices } = await sent(rows, asked({ invited: 12, scale: { min: 0, max: 10 } }), 200);
      expect(notices).toEqual(['The survey is recorded already with other details, which were kept: invited, scale.']);
    });

    it('can be imported again when it was taken back', async () => {
      const rows = 'id,submitdate,Q1\n1,2024-05-14,4\n2,2024-05-15,2';
      const asked = `kind=answers&dryRun=false${settings({ survey: { ...survey, questions: { q1: 'Q1' } } })}`;
      const { importId } = await sent(rows, asked, 201);
      const reversal = await service.post(`${ALLIANCE}/imports/${importId}/reversal`, { reason: 'The wrong file.' });
      expectStatus(reversal, 201);
      expect(await sent(rows, asked, 201)).toMatchObject({ events: { SurveyOpened: 1, SurveyAnswered: 2 } });
      const { companions } = await service.read<{ companions: object }>(`${ALLIANCE}/indicators/I5?at=2024-06-14`);
      expect(companions).toMatchObject({ numerator: 1, denominator: 2 });
    });

    it('Kobo: columns that nothing is taken from may have one header, those that are named may not', async () => {
      const rows = (...header: readonly string[]): string =>
        [
          ['_uuid', '_id', 'id', '_submission_time', '_version_', '__version__', ...header].join(),
          'a,7,9,2024-05-14,v1,v2,5,4',
        ].join('\n');
      const asked = `profile=kobo${settings({ survey: { ...survey, questions: { q1: 'SAT' } } })}`;
      for (const other of ['Comments', 'sat']) {
        const { preview } = await sent(rows('SAT', other), asked, 200);
        expect(preview[1]?.data).toMatchObject({ answers: { q1: 5 } });
      }
      for (const header of [
        ['SAT', 'SAT'],
        ['Sat', 'sat'],
      ]) {
        const answer = await send(rows(...header), asked);
        expect([answer.status, answer.text]).toEqual([
          400,
          expect.stringContaining('The header \\"SAT\\" stands twice.'),
        ]);
      }
    });

    it('EUSurvey: contributions, with days as it writes them', async () => {
      const rows = [
        '"Contribution ID","Creation date","Last update","User name","SAT[1]","USE"',
        '"c-1","14/05/2024 10:23","14/05/2024 10:25","someone@example.org","Strongly agree","Agree"',
        '"c-2","15/05/2024 09:00","15/05/2024 09:10","another@example.org","Disagree",""',
      ].join('\n');
      const report = await sent(
        rows,
        `profile=eusurvey&dryRun=false${settings({ survey: { ...survey, words } })}`,
        201,
      );
      expect(report).toMatchObject({
        kind: 'answers',
        profile: 'eusurvey',
        events: { SurveyOpened: 1, SurveyAnswered: 2 },
      });
      const { companions } = await service.read<{ companions: object }>(`${ALLIANCE}/indicators/I5?at=2024-06-14`);
      expect(companions).toMatchObject({ numerator: 1, denominator: 2 });
      const { text } = await service.get(`${ALLIANCE}/events?type=SurveyAnswered`);
      expect(text).toContain('"answeredOn":"2024-05-14"');
      expect(text).not.toContain('@example.org');
    });

    // LimeSurvey's export calls the column "invited", its table "sent".
    it.each(['sent', 'invited'])(
      'counts those %s in a list of participants, of which nothing is kept',
      async (sent) => {
        const list = `tid,firstname,email,${sent}\n1,A,a@example.org,2024-05-01 10:00\n2,B,b@example.org,N\n3,C,c@example.org,2024-05-01 10:00\n`;
        const answer = await service.call({
          method: 'POST',
          path: `${ALLIANCE}/imports/participants`,
          body: list,
          headers: { 'content-type': CSV },
        });
        expect([answer.status, answer.json()]).toEqual([200, { listed: 3, invited: 2 }]);
      },
    );

    it('counts no title among those invited', async () => {
      const list = 'Invited to the first wave,,\ntid,email,sent\n1,a@example.org,2024-05-01 10:00\n2,b@example.org,N\n';
      const call = { method: 'POST', path: `${ALLIANCE}/imports/participants`, headers: { 'content-type': CSV } };
      await service.refuses({ ...call, body: list }, { status: 400, code: 'header-invalid' });
    });
  });

  it.each<readonly [list: string, events: Record<string, number>, leftOut: number, refused: number]>([
    ['activities', { ActivityPlanned: 32 }, 0, 0],
    ['partners', { StakeholderIdentified: 78 }, 0, 0],
    ['stakeholders', { StakeholderIdentified: 52 }, 0, 0],
    ['thematic-areas', { ThematicGroupFormed: 17 }, 0, 0],
  ])('the plan’s %s are imported as they are, and once', async (list, events) => {
    const file = readFileSync(new URL(`../../../test/end-to-end/plan-lists/${list}.csv`, import.meta.url), 'utf8');
    const report = await sent(file, 'dryRun=false', 201);
    expect(report).toMatchObject({ profile: `lcamp-${list}`, events, refused: [] });
    expect(await sent(file, 'dryRun=false', 200)).toMatchObject({ recorded: 0, refused: [] });
  });

  it('may have a title above its header', async () => {
    const rows = ['Members of the Alliance', '', ';;;;;', ...MEMBERS.split('\n')].join('\n');
    const report = await sent(rows, '', 200);
    expect(report).toMatchObject({ kind: 'members', rows: 4, refused: [] });
    expect(report.preview[0]?.row).toBe(5);
    expect(report.notices).toContain('Rows above the header were passed over: 1.');
    const unknown = await send(['Members', 'a;b', 'c;d'].join('\n'), '');
    expect(unknown.json()).toMatchObject({ status: 400, type: '/problems/kind-unknown' });
  });

  it('tells its progress in lines where that is asked for', async () => {
    const response = await fetch(`${service.url}${ALLIANCE}/imports?dryRun=false`, {
      method: 'POST',
      body: MEMBERS,
      headers: { 'content-type': CSV, accept: 'application/x-ndjson' },
    });
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { result?: ImportReport });
    expect(lines.at(-1)?.result).toMatchObject({ recorded: 5 });
  });

  it('says what is wrong with a profile', async () => {
    const refused = { status: 400, code: 'profile-invalid' };
    const put = (name: string, body: object) => ({ method: 'PUT', path: `/api/import-profiles/${name}`, body });
    await service.refuses(put('mine', { kind: 'memberz' }), { ...refused, field: 'kind' });
    await service.refuses(put('mine', { color: 'red' }), { ...refused, field: 'color' });
    await service.refuses(put('limesurvey', {}), { ...refused, field: 'name' });
    await service.refuses(
      { method: 'GET', path: '/api/import-profiles/nobody' },
      { status: 404, code: 'profile-unknown' },
    );
  });
});
