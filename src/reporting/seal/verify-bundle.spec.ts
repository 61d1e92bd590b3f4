// A bundle is verified from nothing but itself. Whatever is changed in it, a byte or a figure, is found and named.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { Random } from '../../first-start/example/random.js';
import type { AllianceEvent } from '../alliance-event.js';
import { ReportSource } from '../build-report.js';
import { exampleAllianceEvents } from '../example-report.fixture.js';
import { archive } from '../renderers/archive.js';
import type { Assets } from '../renderers/renderer.js';
import type { Audience, Report, Section } from '../report-model.js';
import { DEFAULT_SETTINGS } from '../report-request.js';
import {
  bundle,
  bundleFiles,
  EVENTS,
  LEAVES,
  MANIFEST,
  manifestBytes,
  manifestOf,
  PUBLIC_EVENTS,
  sha256,
  SIGNATURE,
  type Manifest,
} from './bundle.js';
import { SigningKey } from './signing-key.js';
import { MAKING, verifyBundle, type Making, type Verification } from './verify-bundle.js';

const SEED = 20_240_614;
const CHANGES = process.env['TEST_SCALE'] === 'full' ? 200 : 50;
/** Time that a change may take on a busy machine. */
const CHANGE_MS = 2_000;

/** A short history is verified faster; it holds every kind of event that a report shows. */
const EVENTS_BEFORE = '2023-09-01';

const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-bundle-'));
const key = new SigningKey(folder);
let events: AllianceEvent[];
let funder: Uint8Array;
let open: Uint8Array;

async function built(
  audience: Audience,
  signer = key,
  languages: readonly string[] = ['en', 'es'],
  assets: Assets = {},
): Promise<Uint8Array> {
  const source = await ReportSource.of('example', events);
  const request = { month: 14, audience, languages, expected: true, settings: DEFAULT_SETTINGS };
  const files = await bundleFiles(source, request, assets);
  const manifest = manifestBytes(manifestOf(source, request, files));
  return bundle(files, manifest, await signer.sign(manifest));
}

const bundlesMade = new Map<string, ReturnType<Making['builtAgain']>>();
const filesMade = new Map<string, ReturnType<Making['reportFiles']>>();
const keyOf = (...asked: unknown[]): string => sha256(Buffer.from(JSON.stringify(asked)));

function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const there = made.get(key) ?? make();
  made.set(key, there);
  return there;
}

/** As ever, but what is to be made of the same is made once. */
const MAKING_ONCE: Making = {
  builtAgain: (manifest, known, assets) => {
    const { allianceId, month, audience, languages, expected, settings } = manifest;
    const asked = [allianceId, month, audience, languages, expected, settings, known.sealed.texts];
    return once(bundlesMade, keyOf(...asked, Object.keys(assets)), () => MAKING.builtAgain(manifest, known, assets));
  },
  reportFiles: (reports, assets) =>
    once(filesMade, keyOf(reports, Object.keys(assets)), () => MAKING.reportFiles(reports, assets)),
};

const verified = (bytes: Uint8Array, expectedKey?: string): Promise<Verification> =>
  verifyBundle(bytes, expectedKey, MAKING_ONCE);

const broken = async (bytes: Uint8Array, expectedKey?: string): Promise<string[]> =>
  (await verified(bytes, expectedKey)).findings.filter(({ holds }) => !holds).map(({ text }) => text);

/** The bundle with one file otherwise, put together again as a careful forger would. */
function withFile(
  bytes: Uint8Array,
  name: string,
  change: (content: Uint8Array) => Uint8Array | undefined,
): Uint8Array {
  const files = Object.entries(unzipSync(bytes)).flatMap(([each, content]) => {
    const changed = each === name ? change(content) : content;
    return changed ? [{ name: each, bytes: changed }] : [];
  });
  return archive(files, 'whole');
}

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The bundle with other files, listed and signed as if they were right: what only its signer can make. */
async function forged(
  original: Uint8Array,
  change: (files: File[]) => File[],
  otherwise: Partial<Record<keyof Manifest, unknown>> = {},
): Promise<Uint8Array> {
  const content = unzipSync(original);
  const manifest = JSON.parse(new TextDecoder().decode(content[MANIFEST])) as Manifest;
  const files = change(manifest.files.map(({ name }) => ({ name, bytes: content[name] as Uint8Array })));
  const listed = files.map(({ name, bytes }) => ({ name, sha256: sha256(bytes), bytes: bytes.length }));
  const bytes = manifestBytes({ ...manifest, files: listed, ...otherwise } as Manifest);
  return bundle(files, bytes, await key.sign(bytes));
}

const asText = (change: (text: string) => string) => (content: Uint8Array) =>
  new TextEncoder().encode(change(new TextDecoder().decode(content)));

const sectionIn = ({ sections }: Report, id: string): Section => sections.find((each) => each.id === id) as Section;

beforeAll(async () => {
  events = exampleAllianceEvents(EVENTS_BEFORE);
  [funder, open] = [await built('funder'), await built('public')];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a bundle that nobody touched', () => {
  it('holds, and is signed with the key of the installation', async () => {
    const verification = await verifyBundle(funder, (await key.publicJwk()).kid);
    expect(verification.findings.map(({ holds, text }) => `${holds}: ${text}`)).toEqual([
      expect.stringMatching(/^true: The manifest is signed with the key/),
      expect.stringMatching(/^true: All \d+ files have the checksums/),
      expect.stringMatching(new RegExp(`^true: The ${events.length} events have the Merkle root`)),
      expect.stringMatching(/^true: Built again from the events, all \d+ files are the same/),
      'true: The archive holds nothing besides.',
    ]);
    expect(verification).toMatchObject({ holds: true, keyId: (await key.publicJwk()).kid });
  });

  it('for the public holds too, and its values follow from what it shows', async () => {
    const { holds, findings } = await verifyBundle(open);
    expect(holds).toBe(true);
    expect(findings.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('the values of I1, I2, I3, I4, I6 follow from the public events'),
    );
  });

  it.each(['funder', 'public'])(
    'tells whoever opens it by hand what each of its files is, in each language: %s',
    (audience) => {
      const files = unzipSync(audience === 'funder' ? funder : open);
      const names = Object.keys(files);
      for (const [language, other, heading] of [
        ['en', 'es', 'What this bundle holds'],
        ['es', 'en', 'Qué contiene este paquete'],
      ]) {
        const lines = new TextDecoder().decode(files[`README-${language}.txt`]).split('\n');
        expect(lines).toContain(heading);
        const ofOthers = (name: string): boolean => name.includes(`-${other}.`) || name.startsWith('README');
        const told = lines.flatMap((line) => /^ {2}(\S+) {3,}\S/.exec(line)?.[1] ?? []);
        expect(told.toSorted()).toEqual(names.filter((name) => !ofOthers(name)).toSorted());
      }
    },
  );

  it('has the same root for every audience', () => {
    const roots = [funder, open].map(
      (bytes) => (JSON.parse(new TextDecoder().decode(unzipSync(bytes)[MANIFEST])) as { root: string }).root,
    );
    expect(roots[0]).toBe(roots[1]);
  });

  it('is the same bytes when it is built again, but for another key', async () => {
    const other = new SigningKey(mkdtempSync(join(folder, 'other-')));
    const again = await built('funder', other);
    expect(Buffer.from(again).equals(funder)).toBe(false);
    const resigned = withFile(again, SIGNATURE, () => unzipSync(funder)[SIGNATURE]);
    expect(Buffer.from(resigned).equals(funder)).toBe(true);
  });
});

describe('a changed bundle', () => {
  it(
    `is found out for each of ${CHANGES} random changes of one byte (seed ${SEED})`,
    async () => {
      const random = new Random(SEED);
      for (let i = 0; i < CHANGES; i++) {
        const original = i % 2 === 0 ? funder : open;
        const changed = new Uint8Array(original);
        const at = random.whole(0, changed.length - 1);
        changed[at] = (changed[at] as number) ^ (1 << random.whole(0, 7));
        const found = await broken(changed);
        expect({
          at,
          found: found.length > 0,
          named: found.some((text) => /\w+\.\w+|byte \d+|archive/.test(text)),
        }).toEqual({
          at,
          found: true,
          named: true,
        });
      }
    },
    CHANGES * CHANGE_MS,
  );

  it('is found out for a changed byte in what the archive says of its files', async () => {
    // Name, date and sizes in the first local header, and in the directory at the end.
    for (const at of [
      4,
      6,
      8,
      10,
      12,
      31,
      funder.length - 5,
      funder.length - 12,
      funder.length - 40,
      funder.length - 60,
    ]) {
      const changed = new Uint8Array(funder);
      changed[at] = (changed[at] as number) ^ 1;
      expect({ at, found: (await broken(changed)).length > 0 }).toEqual({ at, found: true });
    }
  });

  it('names the figure that was changed, in JSON and in CSV, by what the events give', async () => {
    const json = withFile(
      funder,
      'example-M14-funder-en.json',
      asText((text) => {
        const report = JSON.parse(text) as { figures: { indicators: { id: string; value: unknown }[] } };
        const i3 = report.figures.indicators.find(({ id }) => id === 'I3');
        if (i3) i3.value = 999;
        return `${JSON.stringify(report, null, 2)}\n`;
      }),
    );
    expect(await broken(json)).toContainEqual(
      expect.stringMatching(
        /^example-M14-funder-en\.json: figures\.indicators\.I3\.value is 999, the events give \d+\.$/,
      ),
    );
    const csv = withFile(funder, 'example-M14-funder-en.csv.zip', (content) => {
      const files = unzipSync(content);
      const results = new TextDecoder().decode(files['results-framework.csv']);
      const changed = {
        ...files,
        'results-framework.csv': new TextEncoder().encode(results.replace(/(?<=\r\nI3,.*),100,/, ',99,')),
      };
      return archive(
        Object.entries(changed).map(([name, bytes]) => ({ name, bytes })),
        'compressed',
      );
    });
    expect(await broken(csv)).toContainEqual(
      expect.stringMatching(
        /^example-M14-funder-en\.csv\.zip: results-framework\.csv, row 4, .+ is "99", the events give "100"\.$/,
      ),
    );
  });

  it(`names each of ${CHANGES / 5} random figures that were changed (seed ${SEED + 1})`, async () => {
    const random = new Random(SEED + 1);
    const name = 'example-M14-funder-es.json';
    const text = new TextDecoder().decode(unzipSync(funder)[name]);
    const digits = [...text.matchAll(/(?<=": |\n +)-?\d+(\.\d+)?(?=,?\n)/g)];
    for (let i = 0; i < CHANGES / 5; i++) {
      const { index, 0: figure } = digits[random.whole(0, digits.length - 1)] as RegExpMatchArray & { index: number };
      const other = String(Number(figure) + 1);
      const changed = withFile(
        funder,
        name,
        asText(() => text.slice(0, index) + other + text.slice(index + figure.length)),
      );
      expect(await broken(changed)).toContainEqual(expect.stringContaining(`is ${other}, the events give ${figure}`));
    }
  });

  it('names the event that was changed, left out or added', async () => {
    const edit = (change: (lines: string[]) => string[]): Uint8Array =>
      withFile(
        funder,
        EVENTS,
        asText((text) => `${change(text.trimEnd().split('\n')).join('\n')}\n`),
      );
    const first = events.find(({ data }) => 'country' in data)?.number ?? 0;
    const changed = edit((lines) =>
      lines.with(first - 1, (lines[first - 1] ?? '').replace('"country":"', '"country":"X')),
    );
    expect(await broken(changed)).toContainEqual(
      expect.stringMatching(new RegExp(`^Event ${first} \\(.+\\) is not as it was signed\\.$`)),
    );
    const shortened = edit((lines) => lines.slice(0, -1));
    expect(await broken(shortened)).toContainEqual(`Of what was signed, event ${events.length} is missing.`);
    const left = edit((lines) => lines.filter((_, i) => i !== 10));
    expect(await broken(left)).toContainEqual(expect.stringContaining(`Line 11 of ${EVENTS} is not event 11`));
  });

  it('names a file that is missing, or that does not belong', async () => {
    expect(await broken(withFile(funder, 'example-M14-funder-en.json', () => undefined))).toContain(
      'example-M14-funder-en.json is missing.',
    );
    const files = Object.entries(unzipSync(funder)).map(([name, bytes]) => ({ name, bytes }));
    expect(await broken(archive([...files, { name: 'extra.txt', bytes: new Uint8Array(3) }], 'whole'))).toContain(
      'extra.txt is in the bundle, but not in its manifest.',
    );
    expect(await broken(withFile(funder, SIGNATURE, () => undefined))).toContain(
      `The signature, ${SIGNATURE}, is missing.`,
    );
    expect(await broken(new Uint8Array(100))).not.toEqual([]);
    expect(await broken(new Uint8Array(0))).not.toEqual([]);
  });

  it('names a file that stands in it twice, whichever of them a program would show', async () => {
    const json = 'example-M14-funder-en.json';
    const content = unzipSync(funder);
    const files: File[] = Object.entries(content).map(([name, bytes]) => ({ name, bytes }));
    for (const bytes of [Buffer.from('{}'), content[json] as Uint8Array]) {
      for (const place of [0, files.length]) {
        // Under a name that is as long, which is then written over.
        const stand = 'Z'.repeat(json.length);
        const doubled = Buffer.from(archive(files.toSpliced(place, 0, { name: stand, bytes }), 'whole'));
        for (let at; (at = doubled.indexOf(stand)) >= 0;) doubled.write(json, at, 'latin1');
        expect(await broken(doubled)).toContain(`${json} stands in the archive more than once.`);
      }
    }
  });

  it('names files in another order', async () => {
    const [manifest, signature, ...files] = Object.entries(unzipSync(funder)).map(([name, bytes]) => ({ name, bytes }));
    const reordered = archive([manifest, signature, ...files.reverse()] as File[], 'whole');
    expect(await broken(reordered)).toEqual([
      'The files stand in the archive in another order; they themselves are as they were.',
    ]);
  });

  it('names an emblem that does not belong, and nothing else', async () => {
    const files = Object.entries(unzipSync(funder)).map(([name, bytes]) => ({ name, bytes }));
    expect(await broken(archive([...files, { name: 'emblem.svg', bytes: Buffer.from('none') }], 'whole'))).toEqual([
      'emblem.svg is in the bundle, but not in its manifest.',
    ]);
  });

  it('of the public names a changed event by the file in which it stands', async () => {
    const changed = withFile(
      open,
      PUBLIC_EVENTS,
      asText((text) => text.replace('"acronym":"', '"acronym":"X')),
    );
    const { findings } = await verified(changed);
    const files = findings.flatMap(({ holds, file }) => (holds || file === undefined ? [] : [file]));
    expect(files).toContain(PUBLIC_EVENTS);
    expect(files).not.toContain(EVENTS);
  });

  it('does not pass for one of another signer', async () => {
    const forger = new SigningKey(mkdtempSync(join(folder, 'forger-')));
    const manifest = unzipSync(funder)[MANIFEST] as Uint8Array;
    const jws = await forger.sign(manifest);
    const forged = withFile(funder, SIGNATURE, () => new TextEncoder().encode(jws));
    expect(await broken(forged, (await key.publicJwk()).kid)).toEqual([
      expect.stringContaining(
        `signed with the key ${(await forger.publicJwk()).kid}, not with ${(await key.publicJwk()).kid}`,
      ),
    ]);
  });

  it('of the public names a value that the public events do not give', async () => {
    const changed = withFile(
      open,
      'example-M14-public-en.json',
      asText((text) => {
        const report = JSON.parse(text) as { figures: { indicators: { id: string; series: { value: unknown }[] }[] } };
        const point = report.figures.indicators.find(({ id }) => id === 'I2')?.series.at(-1);
        if (point) point.value = 1_000;
        return `${JSON.stringify(report, null, 2)}\n`;
      }),
    );
    expect(await broken(changed)).toContainEqual(
      expect.stringMatching(/^example-M14-public-en\.json: I2 at M14 is 1000, the public events give \d+\.$/),
    );
    const fewer = withFile(
      open,
      PUBLIC_EVENTS,
      asText((text) => text.split('\n').slice(1).join('\n')),
    );
    expect(await broken(fewer)).toContainEqual(expect.stringContaining('is missing'));
  });
});

describe('a bundle that its own signer forged', () => {
  const same = (files: File[]): File[] => files;
  const without = (name: string) => (files: File[]) => files.filter((file) => file.name !== name);
  const falsified = (files: File[]): File[] =>
    files.map(({ name, bytes }) => ({
      name,
      bytes: name.endsWith('.json') ? asText((text) => text.replaceAll(/"value": \d+/g, '"value": 999'))(bytes) : bytes,
    }));
  const extra = (name: string) => (files: File[]) => [...files, { name, bytes: new TextEncoder().encode('I2 = 999') }];

  it.each([
    ['funder', EVENTS],
    ['public', PUBLIC_EVENTS],
  ])('for the %s is found out without %s', async (audience, name) => {
    const original = audience === 'public' ? open : funder;
    expect(await broken(await forged(original, (files) => falsified(without(name)(files))))).toEqual([
      `Without ${name}, no figure can be computed again.`,
    ]);
  });

  it.each(['funder', 'public'])('for the %s is found out by the files that it lists', async (audience) => {
    const original = audience === 'public' ? open : funder;
    const pdf = `example-M14-${audience}-es.pdf`;
    for (const name of [pdf, LEAVES]) {
      expect(await broken(await forged(original, without(name)))).toContain(
        `${name} belongs to the bundle, but is not in its manifest.`,
      );
    }
    for (const name of [`example-M14-${audience}-fr.json`, `example-M14-${audience}-en-final.pdf`, 'emblem.txt']) {
      expect(await broken(await forged(original, extra(name)))).toContain(
        `${name} is in the manifest, but does not belong to the bundle.`,
      );
    }
    expect(await broken(await forged(original, (files) => files.toReversed()))).toEqual([
      `${MANIFEST} is not the one that the events give.`,
    ]);
  });

  it.each(['funder', 'public'])('for the %s is found out by what else the manifest says', async (audience) => {
    const original = audience === 'public' ? open : funder;
    expect(await broken(await forged(original, falsified, { languages: [] }))).toContain(
      `${MANIFEST} names no language: there is no report.`,
    );
    expect(await broken(await forged(original, falsified, { languages: ['en'] }))).toContain(
      `example-M14-${audience}-es.json is in the manifest, but does not belong to the bundle.`,
    );
    expect(await broken(await forged(original, same, { languages: Array(100).fill('en') }))).toEqual([
      expect.stringContaining(`${MANIFEST} is missing or can't be read`),
    ]);
    expect(await broken(await forged(original, same, { framework: 'another' }))).toEqual([
      expect.stringMatching(/^manifest\.json: framework is "another", the events give ".+"\.$/),
    ]);
    expect(await broken(await forged(original, same, { formulas: '0' }))).toContainEqual(
      expect.stringMatching(/computed with formulas of version 0.* Verify it with the program that made it/),
    );
    expect(await broken(await forged(original, same, { version: 2 }))).toEqual([
      `${MANIFEST}: version is 2, the events give 1.`,
    ]);
  });

  it('can give no other audience than there is, nor pass what is for the funder off as public', async () => {
    expect(await broken(await forged(funder, same, { audience: 'everyone' }))).toEqual([
      expect.stringContaining(`${MANIFEST} is missing or can't be read`),
    ]);
    expect(await broken(await forged(funder, without(EVENTS), { audience: 'public' }))).toContain(
      `Without ${PUBLIC_EVENTS}, no figure can be computed again.`,
    );
  });

  it('for the public is found out by a file that shows something else than its JSON report', async () => {
    const others = ['csv.zip', 'xlsx', 'ods', 'docx', 'pdf'].map((extension) => `example-M14-public-es.${extension}`);
    const blank = (files: File[]): File[] =>
      files.map((file) =>
        others.includes(file.name) ? { ...file, bytes: new TextEncoder().encode('I2 = 999') } : file,
      );
    expect(await broken(await forged(open, blank))).toEqual(
      others.map((name) => `${name} is not the file that the JSON report gives.`),
    );
  });

  it.each<[string, string, (report: Report) => void]>([
    ['title', 'title is "999"', (report) => Object.assign(report, { title: '999' })],
    ['cover', 'cover.disclaimer is "999"', ({ cover }) => Object.assign(cover, { disclaimer: '999' })],
    [
      'milestone',
      'milestones.MS1.status is "achieved"',
      ({ figures }) => Object.assign(figures.milestones[0] as object, { status: 'achieved', achievedOn: '2022-07-01' }),
    ],
    ['table', 'series.title is "999"', (report) => Object.assign(sectionIn(report, 'series'), { title: '999' })],
    [
      'chart',
      'indicator-I2.blocks[0].chart.alt is "999"',
      (report) => {
        const [block] = sectionIn(report, 'indicator-I2').blocks;
        if (block?.kind === 'chart') Object.assign(block.chart, { alt: '999' });
      },
    ],
    [
      'standing of a satisfaction',
      'indicator-I5.title is "999"',
      (report) => Object.assign(sectionIn(report, 'indicator-I5'), { title: '999' }),
    ],
    [
      'summary of the figures',
      'summary.runs[0].text is "999"',
      (report) => {
        const block = sectionIn(report, 'summary').blocks.at(-1);
        if (block?.kind === 'paragraph') Object.assign(block.runs[0] as object, { text: '999' });
      },
    ],
    [
      'section more',
      'is "series", the events give absent',
      (report) => Object.assign(report, { sections: [...report.sections, sectionIn(report, 'series')] }),
    ],
    ['word fewer', 'example-M14-public-en.json is not a report', (report) => Object.assign(report, { cover: {} })],
  ])('for the public is found out by a %s that does not follow from its figures', async (_what, named, change) => {
    const changed = (files: File[]): File[] =>
      files.map(({ name, bytes }) => {
        if (!name.endsWith('.json')) return { name, bytes };
        const report = JSON.parse(new TextDecoder().decode(bytes)) as Report;
        change(report);
        return { name, bytes: new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`) };
      });
    expect(await broken(await forged(open, changed))).toContainEqual(expect.stringContaining(named));
  });

  it('is found out by what is no manifest and no event', async () => {
    for (const said of [{ files: [null] }, { month: 1.5 }, { expected: 1 }]) {
      expect(await broken(await forged(open, same, said))).toEqual([
        expect.stringContaining(`${MANIFEST} is missing or can't be read`),
      ]);
    }
    const withoutData = asText((text) => {
      const [first = '', ...others] = text.split('\n');
      return [JSON.stringify({ ...(JSON.parse(first) as object), data: null }), ...others].join('\n');
    });
    const changed = (files: File[]): File[] =>
      files.map((file) => (file.name === EVENTS ? { ...file, bytes: withoutData(file.bytes) } : file));
    expect(await broken(await forged(funder, changed))).toContainEqual(expect.stringContaining('has no data'));
  });

  it("is found out by leaves of other events, and by a length that is not the file's", async () => {
    const leaves = (files: File[]): File[] =>
      files.map((file) => (file.name === LEAVES ? { ...file, bytes: new TextEncoder().encode('00\n') } : file));
    for (const original of [funder, open]) {
      expect(await broken(await forged(original, leaves))).toContain(`${LEAVES} is not the file that the events give.`);
    }
    const content = unzipSync(open);
    const { files } = JSON.parse(new TextDecoder().decode(content[MANIFEST])) as Manifest;
    const longer = files.map((file) => (file.name === LEAVES ? { ...file, bytes: file.bytes + 1 } : file));
    expect(await broken(await forged(open, same, { files: longer }))).toEqual([
      `${LEAVES} is not as long as the manifest says.`,
    ]);
  });
});

it('is not unpacked where it says that it would be far larger than any', async () => {
  const claiming = Buffer.from(funder);
  const originalSize = claiming.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24;
  claiming.writeUInt32LE(600_000_000, originalSize);
  expect(await broken(claiming)).toContain('Unpacked, the archive is far larger than any bundle.');
});

it('holds with an emblem of its own and in one language, for every audience', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>';
  const emblem = { mediaType: 'image/svg+xml', bytes: new TextEncoder().encode(svg) } as const;
  for (const audience of ['funder', 'public'] as const) {
    expect(await broken(await built(audience, key, ['en'], { emblem }))).toEqual([]);
  }
});
