// The dashboard's files as a browser gets them, also after the page was built anew while the service runs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveDashboard } from './dashboard.js';

@Module({})
class Nothing {}

describe('The files of the dashboard', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-dashboard-'));
  let app: NestFastifyApplication;
  const build = (name: string): void => {
    writeFileSync(join(folder, 'index.html'), `<script src="/assets/${name}.js"></script>`);
    writeFileSync(join(folder, 'assets', `${name}.js`), name);
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({ 'src/text.en.ts': { file: `assets/${name}.js` }, 'src/main.ts': { file: 'assets/main.js' } }),
    );
  };
  const get = async (url: string) => {
    const { statusCode, body, headers } = await app.inject({ url });
    return { statusCode, body, cache: headers['cache-control'], link: headers['link'] };
  };

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    build('first');
    app = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter(), { logger: false });
    await serveDashboard(app, folder);
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('are those of the last build', async () => {
    const FOREVER = 'public, max-age=31536000, immutable';
    expect(await get('/assets/first.js')).toMatchObject({ statusCode: 200, body: 'first', cache: FOREVER });
    build('second');
    for (const address of ['/', '/a/lcamp/members', '/new']) {
      const page = await get(address);
      expect([address, page.statusCode, page.cache]).toEqual([address, 200, 'no-cache']);
      expect(page.body).toContain('/assets/second.js');
      if (address !== '/') expect(page.link).toContain('</assets/second.js>; rel=modulepreload');
    }
    expect(await get('/assets/second.js')).toMatchObject({ statusCode: 200, body: 'second', cache: FOREVER });
  });

  it.each(['/nowhere', '/assets/third.js', '/assets/..%2f..%2fpackage.json', '/api/nothing'])(
    'are not at %s',
    async (address) => expect((await get(address)).statusCode).toBe(404),
  );
});
