// Imports a spreadsheet: reads it, and hands what its rows say to the one command that records, as one request. A dry
// run does all of it but the storing.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { v5 as uuidOfName } from 'uuid';
import { RecordFacts, type OfferedFact, type RefusedFact } from '../../commands/record-facts/record-facts.command.js';
import { streamName } from '../../domain/categories.js';
import { effectiveFacts, type StreamEvent } from '../../domain/timeline.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { ProblemError } from '../../platform/problems.js';
import { underHeader } from './header-row.js';
import { headersOf, kindOf, recognises } from './headers.js';
import { ImportProfiles, type NamedProfile } from './import-profiles.js';
import { MOST_LISTED, PREVIEWED, type ImportReport, type KeptThing } from './import-report.js';
import { likelyDuplicates } from './likely-duplicates.js';
import { KINDS, layOver, type Kind, type Profile } from './profile.js';
import { RecordedOrganisations } from './recorded-organisations.js';
import { factOf, readRows, rowEventId, type ReadRows, type RowFact } from './row-events.js';
import { ListReader, writingOf, type RowReader, type RowRefusal } from './row-reader.js';
import { openTable, type FileFormat } from './spreadsheet-file.js';
import { AnswersReader } from './survey-answers.js';
import { unreadable, type Row, type Table } from './table.js';

/** The source of events that came in as rows of a spreadsheet. */
export const SPREADSHEET_SOURCE = 'urn:alliance-kpi:spreadsheet';

export interface SpreadsheetImport {
  readonly allianceId: string;
  readonly bytes: Buffer;
  readonly format: FileFormat;
  /** Name of a profile; absent where the headers say enough. */
  readonly profile?: string | undefined;
  /** What is laid over the profile. */
  readonly settings: Profile;
  readonly dryRun: boolean;
  /** Record the rows that can be; by default one that can't refuses all. */
  readonly skipInvalid: boolean;
}

type OnProgress = (work: string, done: number) => void;

/** The facts of rows, told apart by what is recorded already. */
interface Sorted {
  readonly offered: RowFact[];
  readonly alreadyThere: number;
  readonly kept: KeptThing[];
}

@Injectable()
export class SpreadsheetImports {
  constructor(
    private readonly commands: CommandBus,
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly profiles: ImportProfiles,
    private readonly organisations: RecordedOrganisations,
  ) {}

  /** Resolves also when rows are refused: the report names them, and says what was recorded. */
  async import(request: SpreadsheetImport, onProgress: OnProgress): Promise<ImportReport> {
    const { allianceId, bytes, format, settings, dryRun, skipInvalid } = request;
    const known = this.alliance(allianceId);
    const named = request.profile === undefined ? undefined : this.profiles.find(request.profile);
    const table = await openTable(bytes, format, layOver(named?.profile ?? {}, settings));
    const { header, understood, above, rows } = await underHeader(table, (row) => {
      const chosen = this.choose(row, named, settings);
      return { ...chosen, reader: this.readerOf(chosen.kind, headersOf(row), chosen.profile, table, known) };
    });
    const { name, profile, kind, reader } = understood;
    const read = await readRows(rows, reader, allianceId, () => onProgress('Reading', table.share()));
    if (read.rows === 0) throw unreadable('no-rows', 'There are no rows under the header.');
    const facts = inOrder(kind, [...this.opening(reader, header, allianceId), ...read.facts]);
    const sorted = await this.sort(facts, profile);
    const importId = randomUUID();
    const recording = new Recording(this.commands, allianceId, importId, reader, (done) =>
      onProgress('Checking', done),
    );
    const refused = [...read.refused];
    const stored = await recording.record(withoutRows(sorted.offered, refused), refused, { dryRun, skipInvalid });
    const recorded = read.organisations.length === 0 ? [] : await this.organisations.named(allianceId);
    const duplicates = likelyDuplicates([...recorded, ...read.organisations]);
    refused.sort((a, b) => a.row - b.row);
    return {
      importId: stored.recorded > 0 ? importId : null,
      dryRun,
      kind,
      profile: name,
      ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
      rows: read.rows,
      recorded: stored.recorded,
      events: counted(stored.accepted.map(({ type }) => type)),
      alreadyThere: sorted.alreadyThere + stored.repeats,
      leftOut: read.leftOut,
      refusedRows: new Set(refused.map(({ row }) => row)).size,
      refused: refused.slice(0, MOST_LISTED),
      kept: sorted.kept.slice(0, MOST_LISTED),
      likelyDuplicates: duplicates,
      notices: [
        ...(profile.note === undefined ? [] : [profile.note]),
        ...rowsAbove(above),
        ...table.notices,
        ...repeatedRows(read),
      ],
      preview: stored.accepted.slice(0, PREVIEWED).map(({ row, stream, type, data }) => ({
        row: row.number,
        stream,
        type,
        data,
      })),
      ...(stored.position === undefined ? {} : { position: stored.position }),
    };
  }

  private alliance(allianceId: string): { allianceId: string; allianceName: string } {
    this.monitoring.assertTrusted();
    const view = this.monitoring.model.alliance(allianceId)?.view();
    if (!view) throw new ProblemError({ code: 'alliance-unknown', detail: `There is no alliance "${allianceId}".` });
    return { allianceId, allianceName: view.profile.acronym };
  }

  /** The profile that was named, or that recognises the header; else the kind that knows all of the header. */
  private choose(
    header: Row,
    named: NamedProfile | undefined,
    settings: Profile,
  ): { name: string | null; profile: Profile; kind: Kind } {
    const headers = headersOf(header);
    const decided = named !== undefined || settings.kind !== undefined;
    const found =
      named ?? (decided ? undefined : this.profiles.all().find(({ profile }) => recognises(profile, headers)));
    const profile = layOver(found?.profile ?? {}, settings);
    const kind = profile.kind ?? (profile.survey ? 'answers' : kindOf(headers));
    if (kind) return { name: found?.name ?? null, profile, kind };
    throw new ProblemError({
      code: 'kind-unknown',
      detail: `From its headers (${headers.join(', ').slice(0, 300)}) the list could be of any kind: ${KINDS.join(', ')}.`,
    });
  }

  private readerOf(
    kind: Kind,
    headers: readonly string[],
    profile: Profile,
    table: Table,
    known: { allianceId: string; allianceName: string },
  ): RowReader {
    const writing = writingOf(profile, table);
    return kind === 'answers'
      ? new AnswersReader(headers, profile, writing)
      : new ListReader(kind, headers, profile, writing, known);
  }

  /** The opening of a survey that isn't recorded yet. */
  private opening(reader: RowReader, header: Row, allianceId: string): RowFact[] {
    if (!(reader instanceof AnswersReader)) return [];
    return this.isRecorded(streamName('survey', allianceId, reader.surveyId))
      ? []
      : [factOf(reader.opening(), header, allianceId)];
  }

  private isRecorded(stream: string): boolean {
    return this.monitoring.model.streams.find(stream) >= 0;
  }

  /** Tells what is there already from what is new, and gives what is new its id. */
  private async sort(facts: readonly RowFact[], { existing }: Profile): Promise<Sorted> {
    const sorted = { offered: [] as RowFact[], alreadyThere: 0, kept: [] as KeptThing[] };
    for (const fact of facts) {
      if (!this.isRecorded(fact.stream)) {
        sorted.offered.push(fact);
        continue;
      }
      const events = await this.store.readStream(fact.stream);
      const standing = effectiveFacts(events.map(asStreamEvent)).filter(({ event }) => event.type === fact.type);
      const { stream, type, eventId } = fact;
      if (standing.some(({ event }) => rowEventId(stream, type, event.data) === eventId)) sorted.alreadyThere++;
      else if (existing === 'keep' && standing[0] && OPENS.has(fact.type)) {
        sorted.kept.push({
          row: fact.row.number,
          stream: fact.stream,
          fields: differing(standing[0].event.data, fact.data),
        });
      } else sorted.offered.push({ ...fact, eventId: unused(eventId, events) });
    }
    return sorted;
  }
}

/** Events that a thing begins with. */
const OPENS = new Set([
  ...['MemberJoined', 'MouProposed', 'RecommendationPublished', 'StakeholderIdentified', 'ActivityPlanned'],
  ...['ThematicGroupFormed', 'SurveyOpened'],
]);

function asStreamEvent({ eventId, type, data, metadata }: StoredEvent): StreamEvent {
  return { eventId, type, data, corrects: (metadata as { corrects?: string }).corrects };
}

/** The id of a row's event; another one where it was recorded, and then retracted, under that id before. */
function unused(id: string, events: readonly StoredEvent[]): string {
  const used = new Set(events.map(({ eventId }) => eventId));
  let next = id;
  for (let again = 1; used.has(next); again++) next = uuidOfName(String(again), id);
  return next;
}

function differing(recorded: object, offered: object): string[] {
  const [a, b] = [recorded, offered] as Record<string, unknown>[];
  const fields = new Set([...Object.keys(recorded), ...Object.keys(offered)]);
  return [...fields].filter((field) => JSON.stringify(a?.[field]) !== JSON.stringify(b?.[field]));
}

/** Answers go in by their opaque ids: their order in the log is not the order in which people answered. */
function inOrder(kind: Kind, facts: RowFact[]): RowFact[] {
  if (kind !== 'answers') return facts;
  const [opening, answers] = [
    facts.filter(({ type }) => type === 'SurveyOpened'),
    facts.filter(({ type }) => type !== 'SurveyOpened'),
  ];
  return [...opening, ...answers.sort((a, b) => (a.stream < b.stream ? -1 : 1))];
}

const withoutRows = (offered: readonly RowFact[], refused: readonly RowRefusal[]): readonly RowFact[] => {
  const rows = new Set(refused.map(({ row }) => row));
  return offered.filter(({ row }) => !rows.has(row.number));
};

function counted(types: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of types) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

const rowsAbove = (above: readonly number[]): string[] =>
  above.length === 0 ? [] : [`Rows above the header were passed over: ${above.join(', ')}.`];

function repeatedRows({ repeated }: ReadRows): string[] {
  if (repeated.length === 0) return [];
  const shown = repeated.slice(0, PREVIEWED).map(({ row, of }) => `${row} (as ${of})`);
  const more = repeated.length > PREVIEWED ? ` and ${repeated.length - PREVIEWED} more` : '';
  return [`Rows that repeat another row of the file were left out: ${shown.join(', ')}${more}.`];
}

/** What became of the facts that were offered. */
interface Stored {
  readonly recorded: number;
  readonly repeats: number;
  readonly accepted: readonly RowFact[];
  readonly position?: string;
}

/** Offers the facts of rows as one request. A row goes in whole or not at all. */
class Recording {
  constructor(
    private readonly commands: CommandBus,
    private readonly allianceId: string,
    private readonly importId: string,
    private readonly reader: RowReader,
    private readonly onProgress: (done: number) => void,
  ) {}

  /** Puts the rows that are refused to `refused`; stores nothing on a dry run, or while there is one and it isn't to be skipped. */
  async record(
    offered: readonly RowFact[],
    refused: RowRefusal[],
    { dryRun, skipInvalid }: { dryRun: boolean; skipInvalid: boolean },
  ): Promise<Stored> {
    for (let accepted = offered; ;) {
      const storeNothing = dryRun || (refused.length > 0 && !skipInvalid);
      if (accepted.length === 0) return { recorded: 0, repeats: 0, accepted };
      const wrong: RefusedFact[] = [];
      const onProgress = (decided: number): void => this.onProgress(decided / accepted.length);
      const facts = accepted.map((each) => this.offer(each));
      const results = await this.commands.execute(
        new RecordFacts(this.allianceId, facts, { dryRun: storeNothing, refused: wrong, onProgress }),
      );
      if (wrong.length === 0) {
        const fresh = results.filter(({ repeat }) => !repeat);
        const repeats = results.length - fresh.length;
        const position = fresh.at(-1)?.position ?? '';
        const isStored = !storeNothing && fresh.length > 0;
        return { recorded: storeNothing ? 0 : fresh.length, repeats, accepted, ...(isStored ? { position } : {}) };
      }
      for (const { index, problem } of wrong)
        refused.push(...this.reader.refusalOf((accepted[index] as RowFact).row, problem));
      // What else a refused row says goes with it, and then perhaps what stood on that.
      accepted = withoutRows(accepted, refused);
    }
  }

  private offer({ row, stream, type, data, eventId }: RowFact): OfferedFact {
    // Which row an answer stood in would tell who gave it.
    const extensions = type === 'SurveyAnswered' ? {} : { extensions: { importrow: row.number } };
    return {
      eventId,
      stream,
      type,
      data,
      metadata: { source: SPREADSHEET_SOURCE, actor: 'unverified', correlationId: this.importId, ...extensions },
    };
  }
}
