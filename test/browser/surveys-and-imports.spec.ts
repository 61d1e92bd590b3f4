// A survey from its opening to its answers on a phone, an import from its dry run to its reversal, and what-if: in a real
// browser, on the real service.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { row, text, workbook } from '../corpus/workbook.fixture.js';
import { violationsOf } from './accessibility.js';
import { inDays } from './days.js';
import { holdBack } from './held-back.js';
import { inBrowser } from './in-browser.js';

const TEST_MS = 60_000;
const WAIT_MS = 20_000;
const API = '/api/alliances/example';
const MEMBERS = [
  'Name;Category;Type;Country;Joined on',
  'Laguntza SL;associatePartner;company;ES;2024-02-01',
  'Laguntza;associatePartner;company;ES;2024-02-01',
  'Sareteknika;affiliate;company;DE;2024-02-30',
].join('\n');

/** Whether the answer that is chosen has another background than those that aren't. */
const CHOSEN_LOOK_DIFFERENT = `(() => {
  const of = (state) => getComputedStyle(document.querySelector('.choice:not(.choice-none) input' + state + ' + span'));
  return of(':checked').backgroundColor !== of(':not(:checked)').backgroundColor;
})()`;

inBrowser('Surveys, imports, what-if', [], ({ service, open }) => {
  const openPatiently = async (path: string, width: number) => {
    const opened = await open(path, width);
    opened.page.setDefaultTimeout(WAIT_MS);
    return opened;
  };
  const head = async (): Promise<string> => (await service.get<{ asOf: string }>(`${API}/indicators`)).asOf;

  it(
    'opens a survey, takes answers on a phone without a trace of who answered, and closes it',
    async () => {
      const { page, faults } = await openPatiently('/a/example/record/SurveyOpened', 1280);
      await page.getByLabel('Title').fill('Spring wave');
      await page.getByLabel('Last day for answers').fill(inDays(30));
      await page.getByLabel('How many are invited').fill('8');
      await page.getByLabel('What is asked').fill('How satisfied are you?');
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Spring wave' }).waitFor();
      const link = await page.getByLabel('Link for participants').inputValue();
      expect(link).toBe(`${service.url}/survey/example/spring-wave`);

      for (const answer of ['5', '4', '2']) {
        const phone = await openPatiently('/survey/example/spring-wave', 390);
        await phone.page.getByRole('heading', { level: 1, name: 'Spring wave' }).waitFor();
        if (answer === '5') {
          expect(await violationsOf(phone.page)).toEqual([]);
          await phone.page.getByRole('button', { name: 'Send my answers' }).click();
          await phone.page.getByRole('alert').getByText('Answer at least one question.').waitFor();
        }
        // Whoever answers may also be one who records facts in this browser, under a name.
        await phone.page.evaluate('localStorage.setItem("alliance-kpi.actor", "Coordination")');
        await phone.page.getByRole('radio', { name: answer }).check();
        await phone.page.emulateMedia({ forcedColors: 'active' });
        expect(await phone.page.evaluate(CHOSEN_LOOK_DIFFERENT)).toBe(true);
        await phone.page.getByRole('button', { name: 'Send my answers' }).click();
        await phone.page.getByRole('heading', { level: 1, name: 'Thank you' }).waitFor();
        expect(await phone.faults()).toEqual([]);
        await phone.page.close();
      }
      await page.getByText('3 answers of 8 invited (38%)').waitFor();
      expect(JSON.stringify(await service.get(`${API}/events?type=SurveyAnswered&limit=1000`))).not.toContain('Coord');

      await page.getByRole('button', { name: 'Close the survey' }).click();
      await page.getByRole('dialog').getByLabel('Last day on which').fill(inDays(-1));
      await page.getByRole('dialog').getByText('Last day on which').waitFor();
      await page.getByRole('dialog').locator('.field-error').first().waitFor();
      await page.getByRole('dialog').getByLabel('Last day on which').fill(inDays(0));
      await page.getByRole('dialog').getByRole('button', { name: 'Record', exact: true }).click();
      await page.locator('.page-head').getByText('Closed').waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'takes an answer on the day it is given, whatever the clock of the device says',
    async () => {
      await service.post(`${API}/surveys`, {
        ...{ surveyId: 'clocks', title: 'Clocks', openedOn: inDays(-1), closesOn: inDays(1), invited: 9 },
        ...{ scale: { min: 1, max: 5 }, questions: [{ id: 'q1', text: 'How satisfied are you?' }] },
      });
      for (const days of [-9, 9]) {
        const { page } = await openPatiently('/', 390);
        await page.clock.setFixedTime(Date.now() + days * 86_400_000);
        await page.goto(`${service.url}/survey/example/clocks`);
        await page.getByRole('radio', { name: '4' }).check();
        // Answers that aren't sent aren't left unasked.
        const asked = page.waitForEvent('dialog');
        await page.evaluate('setTimeout(() => location.reload())');
        await (await asked).dismiss();
        await page.getByRole('button', { name: 'Send my answers' }).click();
        await page.getByRole('heading', { level: 1, name: 'Thank you' }).waitFor();
        await page.context().close();
      }
      const { events } = await service.get<{ events: { data: Record<string, unknown> }[] }>(
        `${API}/events?type=SurveyAnswered&limit=1000`,
      );
      const given = events.filter(({ data }) => data['surveyId'] === 'clocks');
      expect(given.map(({ data }) => data['answeredOn'])).toEqual([inDays(0), inDays(0)]);
    },
    TEST_MS,
  );

  it(
    'takes an answer on a long scale as it is typed, and says at its question which there can be',
    async () => {
      const questions = [
        { id: 'q1', text: 'How much?' },
        { id: 'toString', text: 'And how often?' },
      ];
      await service.post(`${API}/surveys`, {
        ...{ surveyId: 'long-scale', title: 'Long scale', openedOn: inDays(-1), closesOn: inDays(9), invited: 9 },
        ...{ scale: { min: 0, max: 100 }, questions },
      });
      const { page, faults } = await openPatiently('/survey/example/long-scale', 390);
      const answer = page.getByRole('textbox', { name: 'How much?' });
      await page.getByText('A number from 0 to 100.').first().waitFor();
      for (const wrong of ['101', 'much']) {
        await answer.fill(wrong);
        await page.getByRole('button', { name: 'Send my answers' }).click();
        const alert = page.getByRole('alert');
        await alert.getByText('How much?: A number from 0 to 100.').waitFor();
        expect(await alert.innerText()).not.toContain('answers.q1');
        expect(await answer.getAttribute('aria-invalid')).toBe('true');
        await answer.fill('');
        await alert.waitFor({ state: 'detached' });
      }
      await answer.click();
      await page.keyboard.type('7,05');
      expect(await answer.inputValue()).toBe('7,05');
      await page.getByRole('button', { name: 'Send my answers' }).click();
      await page.getByText('Thank you').first().waitFor();
      const { events } = await service.get<{ events: readonly { data: unknown }[] }>(
        `${API}/events?type=SurveyAnswered&limit=1000`,
      );
      expect(events.at(-1)?.data).toMatchObject({ surveyId: 'long-scale', answers: { q1: 7.05, toString: null } });
      // What is no number of the scale is refused by the service.
      expect((await faults()).filter((fault) => !fault.includes('400'))).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'tells a participant who changed an answer after the first ones were lost on their way back that those had arrived',
    async () => {
      const { page } = await openPatiently('/survey/example/long-scale', 390);
      const answer = page.getByRole('textbox', { name: 'How much?' });
      await answer.fill('50');
      await page.route('**/answers', async (route) => {
        await route.fetch();
        await route.abort();
      });
      await page.getByRole('button', { name: 'Send my answers' }).click();
      await page.getByText('Your answers could not be sent.').waitFor();
      await page.unroute('**/answers');
      await answer.fill('60');
      await page.getByRole('button', { name: 'Send my answers' }).click();
      await page.getByRole('alert').getByText('Your answers had arrived when you first sent them').waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows what came of a survey that nobody closed before its last day passed',
    async () => {
      await service.post(`${API}/surveys`, {
        ...{ surveyId: 'lapsed', title: 'Lapsed', openedOn: inDays(-20), closesOn: inDays(-10), invited: 9 },
        ...{ scale: { min: 1, max: 5 }, questions: [{ id: 'q1', text: 'How?' }] },
        ...{ satisfactionQuestion: 'q1', satisfiedFrom: 4 },
      });
      for (const [index, q1] of [5, 4, 4, 2].entries()) {
        const answer = { responseId: `r${index}`, answeredOn: inDays(-12), answers: { q1 } };
        await service.post(`${API}/surveys/lapsed/answers`, answer);
      }
      const { page, faults } = await openPatiently('/a/example/surveys/lapsed', 1280);
      await page.getByText('75% satisfied').waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'tells participants when a survey is over, or is not there',
    async () => {
      const { surveys } = await service.get<{ surveys: { surveyId: string; status: string; closesOn: string }[] }>(
        `${API}/surveys`,
      );
      const over = surveys.find(({ closesOn }) => closesOn < inDays(-2))?.surveyId ?? '';
      const { page } = await openPatiently(`/survey/example/${over}`, 390);
      await page.getByRole('heading', { level: 1, name: 'This survey is closed' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.goto(`${service.url}/survey/example/no-such-survey`);
      await page.getByRole('heading', { level: 1, name: 'There is no such survey' }).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'imports a list after its dry run and decisions on likely duplicates, and takes it back',
    async () => {
      const before = await head();
      const { page, faults } = await openPatiently('/a/example/import', 390);
      await page
        .getByLabel('File')
        .setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(MEMBERS) });
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByText('1 row is refused').first().waitFor();
      await page.getByText('Correct it in the file and choose it again').waitFor();
      await page.getByRole('cell', { name: '2024-02-30', exact: true }).waitFor();
      expect(await head()).toBe(before);
      await page.getByLabel('The same as “Laguntza”').check();
      // What would be recorded now isn't known yet: by this decision another row is refused.
      expect(await page.getByRole('button', { name: /^Record / }).count()).toBe(0);
      await page.getByRole('button', { name: 'Check again with these decisions' }).click();
      await page.getByText('2 rows are refused').first().waitFor();
      // Read otherwise than it was checked, it has to be checked again before it is recorded.
      await page.getByLabel('What kind of list it is').selectOption('stakeholders');
      expect(await page.locator('.refused-rows').count()).toBe(0);
      await page.getByLabel('What kind of list it is').selectOption('members');
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByText('2 rows are refused').first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Record 1 fact, leave refused rows out' }).click();
      await page.getByRole('heading', { name: 'Recorded', exact: true }).waitFor();
      const takeBack = page.locator('tbody').getByRole('button', { name: 'Take the whole import back' }).first();
      await takeBack.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Take the whole import back' }).click();
      await dialog.locator('.field', { hasText: 'Why' }).getByText('This is missing.').waitFor();
      expect(await dialog.getByRole('alert').count()).toBe(0);
      await dialog.getByLabel('Why').and(page.locator(':focus')).waitFor();
      await dialog.getByLabel('Why').fill('Wrong list.');
      await page.keyboard.press('Escape');
      await takeBack.click();
      expect(await dialog.getByLabel('Why').inputValue()).toBe('Wrong list.');
      const letGo = await holdBack(page, /\/imports$/);
      await dialog.getByRole('button', { name: 'Take the whole import back' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await takeBack.isDisabled()).toBe(true);
      letGo();
      await page.getByText('Taken back (1 fact): Wrong list.').first().waitFor();
      // What was recorded then, and what would be now, has to be checked anew.
      expect(await page.getByRole('heading', { name: 'Recorded' }).count()).toBe(0);
      // A reason that isn't given is refused by the service.
      expect((await faults()).filter((fault) => !fault.includes('400'))).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'imports the export of a survey tool, whose questions are in columns of other names, into the survey that is chosen',
    async () => {
      const { page, faults } = await openPatiently('/a/example/import', 390);
      const rows = ['Response ID,Date submitted,Email,Q1', '1,2024-05-07,a@example.org,Much', '2,2024-05-08,,n/a'];
      await page
        .getByLabel('File')
        .setInputFiles({ name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
      await page.getByLabel('How it is to be read').selectOption('limesurvey');
      const check = page.getByRole('button', { name: 'Check the file' });
      expect(await check.isDisabled()).toBe(true);
      await page.getByLabel('Survey', { exact: true }).selectOption('poll-topics-2024');
      await page.getByLabel('How much does robotics matter to you?').fill('Q1');
      await page.getByLabel('Answers in words').fill('Much = 5\nn/a =');
      expect(await violationsOf(page)).toEqual([]);
      await check.click();
      await page.getByRole('button', { name: 'Record 2 facts' }).click();
      await page.getByRole('heading', { name: 'Recorded', exact: true }).waitFor();
      const { events } = await service.get<{ events: { data: unknown }[] }>(
        `${API}/events?type=SurveyAnswered&limit=1000&from=${BigInt(await head()) - 2n}`,
      );
      const said = { surveyId: 'poll-topics-2024', responseId: expect.any(String) as unknown };
      // In no order that would tell who answered.
      expect(new Set(events.map(({ data }) => data))).toEqual(
        new Set([
          { ...said, answeredOn: '2024-05-07', answers: { robotics: 5 } },
          { ...said, answeredOn: '2024-05-08', answers: { robotics: null } },
        ]),
      );
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'takes a file that was corrected once it is chosen again, and says so until then',
    async () => {
      const { page } = await openPatiently('/a/example/import', 1280);
      const file = join(service.dataDir, 'corrected.csv');
      const [header = ''] = MEMBERS.split('\n');
      writeFileSync(file, `${header}\nWrong at first;nothing;company;ES;2024-02-01`);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel('File').click()]);
      await chooser.setFiles(file);
      const check = page.getByRole('button', { name: 'Check the file' });
      await check.click();
      await page.getByText('1 row is refused').first().waitFor();
      writeFileSync(file, `${header}\nRight at last;affiliate;company;ES;2024-02-01`);
      await check.click();
      await page.getByRole('alert').getByText('The file can’t be read any more').waitFor();
      const [again] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel('File').click()]);
      // Otherwise the browser would take it for the one that is chosen already.
      expect(await page.getByLabel('File').inputValue()).toBe('');
      expect(await page.getByRole('alert').count()).toBe(0);
      await again.setFiles(file);
      await check.click();
      await page.getByRole('button', { name: 'Record 1 fact' }).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says that the service does not answer where its answer breaks off',
    async () => {
      const { page } = await openPatiently('/a/example/import', 1280);
      await page.evaluate(`{
        const ask = window.fetch;
        window.fetch = async (path, init) => {
          const answer = await ask(path, init);
          if (!path.includes('/imports?')) return answer;
          const lost = (stream) => stream.error(new TypeError('network error'));
          return new Response(new ReadableStream({ pull: lost }, { highWaterMark: 0 }), { status: 200 });
        };
      }`);
      const file = { name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(MEMBERS) };
      await page.getByLabel('File').setInputFiles(file);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByRole('alert').getByText('The service does not answer').waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says what to do about a file in a way that can be followed on the page',
    async () => {
      const { page } = await openPatiently('/a/example/import', 1280);
      const check = async (name: string, buffer: Buffer): Promise<void> => {
        const mimeType = 'application/octet-stream';
        await page.getByLabel('File').setInputFiles({ name, mimeType, buffer });
        await page.getByRole('button', { name: 'Check the file' }).click();
      };
      await check('members.csv', Buffer.from(MEMBERS.replace('Laguntza', 'Málaga'), 'latin1'));
      await page.getByRole('alert').getByText('Save it as “CSV UTF-8”').waitFor();
      const rows = row(text('indicator'), text('value'), text('measured on'));
      await check('values.xlsx', workbook([{ rows }, { rows }]));
      await page.getByRole('alert').getByText('Save the sheet alone').waitFor();
      await check('values.xlsx', workbook([{ rows: rows + row(text('I7'), text('3,5'), text('2024-06-14')) }]));
      await page.getByRole('cell', { name: 'Let the cell hold a number, not a text' }).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says in Spanish what is left out of a survey tool’s export, and where to say what its words count as',
    async () => {
      const { page } = await open('/a/example/import', 1280, { locale: 'es-ES' });
      page.setDefaultTimeout(WAIT_MS);
      const rows = 'id,submitdate,Q1\n1,2024-05-07,Mucho\n2,,Poco';
      const file = { name: 'respuestas.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
      await page.getByLabel('Archivo').setInputFiles(file);
      await page.getByLabel('Cómo se ha de leer').selectOption('limesurvey');
      await page.getByLabel('Encuesta', { exact: true }).selectOption('poll-topics-2024');
      await page.getByLabel('How much does robotics matter to you?').fill('Q1');
      await page.getByRole('button', { name: 'Comprobar el archivo' }).click();
      await page.getByText('1 fila excluida: respuestas que no se enviaron').waitFor();
      await page.getByRole('cell', { name: 'Dígalo arriba, en «Respuestas en palabras».' }).waitFor();
      expect(await page.getByText(/Responses without|incomplete/).count()).toBe(0);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says in Spanish why a file can’t be read',
    async () => {
      const { page } = await open('/a/example/import', 1280, { locale: 'es-ES' });
      page.setDefaultTimeout(WAIT_MS);
      await page.getByLabel('Qué lista es').selectOption('members');
      const head = 'Nombre;Categoría;Tipo;País;Fecha de ingreso';
      const festo = 'Festo;Afiliado;Empresa;Alemania;05/03/2024';
      const check = async (lines: readonly string[], ...said: readonly string[]): Promise<void> => {
        const file = { name: 'miembros.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
        await page.getByLabel('Archivo').setInputFiles(file);
        await page.getByRole('button', { name: 'Comprobar el archivo' }).click();
        for (const each of said) await page.getByRole('alert').getByText(each).waitFor();
        expect(
          await page
            .getByRole('alert')
            .getByText(/The header|There is no|Line/)
            .count(),
        ).toBe(0);
      };
      await check(
        [head.replace('País', 'Notas'), festo],
        'No se conoce la cabecera «Notas».',
        'Falta la columna de country, como "Country", "País", "country code".',
      );
      await check([head, festo, '"Zeiss;Afiliado', festo], 'Línea 3: se abren comillas y no se cierran.');
      await check([head, `${festo};`], 'La línea 2 tiene 6 celdas y la cabecera 5.');
      await check([head], 'No hay filas bajo la cabecera.');
      await page.getByLabel('Qué lista es').selectOption('history');
      const facts = ['Hecho;Nombre;Fecha', 'Memorando firmado;Festo;05/03/2023', 'Memorando firmado;Festo;05/03/2024'];
      await check(facts);
      await page
        .getByRole('cell', { name: 'impórtela en una lista de su tipo, con un identificador propio' })
        .waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'reads dates as a Spanish reader writes them, and says in Spanish what is refused',
    async () => {
      const profiles = join(service.dataDir, 'import-profiles');
      mkdirSync(profiles);
      writeFileSync(join(profiles, 'constructor.json'), '{"kind":"members"}');
      const { page, faults } = await open('/a/example/import', 1280, { locale: 'es-ES' });
      page.setDefaultTimeout(WAIT_MS);
      await page.getByRole('option', { name: 'constructor' }).waitFor({ state: 'attached' });
      const rows = [
        'Nombre de la organización;Pertenece como;Tipo de organización;País;Fecha de ingreso',
        'Ikasbide;Socio asociado;Administración;España;05/03/2024',
        'Lanbide SL;Afiliado;Empresa;España;31/02/2024',
      ].join('\n');
      const file = { name: 'miembros.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
      await page.getByLabel('Archivo').setInputFiles(file);
      const dates = page.getByLabel('Las fechas se escriben como');
      expect(await dates.inputValue()).toBe('dd/mm/yyyy');
      await page.getByRole('button', { name: 'Comprobar el archivo' }).click();
      await page.getByText('1 fila rechazada').first().waitFor();
      await page.getByRole('cell', { name: 'Una fecha no existe' }).waitFor();
      await page.getByText('Los primeros hechos').click();
      await page.getByText('5 mar 2024').first().waitFor();
      await dates.selectOption('');
      await page.getByRole('button', { name: 'Comprobar el archivo' }).click();
      await page.getByText('2 filas rechazadas').first().waitFor();
      await page.getByRole('cell', { name: 'No se sabe en qué orden van el día y el mes' }).waitFor();
      const template = page.getByRole('link', { name: /CSV.*Miembros/ });
      expect(await template.getAttribute('href')).toBe('/api/import-templates/members.csv?language=es');
      expect(await violationsOf(page)).toEqual([]);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says that the figures of what if can’t be had, asks again, and follows what is recorded meanwhile',
    async () => {
      const { page } = await openPatiently('/a/example/what-if?at=2025-02-20', 1280);
      const at = page.getByLabel('Figures as of');
      await at.waitFor();
      const shown = 'document.querySelector(".what-if > section select").selectedOptions[0]?.text';
      expect(await page.evaluate(shown)).toBe('20 Feb 2025 (in M33)');
      await at.selectOption('');
      await page.route('**/what-if', (route) => route.abort());
      const leave = page.locator('section', { has: page.getByRole('heading', { name: 'Leave a recorded fact out' }) });
      await leave.getByLabel('Which fact').selectOption('ValueReported');
      await leave.getByText('No such fact is recorded.').waitFor();
      await leave.getByLabel('Which fact').selectOption('RecommendationPublished');
      await leave.getByLabel('Search the recorded facts').fill('no such document');
      await leave.getByText('None of them matches.').waitFor();
      await leave.getByLabel('Search the recorded facts').fill('');
      await leave.getByRole('button', { name: 'Leave a recorded fact out' }).first().click();
      const figures = page.locator('section', { has: page.getByRole('heading', { name: 'Figures', exact: true }) });
      await figures.getByRole('alert').getByText('The service does not answer').waitFor();
      await page.unroute('**/what-if');
      await figures.getByRole('button', { name: 'Try again' }).click();
      const { value } = await service.get<{ value: number }>(`${API}/indicators/I4`);
      await figures.getByText(`${value} → ${value - 1}`).waitFor();
      const published = { recommendationId: 'meanwhile', title: 'Meanwhile', audience: ['All'] };
      await service.post(`${API}/recommendations`, { ...published, publishedOn: inDays(0) });
      await figures.getByText(`${value + 1} → ${value}`).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows the figures without a recorded fact and with an assumed one, and stores nothing',
    async () => {
      const before = await head();
      const { indicators } = await service.get<{ indicators: { id: string; value: number }[] }>(`${API}/indicators`);
      const joined = indicators.find(({ id }) => id === 'I2')?.value ?? NaN;
      const { page, faults } = await openPatiently('/a/example/what-if', 1280);
      const leave = page.locator('section', { has: page.getByRole('heading', { name: 'Leave a recorded fact out' }) });
      await leave.getByLabel('Which fact').selectOption('ValueReported');
      await leave.getByText('No such fact is recorded.').waitFor();
      await leave.getByLabel('Which fact').selectOption('RecommendationPublished');
      await leave.getByLabel('Search the recorded facts').fill('no such document');
      await leave.getByText('None of them matches.').waitFor();
      await leave.getByLabel('Search the recorded facts').fill('');
      await leave.getByRole('button', { name: 'Leave a recorded fact out' }).first().click();
      // Its button goes with the fact: the focus is where the figures are.
      await page.locator('h2:focus', { hasText: 'Figures' }).waitFor();
      await page.locator('.effect-list').getByText('I4').first().waitFor();
      const assume = page.locator('section', { has: page.getByRole('heading', { name: 'Assume a fact' }) });
      await assume.getByLabel('Which fact').selectOption('MemberJoined');
      await assume.getByLabel('Name of the organisation').fill('Assumed Industries');
      await assume.getByLabel('Belongs as').selectOption('affiliate');
      await assume.getByLabel('Kind of organisation').selectOption('company');
      await assume.getByLabel('Country').selectOption('SE');
      await assume.getByText(`${joined} → ${joined + 1}`).waitFor();
      // At once after the last entry: what it would change isn't known yet.
      await assume.getByLabel('Country').selectOption('FI');
      await assume.getByRole('button', { name: 'Assume it' }).click();
      await page
        .locator('.what-if > section')
        .getByText(`${joined} → ${joined + 1}`)
        .waitFor();
      expect(await violationsOf(page)).toEqual([]);
      // Another language draws the page anew.
      await page.getByRole('button', { name: 'Language and colours' }).click();
      await page.getByLabel('Language', { exact: true }).selectOption('es');
      await page.locator('.what-if > section').getByText('Assumed Industries').waitFor();
      await page
        .locator('.what-if > section')
        .getByText(`${joined} → ${joined + 1}`)
        .waitFor();
      expect(await head()).toBe(before);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );
});
