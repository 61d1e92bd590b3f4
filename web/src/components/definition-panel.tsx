// How an indicator is defined: in words, as the framework states it, with the notes on what could be misread.
import { pathOf, type Alliance, type Indicator, type Moment } from '../api.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { NoteList } from './note-list.js';

interface Definition {
  readonly id: string;
  readonly objective?: string;
  readonly measure: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly source?: string;
  readonly responsible?: string;
  readonly meansOfVerification?: string;
}

interface FrameworkAnswer {
  readonly framework: {
    readonly objectives?: readonly { readonly id: string; readonly title: string }[];
    readonly indicators: readonly Definition[];
  } | null;
}

interface Props {
  readonly alliance: Alliance;
  readonly indicator: Indicator;
  readonly moment: Moment;
}

export function DefinitionPanel({ alliance, indicator, moment }: Props) {
  const { data } = useAnswer<FrameworkAnswer>(`${pathOf(alliance.allianceId)}/framework`, {
    ...moment,
    liveFor: alliance.allianceId,
    keepPrevious: true,
  });
  const framework = data?.framework;
  const definition = framework?.indicators.find(({ id }) => id === indicator.id);
  const objective = framework?.objectives?.find(({ id }) => id === indicator.objective);
  const words = text.indicator;
  const entries: readonly (readonly [string, string | undefined])[] = definition
    ? [
        [words.fields.objective, objective ? `${objective.id} ${objective.title}` : indicator.objective],
        [words.fields.formula, formulaOf(definition)],
        ...optionsOf(definition, alliance),
        [words.fields.unit, (words.units as Readonly<Record<string, string>>)[indicator.unit] ?? indicator.unit],
        [words.fields.measuredAt, indicator.measuredAt?.map((month) => text.month(month)).join(', ') || undefined],
        [words.fields.responsible, definition.responsible],
        [words.fields.meansOfVerification, definition.meansOfVerification],
        [words.fields.source, definition.source],
      ]
    : [];
  return (
    <section class="panel definition" aria-labelledby="definition-heading">
      <h2 id="definition-heading">{words.definition}</h2>
      <dl class="event-data">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? <span class="muted">{text.notStated}</span>}</dd>
          </div>
        ))}
      </dl>
      <NoteList indicator={indicator} />
    </section>
  );
}

function formulaOf({ measure }: Definition): string {
  return (text.indicator.measures as Readonly<Record<string, string>>)[measure.kind] ?? measure.kind;
}

/** What the framework narrows the measure to, each by its name. */
function optionsOf({ measure }: Definition, alliance: Alliance): (readonly [string, string])[] {
  const { kind: _kind, ...options } = measure;
  const names = text.indicator.fields as Readonly<Record<string, string>>;
  return Object.entries(options).map(([name, option]) => {
    const named = [option].flat().map((each) => text.categories[String(each)] ?? String(each));
    const isOwn = name === 'party' && option === alliance.allianceId;
    return [names[name] ?? name, isOwn ? alliance.acronym : named.join(', ')];
  });
}
