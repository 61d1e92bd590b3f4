// Imports a spreadsheet: reads it, and hands what its rows say to the one command that records many, as one request. A
// dry run does all of it but the storing. Of a long file, what its rows say is never in memory as a whole.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RecordManyFacts } from '../../commands/record-facts/record-many-facts.command.js';
import { streamName } from '../../domain/categories.js';
import { asStreamEvent, effectiveFacts } from '../../domain/timeline.js';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { DATA_FOLDER } from '../../platform/data-folder.js';
import { ProblemError, type Problem } from '../../platform/problems.js';
import { Turns } from '../../platform/turns.js';
import { underHeader } from './header-row.js';
import { headersOf, kindOf, recognises } from './headers.js';
import { HeldNames } from './held-names.js';
import { ImportProfiles, type NamedProfile } from './import-profiles.js';
import type { ImportReport } from './import-report.js';
import { ImportTurns } from './import-turns.js';
import { likelyDuplicates, type LikelyDuplicate, type NamedOrganisation } from './likely-duplicates.js';
import { inWords, listed, type Notice } from './notices.js';
import { KINDS, layOver, type Kind, type Profile } from './profile.js';
import { RecordedAlready } from './recorded-already.js';
import { RecordedOrganisations } from './recorded-organisations.js';
import { RecordedTitles } from './recorded-titles.js';
import type { RefusedRows } from './refused-rows.js';
import { factOf, readRows, type ReadRows, type RowFact } from './row-events.js';
import { RowFacts } from './row-facts.js';
import { ListReader, writingOf, type Known, type RowReader } from './row-reader.js';
import { openTable, type FileFormat } from './spreadsheet-file.js';
import { AnswersReader } from './survey-answers.js';
import { unreadable, type Row, type Table } from './table.js';
import type { TemplateLanguage } from './templates.js';

export interface SpreadsheetImport {
  readonly allianceId: string;
  /** Who imports: a name that nobody has verified. */
  readonly actor: string;
  readonly bytes: Buffer;
  readonly format: FileFormat;
  /** Name of a profile; absent where the headers say enough. */
  readonly profile?: string | undefined;
  /** What is laid over the profile. */
  readonly settings: Profile;
  readonly dryRun: boolean;
  /** Record the rows that can be; by default one that can't refuses all. */
  readonly skipInvalid: boolean;
  /** Of the notices. */
  readonly language?: TemplateLanguage | undefined;
}

/** Of so many rows that are refused it is told why. */
const MOST_TOLD = 1_000;

export type OnProgress = (work: string, done: number) => void;

/** Why what a row would record can't be. */
interface RowProblem {
  readonly row: number;
  readonly problem: Problem;
}

/** What became of the facts of all rows. */
interface Stored {
  readonly recorded: number;
  readonly repeats: number;
  /** Those that were recorded, or could be, in their order. */
  readonly order: readonly number[];
  readonly problems: readonly RowProblem[];
  readonly position?: string;
}

@Injectable()
export class SpreadsheetImports {
  constructor(
    private readonly commands: CommandBus,
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly profiles: ImportProfiles,
    private readonly organisations: RecordedOrganisations,
    private readonly titles: RecordedTitles,
    private readonly turns: ImportTurns,
    @Inject(DATA_FOLDER) private readonly folder: string,
  ) {}

  /**
   * Resolves also when rows are refused: the report names them, and says what was recorded. Given up by the signal, it
   * rejects; what is being recorded by then is recorded.
   */
  import(request: SpreadsheetImport, onProgress: OnProgress, signal?: AbortSignal): Promise<ImportReport> {
    const work = (): Promise<ImportReport> => this.importInTurn(request, onProgress, signal);
    return request.dryRun ? work() : this.turns.holding([request.allianceId], work, signal);
  }

  private async importInTurn(
    request: SpreadsheetImport,
    onProgress: OnProgress,
    signal: AbortSignal | undefined,
  ): Promise<ImportReport> {
    const importId = randomUUID();
    const facts = new RowFacts(this.folder, request.allianceId, importId, request.actor);
    const names = new HeldNames(this.folder);
    try {
      return await this.importInto(facts, names, importId, request, onProgress, signal);
    } finally {
      facts.close();
      names.close();
    }
  }

  private async importInto(
    facts: RowFacts,
    names: HeldNames,
    importId: string,
    request: SpreadsheetImport,
    onProgress: OnProgress,
    signal: AbortSignal | undefined,
  ): Promise<ImportReport> {
    const { allianceId, settings, dryRun, language = 'en' } = request;
    const turns = new Turns(signal);
    const known = {
      ...this.alliance(allianceId),
      organisations: await this.organisations.names(allianceId, turns),
      titles: await this.titles.names(allianceId, turns),
    };
    const named = request.profile === undefined ? undefined : this.profiles.find(request.profile);
    const table = await tableOf(request, named);
    const { header, understood, above, rows } = await underHeader(table, (row) => {
      const chosen = this.choose(row, named, settings);
      return { ...chosen, reader: this.readerOf(chosen.kind, headersOf(row), chosen.profile, table, known) };
    });
    const { name, profile, kind, reader } = understood;
    const already = new RecordedAlready((stream) => this.isRecorded(stream), this.store, profile.existing);
    const offer = async (fact: RowFact): Promise<Problem | undefined> => {
      const offered = await already.unlessRecorded(fact);
      return offered && facts.add(offered);
    };
    const read = await readRows(rows, reader, allianceId, turns, {
      fact: async (fact) => void (await offer(fact)),
      again: async (fact) => {
        const offered = await already.unlessRecorded(fact, true);
        if (offered) facts.addAgain(offered);
      },
      organisation: (organisation) => names.add(organisation),
      progress: () => onProgress('Reading', table.share()),
    });
    if (read.rows === 0) throw unreadable('no-rows', 'There are no rows under the header.');
    const opening = await this.opening(reader, header, allianceId);
    // Without its survey, no answer can be: the same would be said of every row.
    const problem = opening && (await offer(opening));
    if (problem) throw new ProblemError(problem);
    const stored = await this.record(facts, read.refused, request, onProgress, signal);
    if (stored.problems.length > 0) await this.tellRefused(stored.problems, read.refused, reader, request, named);
    const duplicates = names.length === 0 ? [] : await this.duplicatesOf(names, reader, allianceId, turns);
    return {
      importId: stored.recorded > 0 ? importId : null,
      dryRun,
      kind,
      profile: name,
      ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
      rows: read.rows,
      recorded: stored.recorded,
      events: facts.counts(stored.order),
      alreadyThere: already.count + stored.repeats,
      leftOut: read.leftOut,
      refusedRows: read.refused.rows.size,
      refused: read.refused.listed,
      kept: already.kept,
      likelyDuplicates: duplicates,
      notices: [
        ...(profile.note === undefined ? [] : [profile.note]),
        ...inWords([...rowsAbove(above), ...table.notices, ...reader.notices, ...repeatedRows(read)], language),
      ],
      preview: facts.preview(stored.order),
      ...(stored.position === undefined ? {} : { position: stored.position }),
    };
  }

  /**
   * Offers the facts as one request, a row whole or not at all: puts the rows that are refused to the others, and offers
   * the rest again. Stores nothing on a dry run, or while a row is refused and isn't to be skipped.
   */
  private async record(
    facts: RowFacts,
    { rows: refusedRows }: RefusedRows,
    { dryRun, skipInvalid }: SpreadsheetImport,
    onProgress: OnProgress,
    signal: AbortSignal | undefined,
  ): Promise<Stored> {
    // What else such a row says would be judged without its ground, and might take it from other rows.
    const problems = facts.malformed.told.map(({ index, problem }) => ({ row: facts.rowOf(index), problem }));
    for (const index of facts.malformed.indexes) refusedRows.add(facts.rowOf(index));
    for (;;) {
      const refusedBefore = new Set(refusedRows);
      const order = facts.orderWithout(refusedRows);
      if (order.length === 0) return { recorded: 0, repeats: 0, order, problems };
      const storeNothing = dryRun || (refusedRows.size > 0 && !skipInvalid);
      const decided = (count: number): void => onProgress('Checking', count / order.length);
      const { recorded, repeats, position, refused } = await this.commands.execute(
        new RecordManyFacts(facts.inOrder(order), {
          ...{ dryRun: storeNothing, mostTold: MOST_TOLD, onProgress: decided, signal },
          goingWith: (place) => facts.placesBeside(order, place),
        }),
      );
      if (refused.indexes.length === 0)
        return { recorded: storeNothing ? 0 : recorded, repeats, order, problems, ...(position && { position }) };
      const rowsSaying = (index: number): number[] =>
        facts.rowsSaying(order[index] as number).filter((row) => !refusedBefore.has(row));
      for (const { index, problem } of refused.told)
        for (const row of rowsSaying(index).slice(0, MOST_TOLD)) problems.push({ row, problem });
      // What else a refused row says goes with it, and then perhaps what stood on that.
      for (const index of refused.indexes) for (const row of rowsSaying(index)) refusedRows.add(row);
    }
  }

  /** Reads the rows again that were refused for what they would have recorded, and says so in the words of the file. */
  private async tellRefused(
    problems: readonly RowProblem[],
    refused: RefusedRows,
    reader: RowReader,
    request: SpreadsheetImport,
    named: NamedProfile | undefined,
  ): Promise<void> {
    const wanted = new Set(problems.map(({ row }) => row));
    const found = new Map<number, Row>();
    for await (const row of (await tableOf(request, named)).rows) {
      if (wanted.has(row.number)) found.set(row.number, row);
      if (found.size === wanted.size) break;
    }
    for (const { row, problem } of problems) refused.add(reader.refusalOf(found.get(row) as Row, problem));
  }

  /** Of what the log holds under any name, and then the file. */
  private async duplicatesOf(
    names: HeldNames,
    reader: RowReader,
    allianceId: string,
    turns: Turns,
  ): Promise<LikelyDuplicate[]> {
    const inFile = names.length;
    for await (const named of this.organisations.named(allianceId, turns)) names.add(named);
    const likely = await likelyDuplicates({ [Symbol.iterator]: () => names.from(inFile) }, turns);
    const withId = (named: NamedOrganisation): NamedOrganisation => {
      const made = named.row === undefined ? undefined : reader.organisationId(named.name);
      return made === undefined ? named : { ...named, made };
    };
    return likely.map(({ organisations, why }) => ({ organisations: organisations.map(withId), why }));
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
    const kind = profile.kind ?? (profile.survey ? 'answers' : kindOf(headers, profile));
    if (kind) return { name: found?.name ?? null, profile, kind };
    throw new ProblemError({
      code: 'kind-unknown',
      detail: `From its headers (${headers.join(', ').slice(0, 300)}) the list could be of any kind: ${KINDS.join(', ')}.`,
    });
  }

  private readerOf(kind: Kind, headers: readonly string[], profile: Profile, table: Table, known: Known): RowReader {
    const writing = writingOf(profile, table);
    return kind === 'answers'
      ? new AnswersReader(headers, profile, writing)
      : new ListReader(kind, headers, profile, writing, known);
  }

  /** The opening of a survey that isn't recorded yet, or was taken back. */
  private async opening(reader: RowReader, header: Row, allianceId: string): Promise<RowFact | undefined> {
    if (!(reader instanceof AnswersReader)) return undefined;
    const recorded = await this.store.readStream(streamName('survey', allianceId, reader.surveyId));
    const facts = effectiveFacts(recorded.map(asStreamEvent));
    const opened = facts.find(({ event }) => event.type === 'SurveyOpened');
    if (!opened) return factOf(reader.opening(), header, allianceId);
    reader.noteOpened(opened.event.data);
    return undefined;
  }

  private isRecorded(stream: string): boolean {
    return this.monitoring.model.streams.find(stream) >= 0;
  }
}

function tableOf({ bytes, format, settings }: SpreadsheetImport, named: NamedProfile | undefined): Promise<Table> {
  return openTable(bytes, format, layOver(named?.profile ?? {}, settings));
}

const rowsAbove = (above: readonly number[]): Notice[] =>
  above.length === 0 ? [] : [(words) => words.rowsAbove(above.join(', '))];

/** Rows that repeat one that is refused are no repetitions of anything. */
function repeatedRows({ repeated, refused }: ReadRows): Notice[] {
  const leftOut = repeated.filter(({ of }) => !refused.rows.has(of));
  if (leftOut.length === 0) return [];
  return [
    (words) =>
      words.repeatedRows(
        listed(
          leftOut.map(({ row, of }) => words.repeated(row, of)),
          words,
        ),
      ),
  ];
}
