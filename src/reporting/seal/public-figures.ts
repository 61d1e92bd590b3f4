// What can be computed from a bundle for the public: the values whose facts it shows without telling whose they are.
import { readSeries } from '../../../projections/indicator.js';
import type { Indicator } from '../../domain/framework/framework.events.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import { ReadModel } from '../../monitoring/read-model.js';
import type { Report } from '../report-model.js';
import type { Manifest } from './bundle.js';
import type { Leaf, PublicEvent } from './leaves.js';

interface Said {
  readonly holds: boolean;
  readonly text: string;
}

/** Compares the series in the bundle's JSON reports with those that its public events give. */
export async function comparePublicFigures(
  { allianceId, month, files }: Manifest,
  lines: readonly string[],
  content: (name: string) => Uint8Array | undefined,
): Promise<Said[]> {
  const model = await modelOf(allianceId, lines);
  const view = model.alliance(allianceId)?.view();
  if (!view) return [{ holds: false, text: 'The public events do not establish the alliance.' }];
  const at = view.calendar.monthEnd(month);
  const said: Said[] = [];
  for (const { name } of files.filter((file) => file.name.endsWith('.json'))) {
    const bytes = content(name);
    if (!bytes) continue;
    const report = reportIn(bytes);
    if (!report) {
      said.push({ holds: false, text: `${name} can't be read any more.` });
      continue;
    }
    const wrong: Said[] = [];
    const computed: string[] = [];
    for (const { id, series } of report.figures.indicators) {
      const measure = view.framework.at(at)?.indicators.find((indicator) => indicator.id === id)?.measure;
      if (!measure || restsOnWithheld(measure, allianceId)) continue;
      computed.push(id);
      readSeries(view, id, at).forEach(({ value }, i) => {
        const shown = series[i]?.value ?? null;
        if (shown === value) return;
        wrong.push({
          holds: false,
          text: `${name}: ${id} at M${i} is ${String(shown)}, the public events give ${String(value)}.`,
        });
      });
    }
    said.push(...wrong);
    if (wrong.length === 0)
      said.push({
        holds: true,
        text: `${name}: the values of ${computed.join(', ')} follow from the public events. What rests on withheld ones (satisfaction, memoranda of another party, breakdowns by country) can only be computed from the bundle for the funder.`,
      });
  }
  return said;
}

/** Answers aren't shown, nor the parties of confidential memoranda other than the alliance. */
function restsOnWithheld(measure: Indicator['measure'], allianceId: string): boolean {
  if (measure.kind === 'satisfaction') return true;
  return 'party' in measure && measure.party !== undefined && measure.party !== allianceId;
}

function reportIn(bytes: Uint8Array): Report | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Report;
  } catch {
    return undefined;
  }
}

async function modelOf(allianceId: string, lines: readonly string[]): Promise<ReadModel> {
  const streams = new Map<string, StoredEvent[]>();
  const names = new Map<string, string>();
  const events = lines.flatMap((line): StoredEvent[] => {
    const { event } = JSON.parse(line) as Leaf;
    if (!event) return [];
    // By the first of its events: what takes one back doesn't tell whose it is.
    const stream = names.get(event.stream) ?? streamOf(event, allianceId);
    names.set(event.stream, stream);
    const before = streams.get(stream) ?? [];
    const stored = storedEvent(event, stream, BigInt(before.length));
    streams.set(stream, [...before, stored]);
    return [stored];
  });
  const model = new ReadModel((stream, limit) => Promise.resolve((streams.get(stream) ?? []).slice(0, limit)));
  await model.apply(events);
  return model;
}

/** Streams of one alliance's own keep their names; those of many things are told apart by a number. */
function streamOf({ stream, data }: PublicEvent, allianceId: string): string {
  const [category = '', number = ''] = stream.split('.');
  if (['alliance', 'framework', 'platform'].includes(category)) return `${category}-${allianceId}`;
  const indicator = data['indicatorId'];
  return `${category}-${allianceId}.${category === 'measurement' && typeof indicator === 'string' ? indicator : number}`;
}

function storedEvent({ number, type, corrects, data }: PublicEvent, stream: string, revision: bigint): StoredEvent {
  const { event, ...rest } = data;
  return {
    eventId: idOf(number),
    stream,
    type,
    data: typeof event === 'number' ? { eventId: idOf(event) } : rest,
    metadata: corrects === undefined ? {} : { corrects: idOf(corrects) },
    schemaVersion: 1,
    revision,
    position: BigInt(number),
    recordedAt: 0,
    remaining: 0,
    hash: '',
  };
}

const idOf = (number: number): string => `00000000-0000-8000-8000-${String(number).padStart(12, '0')}`;
