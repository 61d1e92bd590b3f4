// What can be computed from a bundle for the public: the values whose facts it shows without telling whose they are.
import type { Day } from '../../../projections/calendar.js';
import type { EffectiveIndicator } from '../../../projections/framework.js';
import { readIndicator, readSeries } from '../../../projections/indicator.js';
import { streamName } from '../../domain/categories.js';
import type { AllianceView } from '../../monitoring/alliance-model.js';
import type { AllianceEvent } from '../alliance-event.js';
import { restsOnWithheld } from '../few-answers.js';
import { KnownAlliance } from '../known-alliance.js';
import type { IndicatorFigures, Report } from '../report-model.js';
import type { Manifest } from './bundle.js';
import type { Leaf, PublicEvent } from './leaves.js';

interface Said {
  readonly holds: boolean;
  readonly text: string;
}

/** The alliance as far as its public events tell. Throws where they don't establish it. */
export function publicAlliance(allianceId: string, lines: readonly string[]): Promise<KnownAlliance> {
  return KnownAlliance.of(allianceId, publicEvents(allianceId, lines));
}

/** Compares the indicators in the bundle's JSON reports with what its public events give. */
export function comparePublicFigures(
  view: AllianceView,
  manifest: Pick<Manifest, 'allianceId' | 'month' | 'expected' | 'files'>,
  content: (name: string) => Uint8Array | undefined,
): Said[] {
  const at = view.calendar.monthEnd(manifest.month);
  const indicators = view.framework.at(at)?.indicators ?? [];
  const said: Said[] = [];
  for (const { name } of manifest.files.filter((file) => file.name.endsWith('.json'))) {
    const bytes = content(name);
    if (!bytes) continue;
    const shown = indicatorsIn(bytes);
    if (!shown) {
      said.push({ holds: false, text: `${name} can't be read any more.` });
      continue;
    }
    const wrong: string[] = [];
    const ids = (of: readonly { readonly id: string }[]): string => of.map(({ id }) => id).join(', ') || 'none';
    if (ids(shown) !== ids(indicators))
      wrong.push(`the indicators are ${ids(shown)}, the public events give ${ids(indicators)}`);
    const computed: string[] = [];
    for (const indicator of indicators) {
      const figures = shown.find(({ id }) => id === indicator.id);
      if (!figures) continue;
      const comparison = new IndicatorComparison(view, manifest, indicator, figures);
      wrong.push(...comparison.wrong());
      if (comparison.isComputable(at)) computed.push(indicator.id);
    }
    said.push(...wrong.map((text) => ({ holds: false, text: `${name}: ${text}.` })));
    if (wrong.length === 0)
      said.push({
        holds: true,
        text: `${name}: the values of ${computed.join(', ')} follow from the public events. What rests on withheld ones (satisfaction, memoranda of another party, breakdowns by country) can only be computed from the bundle for the funder.`,
      });
  }
  return said;
}

/** The figures of one indicator beside those that the public events give. */
class IndicatorComparison {
  private readonly found: string[] = [];
  private readonly at: Day;

  constructor(
    private readonly view: AllianceView,
    private readonly manifest: Pick<Manifest, 'allianceId' | 'month' | 'expected'>,
    private readonly indicator: EffectiveIndicator,
    private readonly shown: IndicatorFigures,
  ) {
    this.at = view.calendar.monthEnd(manifest.month);
  }

  /** Whether the value of a day rests on public facts alone, as it is measured now and as it was measured then. */
  isComputable(day: Day): boolean {
    return !this.restsOnWithheld(this.indicator) && !this.restsOnWithheld(this.measuredOn(day));
  }

  wrong(): string[] {
    this.standing();
    this.targets();
    this.series();
    return this.found;
  }

  private standing(): void {
    const right = readIndicator(this.view, this.indicator, this.at);
    const { shown, manifest } = this;
    this.hold('unit', shown.unit, right.unit);
    this.hold('direction', shown.direction, right.direction);
    this.hold('baseline', shown.baseline.value, right.baseline.value);
    if (!this.isComputable(this.at)) return;
    this.hold('value', shown.value, right.value);
    this.hold('status', shown.status, right.status);
    this.hold('progress', shown.progress, right.progress);
    this.hold('expected', shown.expected, manifest.expected ? right.expected : null);
    this.hold('onPath', shown.onPath, manifest.expected ? right.onPath : null);
    for (const name of new Set([...Object.keys(shown.companions), ...Object.keys(right.companions)])) {
      this.hold(name, shown.companions[name], right.companions[name]);
    }
  }

  private targets(): void {
    const { targets } = readIndicator(this.view, this.indicator, this.at);
    this.hold('targets', this.shown.targets.length, targets.length);
    for (const [i, right] of targets.entries()) {
      const shown = this.shown.targets[i];
      const what = `target of ${right.date}`;
      this.hold(what, [shown?.value, shown?.date], [right.value, right.date]);
      if (!this.isComputable(this.indicator.targets[i]?.day ?? this.at)) continue;
      this.hold(`${what}, met`, [shown?.met, shown?.valueThen], [right.met, right.valueThen]);
    }
  }

  private series(): void {
    const right = readSeries(this.view, this.indicator.id, this.at);
    this.hold('months of the series', this.shown.series.length, right.length);
    for (const [i, { month, date, value, expected }] of right.entries()) {
      const shown = this.shown.series[i];
      const what = `at M${i}`;
      this.hold(`${what}, the day`, [shown?.month, shown?.date], [month, date]);
      this.hold(`${what}, expected`, shown?.expected, this.manifest.expected ? expected : null);
      const day = this.view.calendar.monthEnd(i);
      if (this.restsOnWithheld(this.measuredOn(day))) continue;
      // An indicator that now rests on withheld facts may withhold what it was before, too; nothing else may stand there.
      if (shown?.value === null && this.restsOnWithheld(this.indicator)) continue;
      this.hold(what, shown?.value, value);
    }
  }

  private measuredOn(day: Day): EffectiveIndicator | undefined {
    return this.view.framework.at(day)?.indicators.find(({ id }) => id === this.indicator.id);
  }

  private restsOnWithheld(indicator: EffectiveIndicator | undefined): boolean {
    return restsOnWithheld(indicator, this.manifest.allianceId);
  }

  private hold(what: string, shown: unknown, right: unknown): void {
    const [there, should] = [inWords(shown), inWords(right)];
    if (there !== should) this.found.push(`${this.indicator.id} ${what} is ${there}, the public events give ${should}`);
  }
}

const inWords = (value: unknown): string => JSON.stringify(value) ?? 'absent';

function indicatorsIn(bytes: Uint8Array): readonly IndicatorFigures[] | undefined {
  try {
    const { figures } = JSON.parse(new TextDecoder().decode(bytes)) as Report;
    return Array.isArray(figures.indicators) ? figures.indicators : undefined;
  } catch {
    return undefined;
  }
}

function publicEvents(allianceId: string, lines: readonly string[]): AllianceEvent[] {
  const names = new Map<string, string>();
  return lines.map((line, i): AllianceEvent => {
    const { event } = JSON.parse(line) as Leaf;
    if (!event) return withheldEvent(allianceId, i + 1);
    if (event.number !== i + 1) throw new Error(`event ${i + 1} has number ${event.number}`);
    // By the first of its events: what takes one back doesn't tell whose it is.
    const stream = names.get(event.stream) ?? streamOf(event, allianceId);
    names.set(event.stream, stream);
    return allianceEvent(event, stream);
  });
}

/** Streams of one alliance's own keep their names; those of many things are told apart by a number. */
function streamOf({ stream, data }: PublicEvent, allianceId: string): string {
  const [category = '', number = ''] = stream.split('.');
  if (['alliance', 'framework', 'platform'].includes(category)) return `${category}-${allianceId}`;
  const indicator = data['indicatorId'];
  return `${category}-${allianceId}.${category === 'measurement' && typeof indicator === 'string' ? indicator : number}`;
}

function allianceEvent({ number, type, corrects, data }: PublicEvent, stream: string): AllianceEvent {
  const { event, ...rest } = data;
  return {
    number,
    eventId: idOf(number),
    stream,
    type,
    data: typeof event === 'number' ? { eventId: idOf(event) } : rest,
    metadata: corrects === undefined ? {} : { corrects: idOf(corrects) },
    schemaVersion: 1,
    recordedAt: 0,
  };
}

/** In the place of an event of which the public sees nothing: one that no figure is made of. */
function withheldEvent(allianceId: string, number: number): AllianceEvent {
  const data = { eventId: idOf(number), evidence: [] };
  const shown = { number, type: 'EvidenceAdded', stream: '', data };
  return allianceEvent(shown, streamName('stakeholder', allianceId, String(number)));
}

const idOf = (number: number): string => `00000000-0000-8000-8000-${String(number).padStart(12, '0')}`;
