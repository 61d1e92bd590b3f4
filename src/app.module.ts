// The service put together: one event store, one read model, and what goes in and out.
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { CorrectEventController } from './commands/correct-event/correct-event.controller.js';
import { EventCorrector } from './commands/correct-event/correct-event.js';
import { ActivityFactsController } from './commands/facts/activity-facts.controller.js';
import { AllianceFactsController } from './commands/facts/alliance-facts.controller.js';
import { EstablishAllianceController } from './commands/facts/establish-alliance.controller.js';
import { FrameworkFactsController } from './commands/facts/framework-facts.controller.js';
import { MemberFactsController } from './commands/facts/member-facts.controller.js';
import { MonthFactsController } from './commands/facts/month-facts.controller.js';
import { MouFactsController } from './commands/facts/mou-facts.controller.js';
import { RecommendationFactsController } from './commands/facts/recommendation-facts.controller.js';
import { FactRecorder } from './commands/facts/record-fact.js';
import { StakeholderFactsController } from './commands/facts/stakeholder-facts.controller.js';
import { SurveyFactsController } from './commands/facts/survey-facts.controller.js';
import { ThematicGroupFactsController } from './commands/facts/thematic-group-facts.controller.js';
import { FactRecording } from './commands/record-facts/fact-recording.js';
import { RecordFactsHandler } from './commands/record-facts/record-facts.handler.js';
import { RecordManyFactsHandler } from './commands/record-facts/record-many-facts.handler.js';
import { SealMonthController } from './commands/seal-month/seal-month.controller.js';
import { MonthSealer } from './commands/seal-month/seal-month.js';
import { NameCheck } from './commands/what-if/name-check.js';
import { WhatIfController } from './commands/what-if/what-if.controller.js';
import { WhatIf } from './commands/what-if/what-if.js';
import type { EventStore } from './event-store/event-store.js';
import { EVENT_STORE } from './event-store/event-store.token.js';
import { CloudEventsController } from './ingestion/cloud-events.controller.js';
import { LineImports } from './ingestion/import-lines.js';
import { ImportMaterialController } from './ingestion/spreadsheets/import-material.controller.js';
import { ImportLog } from './ingestion/spreadsheets/import-log.js';
import { ImportProfiles } from './ingestion/spreadsheets/import-profiles.js';
import { ImportsController } from './ingestion/spreadsheets/imports.controller.js';
import { RecordedOrganisations } from './ingestion/spreadsheets/recorded-organisations.js';
import { RecordedTitles } from './ingestion/spreadsheets/recorded-titles.js';
import { ImportTurns } from './ingestion/spreadsheets/import-turns.js';
import { SpreadsheetImports } from './ingestion/spreadsheets/spreadsheet-imports.js';
import { EventLookup } from './monitoring/event-lookup.js';
import { Monitoring } from './monitoring/monitoring.service.js';
import { OPERATOR_TOKEN, OperationsController } from './operations/operations.controller.js';
import { Operations } from './operations/operations.js';
import { CLOCK, type Clock } from './platform/clock.js';
import { DATA_FOLDER } from './platform/data-folder.js';
import { DescriptionsController } from './platform/documentation/descriptions.controller.js';
import { LogScrub } from './platform/health/log-scrub.js';
import { HealthController } from './platform/health/health.controller.js';
import { MetricsController } from './platform/health/metrics.controller.js';
import { Metrics } from './platform/health/metrics.js';
import { StoreContact } from './platform/health/store-contact.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { requestValidation } from './platform/http/request-validation.js';
import { RouteTable } from './platform/http/route-table.js';
import { AnswerCache } from './queries/answer-cache.js';
import { GetAlliancesHandler } from './queries/alliances/alliances.query.js';
import { GetAttentionHandler } from './queries/attention/attention.query.js';
import { GetEventsHandler } from './queries/events/events.query.js';
import { GetFactsHandler } from './queries/facts/facts.query.js';
import { FiguresController } from './queries/figures.controller.js';
import { GetFrameworkHandler } from './queries/framework/framework.query.js';
import { GetIndicatorHandler, GetIndicatorsHandler } from './queries/indicators/indicators.query.js';
import { GetMilestonesHandler } from './queries/milestones/milestones.query.js';
import { GetOrganisationHandler } from './queries/organisations/organisation.query.js';
import { PointsInTime } from './queries/point-in-time/point-in-time.js';
import { PositionGuard } from './queries/position.guard.js';
import { SearchHandler } from './queries/search/search.query.js';
import { ChangeStreamController } from './queries/stream/change-stream.controller.js';
import { thingControllers } from './queries/things/things.controller.js';
import { RecordedThings } from './queries/things/recorded-things.js';
import { GetThingHandler, GetThingsHandler } from './queries/things/things.query.js';
import { AllianceEventsReader } from './reporting/alliance-events.reader.js';
import { REPORT_SETTINGS, ReportDesk } from './reporting/report-desk.js';
import { ReportsController } from './reporting/reports.controller.js';
import type { ReportSettings } from './reporting/report-request.js';
import { SealCheck } from './reporting/seal-check.js';
import { SigningKey } from './reporting/seal/signing-key.js';
import { ReportWorkshop } from './reporting/workshop/report-workshop.js';

/** What the service stands on, opened before it is put together. */
export interface Foundations {
  readonly store: EventStore;
  readonly monitoring: Monitoring;
  readonly scrub: LogScrub;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly routes: RouteTable;
  readonly signingKey: SigningKey;
  readonly workshop: ReportWorkshop;
  readonly reportSettings: ReportSettings;
  readonly profiles: ImportProfiles;
}

@Module({})
export class AppModule {
  /** `operatorToken` lets the command line use the operations of a running service. */
  static on(foundations: Foundations, operatorToken: string): DynamicModule {
    const { store, monitoring, scrub, clock, dataDir, routes, signingKey, workshop, reportSettings, profiles } =
      foundations;
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        FiguresController,
        ChangeStreamController,
        ...thingControllers,
        EstablishAllianceController,
        AllianceFactsController,
        FrameworkFactsController,
        MemberFactsController,
        MouFactsController,
        RecommendationFactsController,
        SurveyFactsController,
        ActivityFactsController,
        StakeholderFactsController,
        ThematicGroupFactsController,
        MonthFactsController,
        SealMonthController,
        ReportsController,
        CorrectEventController,
        WhatIfController,
        CloudEventsController,
        ImportsController,
        ImportMaterialController,
        DescriptionsController,
        HealthController,
        MetricsController,
        OperationsController,
      ],
      providers: [
        { provide: EVENT_STORE, useValue: store },
        { provide: OPERATOR_TOKEN, useValue: operatorToken },
        { provide: CLOCK, useValue: clock },
        { provide: DATA_FOLDER, useValue: dataDir },
        { provide: Monitoring, useValue: monitoring },
        { provide: RouteTable, useValue: routes },
        { provide: LogScrub, useValue: scrub },
        { provide: SigningKey, useValue: signingKey },
        { provide: ReportWorkshop, useValue: workshop },
        { provide: REPORT_SETTINGS, useValue: reportSettings },
        { provide: ImportProfiles, useValue: profiles },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: requestValidation },
        { provide: APP_GUARD, useClass: PositionGuard },
        Metrics,
        StoreContact,
        Operations,
        AnswerCache,
        PointsInTime,
        RecordedThings,
        EventLookup,
        FactRecorder,
        EventCorrector,
        RecordedOrganisations,
        RecordedTitles,
        NameCheck,
        WhatIf,
        MonthSealer,
        AllianceEventsReader,
        ReportDesk,
        SealCheck,
        LineImports,
        ImportTurns,
        SpreadsheetImports,
        ImportLog,
        FactRecording,
        RecordFactsHandler,
        RecordManyFactsHandler,
        GetAlliancesHandler,
        GetAttentionHandler,
        GetEventsHandler,
        GetFactsHandler,
        GetFrameworkHandler,
        GetIndicatorHandler,
        GetIndicatorsHandler,
        GetMilestonesHandler,
        GetOrganisationHandler,
        SearchHandler,
        GetThingHandler,
        GetThingsHandler,
      ],
    };
  }
}
