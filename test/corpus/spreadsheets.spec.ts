// Bad spreadsheets, each with its answer: nothing is stored, and the reason names the place and what to do. Those that
// are odd but clear are taken.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportReport } from '../../src/ingestion/spreadsheets/import-report.js';
import { ALLIANCE, RunningService, type Answer } from '../end-to-end/running-service.js';
import { date, number, row, text, workbook, zip, type Sheet } from './workbook.fixture.js';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEAD = 'name,category,agent type,country,joined on';
const festo = (joinedOn: string, name = 'Festo', country = 'DE'): string =>
  `${HEAD}\n${name},associate partner,company,${country},${joinedOn}\n`;
const MEASURED = 'indicator;value;measured on';
const measured = (value: string): string => `${MEASURED}\nI7;${value};2024-06-14\n`;

const sheetHead = row(text('name'), text('category'), text('agent type'), text('country'), text('joined on'));
const sheetRow = (joinedOn: string, name = text('Festo')): string =>
  row(name, text('associate partner'), text('company'), text('DE'), joinedOn);
const sheet = (joinedOn: string, more: Partial<Sheet> = {}): Sheet => ({
  rows: sheetHead + sheetRow(joinedOn),
  ...more,
});

const merged = (...references: readonly string[]): string =>
  `<mergeCells>${references.map((reference) => `<mergeCell ref="${reference}"/>`).join('')}</mergeCells>`;
/** A title in row 1, the header in row 3. */
const titled = (after: string, more = 'joined on'): Buffer => {
  const head = sheetHead.replace('joined on', more);
  const rows = row(text('Our members')) + row() + head + sheetRow(date(45351)) + sheetRow(date(45351), text('Zeiss'));
  return workbook([{ rows, after }]);
};

/** A measurement, whose value style 1 shows in a format: a number of those that need no words, or its words. */
function measuredIn(value: string, format: string): Buffer {
  const rows = row(text('indicator'), text('value'), text('measured on')) + row(text('I7'), value, text('2024-06-14'));
  const [id, formats] = /^\d+$/.test(format)
    ? [format, '']
    : ['164', `<numFmts><numFmt numFmtId="164" formatCode="${format}"/></numFmts>`];
  return workbook([{ rows }], {
    styles: `${formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs>`,
  });
}

describe('spreadsheets', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
    const indicator = { id: 'I7', title: 'Visits', unit: 'number', direction: 'up', measure: { kind: 'reported' } };
    const framework = { id: 'small', title: 'Small', objectives: [], indicators: [indicator], milestones: [] };
    await service.call({ method: 'PUT', path: `${ALLIANCE}/framework`, body: { adoptedOn: '2022-06-15', framework } });
  });
  afterAll(() => service.stop());

  const send = (type: string, body: string | Buffer, query = ''): Promise<Answer> =>
    service.call({ method: 'POST', path: `${ALLIANCE}/imports${query}`, body, headers: { 'content-type': type } });

  /** The dry run and the recording both refuse, and nothing is stored. */
  const refusesFile = async (
    type: string,
    body: string | Buffer,
    status: number,
    code: string,
    query = '?',
  ): Promise<void> => {
    for (const flag of ['', '&dryRun=false']) {
      const call = {
        method: 'POST',
        path: `${ALLIANCE}/imports${query}${flag}`,
        body,
        headers: { 'content-type': type },
      };
      await service.refuses(call, { status, code });
    }
  };

  /** The dry run names the row; the recording refuses, and nothing is stored. */
  const refusesRow = async (
    type: string,
    body: string | Buffer,
    code: string,
    column: string,
    query = '?',
  ): Promise<void> => {
    const report = (await send(type, body, query)).json<ImportReport>();
    expect(report.refused).toContainEqual(
      expect.objectContaining({ code, column, detail: expect.any(String), remedy: expect.any(String) }),
    );
    const call = {
      method: 'POST',
      path: `${ALLIANCE}/imports${query}&dryRun=false`,
      body,
      headers: { 'content-type': type },
    };
    await service.refuses(call, { status: 400, code: 'rows-refused' });
  };

  const takes = async (type: string, body: string | Buffer, data: object, query = ''): Promise<ImportReport> => {
    const answer = await send(type, body, query);
    const report = answer.json<ImportReport>();
    expect([answer.status, report.refused, report.preview[0]?.data]).toEqual([200, [], expect.objectContaining(data)]);
    return report;
  };
  const JOINED = { name: 'Festo', joinedOn: '2024-02-29' };

  describe('CSV that is refused', () => {
    it.each<readonly [what: string, body: string | Buffer, status: number, code: string]>([
      ['bytes that are not UTF-8', Buffer.from(festo('2024-02-29', 'Málaga'), 'latin1'), 400, 'encoding-invalid'],
      ['UTF-16 without its mark', Buffer.from(festo('2024-02-29'), 'utf16le'), 400, 'encoding-invalid'],
      ['a quotation mark that is never closed', `${HEAD}\n"Festo,company\n`, 400, 'table-invalid'],
      ['a row that is too short', `${HEAD}\nFesto,company\n`, 400, 'table-invalid'],
      ['a row that is too long', `${festo('2024-02-29').trim()},more\n`, 400, 'table-invalid'],
      ['a header that stands twice', `${HEAD},name\nA,b,c,d,2024-01-01,A\n`, 400, 'header-invalid'],
      [
        'a header that is missing',
        'name,category,country,joined on\nFesto,associate partner,DE,2024-01-01\n',
        400,
        'header-invalid',
      ],
      [
        'a header that is not known',
        `${HEAD},shoe size\nFesto,associate partner,company,DE,2024-01-01,44\n`,
        400,
        'header-invalid',
      ],
      [
        'a header of a prototype',
        `${HEAD},__proto__\nFesto,associate partner,company,DE,2024-01-01,x\n`,
        400,
        'header-invalid',
      ],
      ['an empty file', '', 400, 'no-rows'],
      ['a header alone', `${HEAD}\n`, 400, 'no-rows'],
      ['a workbook called .csv', workbook([sheet(text('2024-02-29'))]), 415, 'workbook-unsupported'],
      ['too many columns', `${Array.from({ length: 201 }, (_, i) => `c${i}`).join(',')}\n`, 413, 'too-many-rows'],
    ])('%s', async (_what, body, status, code) => refusesFile(CSV, body, status, code, '?kind=members'));

    it('too many rows, before the first is worked on', async () => {
      const body = `${HEAD}\n${festo('2024-02-29')
        .slice(HEAD.length + 1)
        .repeat(100_001)}`;
      const call = { method: 'POST', path: `${ALLIANCE}/imports`, body, headers: { 'content-type': CSV } };
      await service.refuses(call, { status: 413, code: 'too-many-rows' });
      // The last line need have no end.
      const inLines = { ...call, body: body.trimEnd(), headers: { ...call.headers, accept: 'application/x-ndjson' } };
      const { text: lines } = await service.call(inLines);
      expect(lines).toContain('too-many-rows');
      expect(lines).not.toContain('"Reading"');
    });

    it('answers without their survey, which is said as the refusal says', async () => {
      const call = {
        method: 'POST',
        body: 'id,submitdate,Q1,Q2\n1,2024-02-29,4,5\n',
        headers: { 'content-type': CSV },
      };
      const path = `${ALLIANCE}/imports?profile=limesurvey`;
      const { detail } = await service.refuses({ ...call, path }, { status: 400, code: 'profile-invalid' });
      const [said = ''] = /\{.*\}/.exec(detail) ?? [];
      const settings = `&settings=${encodeURIComponent(said)}`;
      await service.refuses({ ...call, path: path + settings }, { status: 404, code: 'survey-unknown' });
    });

    it('a list whose kind nobody can tell', () => refusesFile(CSV, 'colour,size\nred,1\n', 400, 'kind-unknown'));

    it.each<readonly [what: string, body: string, code: string, column: string]>([
      ['a day that does not exist', festo('2024-02-30'), 'date-invalid', 'joined on'],
      ['a day of a common year', festo('2023-02-29'), 'date-invalid', 'joined on'],
      ['a month that does not exist', festo('2024-13-01'), 'date-invalid', 'joined on'],
      ['a day without its zeros', festo('2024-1-5'), 'date-invalid', 'joined on'],
      ['a day that could be two', festo('03/04/2024'), 'ambiguous-date', 'joined on'],
      ['a day that is none in any order', festo('31/02/2024'), 'date-invalid', 'joined on'],
      ['a day in an order that nobody has said', festo('25/03/2024'), 'ambiguous-date', 'joined on'],
      ['a day far before the alliance', festo('2012-06-14'), 'date-out-of-range', 'joined on'],
      ['a day ahead', festo('2026-01-01'), 'in-future', 'joined on'],
      ['no day', festo(''), 'missing', 'joined on'],
      ['a country that there is not', festo('2024-02-29', 'Festo', 'Atlantis'), 'word-unknown', 'country'],
      ['a name of spaces', festo('2024-02-29', '   '), 'missing', 'name'],
      ['a name that nobody sees', festo('2024-02-29', '\u200b'), 'value-invalid', 'name'],
      ['a name far too long to be one', festo('2024-02-29', 'x'.repeat(200_000)), 'text-too-long', 'name'],
      ['a name that turns text around', festo('2024-02-29', 'Fes\u202eto'), 'text-invalid', 'name'],
      ['a thousand or a fraction', measured('1,234'), 'ambiguous-number', 'value'],
      ['a thousand or a fraction, with a point', measured('1.500'), 'ambiguous-number', 'value'],
      ['a currency', measured('€1.000'), 'wrong-type', 'value'],
      ['a percentage', measured('50 %'), 'wrong-type', 'value'],
      ['spaces between digits, where nobody said so', measured('12 345,6'), 'wrong-type', 'value'],
      ['apostrophes between digits', measured("1'234"), 'wrong-type', 'value'],
      ['a whole number beyond 2^53', measured('9007199254740993'), 'number-inexact', 'value'],
      ['a yes of another language', measured('WAHR'), 'wrong-type', 'value'],
    ])('%s', async (_what, body, code, column) => refusesRow(CSV, body, code, column));

    it('a day that does not exist as it is said to be written', () =>
      refusesRow(
        CSV,
        festo('30/02/2024'),
        'date-invalid',
        'joined on',
        `?settings=${encodeURIComponent('{"dates":"dd/mm/yyyy"}')}`,
      ));

    it.each([
      ['2023 2024', ','],
      ['2023 2024', '.'],
      ['1.23.456', ','],
      ['1 234.567', ','],
      ['0.123', ','],
      ['1234.567', ','],
    ])('what is no number whose decimal sign is said: %s (%s)', (written, decimal) => {
      const settings = encodeURIComponent(JSON.stringify({ decimal }));
      return refusesRow(CSV, measured(written), 'wrong-type', 'value', `?settings=${settings}`);
    });

    it.each(['\r\n', '\n', '\r'])('a row, by the line on which it begins, whatever ends a line: %j', async (end) => {
      const broken = (name: string): string => `"${name}${end}${end}",affiliate,company,Atlantis,2024-02-29`;
      const body = [HEAD, broken('a'), '', broken('b'), broken('c')].join(end);
      const { refused } = (await send(CSV, body)).json<ImportReport>();
      expect([...new Set(refused.map(({ row }) => row))]).toEqual([2, 6, 9]);
      const torn = { method: 'POST', path: `${ALLIANCE}/imports`, headers: { 'content-type': CSV } };
      const call = { ...torn, body: [body, 'd"d,affiliate'].join(end) };
      const { detail } = await service.refuses(call, { status: 400, code: 'table-invalid' });
      expect(detail).toMatch(/^Line 12: /);
    });

    it.each([
      ['is never closed', 'd,"e', 'a quotation mark is opened and never closed'],
      [
        'is closed by the next one',
        `d,"e\n${'f,g\n'.repeat(5)}"h",i`,
        'a quotation mark is opened and not closed before',
      ],
      ['is never closed in a long file', `d,"e\n${'f,g\n'.repeat(300_000)}`, 'the row goes on over many lines'],
    ])('a quotation mark that %s, by the line in which it is opened', async (_what, torn, said) => {
      const body = `${HEAD}\n\n"a\r\nb",affiliate,company,DE,2024-02-29\n\n\nc,c,c,c,c\n\n${torn}\n${'x,y\n'.repeat(9)}`;
      const call = { method: 'POST', path: `${ALLIANCE}/imports`, body, headers: { 'content-type': CSV } };
      const { detail } = await service.refuses(call, { status: 400, code: 'table-invalid' });
      expect(detail).toMatch(`Line 9: ${said}`);
    });

    it('a header that lacks a column, and not the title above it', async () => {
      const body = `Our members,,,\n\n${HEAD.replace('country,', '')}\nFesto,affiliate,company,2024-02-29\n`;
      const call = { method: 'POST', path: `${ALLIANCE}/imports?kind=members`, body, headers: { 'content-type': CSV } };
      const { detail } = await service.refuses(call, { status: 400, code: 'header-invalid' });
      expect(detail).toMatch(/^There is no column for country/);
    });

    it.each(['WP2/WP3', '2, 3', '2-3', '3,5'])('several work packages, of which one would be taken: %s', (several) =>
      refusesRow(CSV, `title;wp;planned on\nWebsite;${several};2024-01-01\n`, 'value-invalid', 'wp'),
    );

    it('says which days a date could be, and what to do', async () => {
      const said = async (date: string) => (await send(CSV, festo(date))).json<ImportReport>().refused[0];
      expect(await said('31/02/2024')).toMatchObject({ detail: '"31/02/2024" is no day of the calendar.' });
      expect(await said('03/04/2024')).toMatchObject({
        detail: '"03/04/2024" could be two days: 2024-04-03 or 2024-03-04.',
        remedy: expect.stringMatching(/import page.*--dates/),
      });
      expect((await said('25/03/2024'))?.detail).toMatch(/only as dd\/mm\/yyyy/);
      expect(await said('02/02/2024')).toBeUndefined();
      expect(await said('13/13/2024')).toMatchObject({ code: 'date-invalid' });
    });

    it('names a missing column once in each language', async () => {
      const answer = await send(CSV, 'category,country,joined on\naffiliate,DE,2024-01-01\n', '?kind=members');
      const { detail } = answer.json<{ detail: string }>();
      expect(detail).toContain('agentType, such as "agent type", "Kind of organisation", "Tipo de organización"');
    });

    it('names every row and column at fault, and none twice', async () => {
      const body = `${HEAD}\nA,associate partner,company,DE,2024-02-30\nB,friend,company,DE,2024-01-01\nC,affiliate,company,DE,2024-01-01\n`;
      const { refused, refusedRows, events } = (await send(CSV, body)).json<ImportReport>();
      expect(refused.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
        [2, 'joined on', '2024-02-30', 'date-invalid'],
        [3, 'category', 'friend', 'word-unknown'],
      ]);
      expect([refusedRows, events]).toEqual([2, { MemberJoined: 1 }]);
    });

    it('a file of more than 25 MiB', () =>
      refusesFile(CSV, Buffer.alloc(25 * 1024 * 1024 + 1, 'a'), 413, 'body-too-large'));

    it.each([`${ALLIANCE}/members`, `${ALLIANCE}/events`, '/api/alliances'])('a file at %s', async (path) => {
      await service.refuses(
        { method: 'POST', path, body: festo('2024-02-29'), headers: { 'content-type': CSV } },
        { status: 415, code: 'content-type-unsupported' },
      );
    });
  });

  describe('CSV that is taken', () => {
    it.each<readonly [what: string, body: string | Buffer]>([
      ['UTF-8', festo('2024-02-29')],
      ['UTF-8 with its mark', `\uFEFF${festo('2024-02-29')}`],
      ['UTF-16, little end first', Buffer.from(`\uFEFF${festo('2024-02-29')}`, 'utf16le')],
      ['UTF-16, big end first', Buffer.from(`\uFEFF${festo('2024-02-29')}`, 'utf16le').swap16()],
      ['semicolons', festo('2024-02-29').replaceAll(',', ';')],
      ['tabs', festo('2024-02-29').replaceAll(',', '\t')],
      ['a separator that is stated', `sep=;\n${festo('2024-02-29').replaceAll(',', ';')}`],
      ['lines that end with CR', festo('2024-02-29').replaceAll('\n', '\r')],
      ['lines that end in two ways', festo('2024-02-29').replace('\n', '\r\n')],
      ['Excel’s number of a day', festo('45351')],
      ['a day with a time', festo('2024-02-29 10:23:11')],
      ['a day with a time of twelve hours', festo('2024-02-29 10:23:11 PM')],
      ['a day with a time of twelve hours, in Spanish', festo('2024-02-29 10:23 p.\u00a0m.')],
      [
        'Spanish',
        'Nombre;Categoría;Tipo;País;Fecha de adhesión\nFesto;entidad asociada;Gran empresa;Alemania;2024-02-29\n',
      ],
      [
        'other order of columns',
        'joined on,country,agent type,category,name\n2024-02-29,DE,company,associate partner,Festo\n',
      ],
      [
        'a title with more commas than the table has semicolons',
        `A, b, c, d, e, f;;;;\n${festo('2024-02-29').replaceAll(',', ';')}`,
      ],
      ['columns at the end that nobody has filled', festo('2024-02-29').replaceAll('\n', ',,\n')],
      ['empty lines', festo('2024-02-29').replace('\n', '\n\n')],
    ])('%s', async (_what, body) => {
      await takes(CSV, body, JOINED);
    });

    it.each(['2', 'WP02', 'WP 2 – Alliance', 'WP2/§4.3', 'WP2 - 3D printing'])(
      'the work package %s',
      async (written) => {
        await takes(CSV, `title;wp;planned on\nWebsite;${written};2024-01-01\n`, { workPackage: 2 });
      },
    );

    it('a header that stands again among the rows, which is no row', async () => {
      const list = 'name,description\nFesto,Makes\nname,description\nZeiss,Makes too\n';
      const said = encodeURIComponent('{"values":{"identifiedOn":"2023-06-01"}}');
      const { rows, events, notices } = await takes(
        CSV,
        list,
        { name: 'Festo' },
        `?kind=stakeholders&settings=${said}`,
      );
      expect([rows, events, notices]).toEqual([
        2,
        { StakeholderIdentified: 2 },
        ['The header stands again in rows that were passed over: 3.'],
      ]);
    });

    it('columns without a header, and says so', async () => {
      const { notices } = await takes(
        CSV,
        festo('2024-02-29').replace('\n', ',\n').replace(/\n$/, ',by post\n'),
        JOINED,
      );
      expect(notices).toEqual(['What stands in columns without a header was left out.']);
    });

    it('what looks like a formula, as the text it is', async () => {
      await takes(CSV, festo('2024-02-29', "=cmd|' /C calc'!A0"), { name: "=cmd|' /C calc'!A0" });
    });

    it.each(['=SUM(A1)', '+Empleo', '-x', '@Work', '＝1'])(
      'a text with the apostrophe that exported tables put before it: %s',
      async (name) => {
        await takes(CSV, festo('2024-02-29', `'${name}`), { name });
      },
    );

    it('words with soft hyphens and other signs that nobody sees', async () => {
      const list = festo('2024-02-29').replace('agent type', 'agent\u00a0ty\u00adpe').replace('joined', '\u200bjoined');
      await takes(CSV, list.replace('associate', 'asso\u00adciate'), JOINED);
      const { refused } = (
        await send(CSV, `${festo('2024-02-29')}Fes\u00adto,affiliate,company,DE,2024-03-01\n`)
      ).json<ImportReport>();
      expect(refused).toEqual([expect.objectContaining({ row: 3, code: 'already-member' })]);
    });

    it.each([
      ['windows-1254', 'Doğuş Işık', 'Do\xf0u\xfe I\xfe\xfdk'],
      ['windows-1250', 'Šolski center Črnomelj', '\x8aolski center \xc8rnomelj'],
    ])('the encoding of spreadsheet programs in Turkey and Slovenia: %s', async (encoding, name, bytes) => {
      const body = Buffer.from(festo('2024-02-29', bytes), 'latin1');
      await takes(CSV, body, { name }, `?settings=${encodeURIComponent(JSON.stringify({ encoding }))}`);
    });

    it.each([
      ['1.234,5', '', 1234.5],
      ['3,5', '', 3.5],
      ['17.5', '', 17.5],
      ['1,234', '{"decimal":","}', 1.234],
      ['1,234', '{"decimal":"."}', 1234],
      ['12 345,6', '{"decimal":","}', 12345.6],
      ["-1'234'567.5", '{"decimal":"."}', -1234567.5],
      ['0.123', '', 0.123],
      ['9007199254740992', '', 9007199254740992],
      ['-3', '', -3],
    ])('the number %s (said: %s)', async (written, settings, value) => {
      const query = settings === '' ? '' : `?settings=${encodeURIComponent(settings)}`;
      await takes(CSV, measured(written), { value }, query);
    });

    it('an encoding that is named, a date form that is named', async () => {
      const settings = encodeURIComponent('{"encoding":"windows-1252","dates":"dd/mm/yyyy"}');
      const body = Buffer.from(festo('29/02/2024', 'Málaga'), 'latin1');
      await takes(CSV, body, { name: 'Málaga', joinedOn: '2024-02-29' }, `?settings=${settings}`);
    });

    it('an id with leading zeros, as text', async () => {
      await takes(CSV, `member id,${HEAD}\n00123,Festo,associate partner,company,DE,2024-02-29\n`, {
        memberId: '00123',
      });
    });
  });

  describe('XLSX that is refused', () => {
    const big = Buffer.alloc(101 * 1024 * 1024, ' ');
    it.each<readonly [what: string, body: Buffer, status: number, code: string]>([
      ['merged cells', workbook([sheet(text('2024-02-29'), { after: merged('A1:A2') })]), 400, 'merged-cells'],
      ['a title merged with the header', titled(merged('A1:E1', 'A1:A3')), 400, 'merged-cells'],
      ['merged cells under a merged title', titled(merged('D4:D5', 'A1:E1')), 400, 'merged-cells'],
      ['merged cells where no header is understood', titled(merged('A1:E1'), 'colour'), 400, 'merged-cells'],
      [
        'a document type',
        workbook([sheet(text('2024-02-29'), { before: '<!DOCTYPE x [<!ENTITY a "b">]>' })]),
        400,
        'workbook-invalid',
      ],
      [
        'references to other files',
        workbook([sheet(text('2024-02-29'))], {
          more: [{ name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' }],
        }),
        400,
        'workbook-invalid',
      ],
      [
        'macros',
        workbook([sheet(text('2024-02-29'))], { more: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
        415,
        'workbook-unsupported',
      ],
      ['an old .xls, or a password', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 415, 'workbook-unsupported'],
      ['a .csv called .xlsx', Buffer.from(festo('2024-02-29')), 415, 'workbook-unsupported'],
      ['a ZIP that is no workbook', zip([{ name: 'a.txt', content: 'a' }]), 415, 'workbook-unsupported'],
      [
        'what unpacks to more than 100 MiB',
        workbook([sheet(text('x'))], { more: [{ name: 'big', content: big }] }),
        413,
        'workbook-too-large',
      ],
      [
        'a part that unpacks to more than it says',
        zip([{ name: '_rels/.rels', content: 'x'.repeat(10_000), claimed: 10 }]),
        413,
        'workbook-too-large',
      ],
      [
        'too many parts',
        zip(Array.from({ length: 201 }, (_, i) => ({ name: `p${i}`, content: '' }))),
        413,
        'workbook-too-large',
      ],
      [
        'a cell far to the right',
        workbook([{ rows: `${sheetHead}<row><c r="XFD2"><v>1</v></c></row>` }]),
        413,
        'too-many-rows',
      ],
      [
        'several sheets, none named',
        workbook([sheet(text('2024-02-29')), sheet(text('2024-02-29'), { name: 'Other' })]),
        400,
        'sheet-unknown',
      ],
      ['no rows', workbook([{ rows: sheetHead }]), 400, 'no-rows'],
      ...[
        ['elements without end', '<a>'.repeat(200_000)],
        ['an element of many attributes', `<a ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>`],
        ['a name without end', `<${'a'.repeat(1_100_000)}`],
        ['a comment without end', `<!--${'a'.repeat(1_100_000)}`],
        ['many comments', '<!---->'.repeat(1_001)],
        ['a long text in pieces', `<row><c><v>${`${'1'.repeat(1_000)}<![CDATA[1]]>`.repeat(101)}`],
        ['a cell twice', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
        ['a row twice', '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>'],
        ['a text that the workbook does not hold', '<row><c t="s"><v>7</v></c></row>'],
      ].map(
        ([what = '', rows = '']) =>
          [
            what,
            workbook([{ rows: rows + sheetHead + sheetRow(text('2024-02-29')) }]),
            400,
            'workbook-invalid',
          ] as const,
      ),
      [
        'a part twice',
        workbook([sheet(text('2024-02-29'))], { more: [{ name: 'xl/worksheets/sheet1.xml', content: '<x/>' }] }),
        400,
        'workbook-invalid',
      ],
      [
        'a part that is not what it was when it was packed',
        zip([
          {
            name: '_rels/.rels',
            content: '<Relationships>2</Relationships>',
            original: '<Relationships>1</Relationships>',
          },
        ]),
        400,
        'workbook-invalid',
      ],
      ['damaged XML', workbook([{ rows: '<row><c>' }]), 400, 'workbook-invalid'],
    ])('%s', async (_what, body, status, code) => refusesFile(XLSX, body, status, code));

    const one = [sheet(text('2024-02-29'))];
    /** Different from each other, so that they don't pack down to next to nothing. */
    const formats = Array.from({ length: 400_000 }, (_, i) => `<numFmt numFmtId="${i}"/>`);
    it.each([
      ['too many texts', { texts: '<si/>'.repeat(2_000_001) }, 'more than 2,000,000 texts'],
      ['too many styles', { styles: formats.join('') }, 'xl/styles.xml of the workbook is larger than 10 MiB'],
    ])('%s', async (_what, around, detail) => {
      const call = { method: 'POST', path: `${ALLIANCE}/imports`, headers: { 'content-type': XLSX } };
      const body = workbook(one, around);
      const problem = await service.refuses({ ...call, body }, { status: 413, code: 'workbook-too-large' });
      expect(problem.detail).toContain(detail);
    });

    it.each(['fact', 'name', 'reference'])('a day where a text belongs: %s', (column) => {
      const cells = { fact: text('official registration'), name: text('BOE'), reference: text('3/2023') };
      const made = { ...cells, [column]: date(45351) };
      const rows =
        row(...['fact', 'name', 'reference', 'date'].map(text)) +
        row(made.fact, made.name, made.reference, date(45351));
      return refusesRow(XLSX, workbook([{ rows }]), 'value-invalid', column, '?kind=history');
    });

    it('one long text in very many cells, soon', async () => {
      const rows = sheetRow(date(45351), '<c t="s"><v>0</v></c>').repeat(1_200);
      const body = workbook([{ rows: sheetHead + rows }], { texts: `<si><t>${'Festo '.repeat(15_000)}</t></si>` });
      const begun = performance.now();
      await refusesFile(XLSX, body, 413, 'workbook-too-large');
      expect(performance.now() - begun).toBeLessThan(20_000);
    });

    it.each(['[', 'm[', '"['])('a number format that opens %s again and again, soon', async (opening) => {
      const body = measuredIn('<c s="1"><v>3</v></c>', opening.replace('"', '&quot;').repeat(100_000));
      const begun = performance.now();
      await service.call({
        method: 'POST',
        path: `${ALLIANCE}/imports?kind=measurements`,
        body,
        headers: { 'content-type': XLSX },
      });
      expect(performance.now() - begun).toBeLessThan(2_000);
    });

    it('numbers, and references to merged cells, of very many digits that are none', async () => {
      // Different from each other, so that they don't pack down to next to nothing.
      const digits = Array.from({ length: 18_000 }, (_, i) => 10_000 + i).join('');
      const rows = sheetHead + sheetRow(number(`${digits}x`)).repeat(20);
      await refusesRow(XLSX, workbook([{ rows, after: merged(`A1:${digits}x`) }]), 'cell-invalid', 'joined on');
    });

    it.each<readonly [what: string, cell: string, code: string]>([
      ['the day that Excel counts and that never was', date(60), 'date-invalid'],
      ['a space for a number', '<c><v> </v></c>', 'cell-invalid'],
      ['a number as programs write it', '<c><v>0xB127</v></c>', 'cell-invalid'],
      ['an error', '<c t="e"><v>#REF!</v></c>', 'cell-invalid'],
      ['a formula without a value', '<c><f>TODAY()</f></c>', 'formula-without-value'],
      ['a formula of a text without a value', '<c t="str"><f>A1</f></c>', 'formula-without-value'],
      ['a formula that was never calculated', '<c><f>TODAY()</f><v></v></c>', 'formula-without-value'],
      ['a text that looks like a date', text('29/02/24'), 'date-invalid'],
      ['yes for a date', '<c t="b"><v>1</v></c>', 'date-invalid'],
    ])('%s', async (_what, cell, code) => refusesRow(XLSX, workbook([sheet(cell)]), code, 'joined on'));
  });

  describe('XLSX that is taken', () => {
    it.each<readonly [what: string, cell: string, date1904: boolean]>([
      ['a date', date(45351), false],
      ['a date with a time, as its day', date('45351.999999'), false],
      ['a date counted from 1904', date(45351 - 1462), true],
      ['a date as text', text('2024-02-29'), false],
      ['a number of a day without its format', number(45351), false],
    ])('%s', async (_what, cell, date1904) => {
      await takes(XLSX, workbook([sheet(cell)], { date1904 }), JOINED);
    });

    it('relations under another prefix', async () => {
      await takes(XLSX, workbook([sheet(date(45351))], { prefix: 'd3p1' }), JOINED);
    });

    it('a text without its reading', async () => {
      const name = '<c t="inlineStr"><is><t>Festo</t><rPh sb="0" eb="1"><t>フェスト</t></rPh></is></c>';
      await takes(XLSX, workbook([{ rows: sheetHead + sheetRow(date(45351), name) }]), JOINED);
    });

    it('a formula with its value, and says so', async () => {
      const { notices } = await takes(XLSX, workbook([sheet('<c s="1"><f>A1</f><v>45351</v></c>')]), JOINED);
      expect(notices.join()).toContain('formulas');
    });

    it('a title that is merged across the columns', async () => {
      const { rows, notices } = await takes(XLSX, titled(merged('A1:E1')), JOINED);
      expect([rows, notices]).toEqual([2, ['Rows above the header were passed over: 1.']]);
    });

    it.each(['<v></v>', '<v/>'])('a formula whose text is empty, as an empty cell: %s', async (value) => {
      const left = `<c t="str"><f>IF(G2="","",G2)</f>${value}</c>`;
      const head = sheetHead.replace('</row>', `${text('left on')}</row>`);
      const book = workbook([{ rows: head + sheetRow(date(45351) + left) }]);
      const { events } = await takes(XLSX, book, JOINED);
      expect(events).toEqual({ MemberJoined: 1 });
    });

    it('what is hidden is left out, and said', async () => {
      const hidden = sheetRow(text('2024-01-01'), text('Hidden')).replace('<row>', '<row hidden="1">');
      const book = workbook([
        { name: 'Members', rows: sheetHead + sheetRow(date(45351)) + hidden },
        sheet(text('x'), { name: 'Old', state: 'hidden' }),
      ]);
      const { notices, rows } = await takes(XLSX, book, JOINED);
      expect([rows, notices.join()]).toEqual([1, expect.stringMatching(/Hidden sheets.*Old.*Hidden rows.*3/s)]);
    });

    it('hidden columns, and says which', async () => {
      const cols = '<cols><col min="2" max="2"/><col min="4" max="16384" hidden="1"/></cols>';
      const { notices } = await takes(XLSX, workbook([sheet(date(45351), { after: cols })]), JOINED);
      expect(notices).toEqual(['Hidden columns were read like the others: D, E.']);
    });

    it('the sheet that is named', async () => {
      const book = workbook([sheet(text('x')), sheet(date(45351), { name: 'Now' })]);
      const { sheet: read } = await takes(XLSX, book, JOINED, `?settings=${encodeURIComponent('{"sheet":"Now"}')}`);
      expect(read).toBe('Now');
    });

    it('a number without the noise of arithmetic', async () => {
      await takes(XLSX, measuredIn(number('0.30000000000000004'), '0'), { value: 0.3 });
    });

    it.each(['9', '10', '0.0%', '[Red]0 %;-0 %'])('a percentage as its number, which is said: %s', async (format) => {
      const file = measuredIn(date('0.5'), format);
      const { notices } = (await send(XLSX, file)).json<ImportReport>();
      expect(notices).toEqual(['1 cells are percentages: the numbers that they hold were taken, 0.5 for 50 %.']);
      await takes(XLSX, file, { value: 0.5 });
    });

    it('a number that only has a sign of percent behind it as no percentage', async () => {
      const { notices } = (await send(XLSX, measuredIn(date('0.5'), '0.0 &quot;%&quot;'))).json<ImportReport>();
      expect(notices).toEqual([]);
    });

    it('a sheet that claims to be larger than it is', async () => {
      const book = workbook([sheet(date(45351), { after: '<dimension ref="A1:XFD1048576"/>' })]);
      await takes(XLSX, book, JOINED);
    });
  });
});
