// The dashboard's files and its page as a browser gets them, also after they were built anew while the service runs.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveDashboard } from './dashboard.js';
import { ProblemFilter } from './problem.filter.js';
import { RouteTable } from './route-table.js';

@Module({})
class Nothing {}

/** In place of the module that draws pages: writes down what it was given. */
const DRAWING = `
  export const languageFor = (wanted) => wanted.find((tag) => ['en', 'es'].includes(tag)) ?? 'en';
  export const questionsOf = (url) => (url.startsWith('/a/') ? ['/api/known', '/api/asked?' + url] : []);
  export const draw = async (url, language, answers) => {
    if (url === '/a/breaks') throw new Error('It breaks.');
    return url.startsWith('/a/') ? '<p>' + [url, language, ...Object.keys(answers)].join(' ') + '</p>' : '';
  };
`;

describe('The dashboard', () => {
  const root = mkdtempSync(join(tmpdir(), 'alliance-kpi-dashboard-'));
  const folder = join(root, 'web');
  let app: NestFastifyApplication;
  let builds = 0;
  const build = (name: string): void => {
    writeFileSync(join(folder, 'assets', `${name}.js`), name);
    const words = { 'src/text.en.ts': { file: `assets/${name}.js` }, 'src/text.es.ts': { file: 'assets/es.js' } };
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({ ...words, 'src/main.ts': { file: 'assets/main.js' } }),
    );
    writeFileSync(join(`${folder}-drawing`, 'first-page.js'), `${DRAWING}// ${name}`);
    const page = join(folder, 'index.html');
    writeFileSync(page, `<html lang="en"><div id="app"></div><script src="/assets/${name}.js"></script>`);
    // As a later build is, also on a machine whose files tell time in seconds.
    utimesSync(page, ++builds, builds);
  };
  const get = async (url: string, headers = {}) => {
    const answer = await app.inject({ url, headers });
    const { statusCode, body } = answer;
    return { statusCode, body, cache: answer.headers['cache-control'], link: answer.headers['link'] };
  };
  let known: unknown;

  beforeAll(async () => {
    for (const name of ['web/assets', 'web-drawing']) mkdirSync(join(root, name), { recursive: true });
    build('first');
    app = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ProblemFilter(new RouteTable()));
    await serveDashboard(app, folder);
    const server = app.getHttpAdapter().getInstance();
    server.get('/api/known', (_request, reply) => reply.code(known === undefined ? 503 : 200).send(known));
    server.get('/api/asked', ({ query }) => query);
    await app.init();
  });
  beforeEach(() => {
    known = { said: '</script><!--' };
  });
  afterAll(async () => {
    await app.close();
    rmSync(root, { recursive: true });
  });

  it('has the files of its last build', async () => {
    const FOREVER = 'public, max-age=31536000, immutable';
    expect(await get('/assets/first.js')).toMatchObject({ statusCode: 200, body: 'first', cache: FOREVER });
    build('second');
    for (const address of ['/', '/a/lcamp/members', '/new']) {
      const page = await get(address);
      expect([address, page.statusCode, page.cache]).toEqual([address, 200, 'no-store']);
      expect(page.body).toContain('/assets/second.js');
      expect(page.link).toBe('</assets/second.js>; rel=modulepreload');
    }
    expect(await get('/assets/second.js')).toMatchObject({ statusCode: 200, body: 'second', cache: FOREVER });
  });

  it.each([
    [{ range: 'bytes=99999-' }, 416, 'range-not-satisfiable'],
    [{ 'if-match': '"another"' }, 412, 'revision-stale'],
  ])('refuses %j for a file', async (headers, status, code) => {
    const { statusCode, body } = await get('/assets/first.js', headers);
    expect([statusCode, body]).toEqual([status, expect.stringContaining(`"/problems/${code}"`)]);
  });

  it('has no other file or page', async () => {
    for (const address of ['/nowhere', '/assets/third.js', '/assets/..%2f..%2fpackage.json', '/api/nothing']) {
      expect([address, (await get(address)).statusCode]).toEqual([address, 404]);
    }
  });

  it('tells a browser by a page that an address leads nowhere, and other callers by a problem', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const { statusCode, body, cache } = await get('/lcamp?at=M24', browser);
    expect([statusCode, body.slice(0, 36), cache]).toEqual([404, '<html lang="en"><div id="app"></div>', 'no-store']);
    for (const [address, headers] of [
      ['/lcamp', {}],
      ['/lcamp', { accept: 'application/json' }],
      ['/api/lcamp', browser],
      ['/assets/third.js', browser],
    ] as const) {
      const answer = await get(address, headers);
      expect([address, answer.statusCode, answer.body]).toEqual([
        address,
        404,
        expect.stringContaining('route-unknown'),
      ]);
    }
  });

  it('comes drawn, with the answers to what it asks first', async () => {
    const { body } = await get('/a/lcamp?at=M24');
    expect(body).toContain('<div id="app"><p>/a/lcamp?at=M24 en /api/known /api/asked?/a/lcamp?at=M24</p></div>');
    const [, block = ''] = /<script type="application\/json" id="answers">(.*?)<\/script>/.exec(body) ?? [];
    expect(JSON.parse(block)).toEqual({ '/api/known': known, '/api/asked?/a/lcamp?at=M24': { '/a/lcamp?at': 'M24' } });
    expect(block).not.toContain('<');
  });

  it('comes with its answers where it can’t be drawn', async () => {
    const { statusCode, body } = await get('/a/breaks');
    expect([statusCode, body.slice(0, 38)]).toEqual([200, '<html lang="en"><div id="app"></div><s']);
    expect(body).toContain('<script type="application/json" id="answers">{"/api/known"');
  });

  it('comes empty where one of the answers can’t be had', async () => {
    known = undefined;
    const { statusCode, body } = await get('/a/lcamp');
    expect([statusCode, body.slice(0, 38)]).toEqual([200, '<html lang="en"><div id="app"></div><s']);
  });

  it.each([
    ['en', {}, '<html lang="en">', '</assets/second.js>'],
    ['es', { 'accept-language': 'fr, es' }, '<html lang="es">', '</assets/es.js>'],
    [
      'es',
      { 'accept-language': 'en', cookie: 'a=b; language=es; colours=dark' },
      '<html lang="es" data-theme="dark">',
      '</assets/es.js>',
    ],
    ['en', { cookie: 'language=xx"; colours=red"' }, '<html lang="en">', '</assets/second.js>'],
  ])('is in the language and the colours that are wanted: %s for %j', async (language, headers, head, words) => {
    const { body, link } = await get('/a/lcamp', headers);
    expect([body.startsWith(head), link]).toEqual([true, `${words}; rel=modulepreload`]);
    expect(body).toContain(`<p>/a/lcamp ${language} `);
  });
});
