// Every page of the dashboard and its address. A page is loaded when it is first opened; the overview comes with the start.
import type { FunctionComponent } from 'preact';
import type { Alliance } from './api.js';
import { OverviewPage } from './pages/overview-page.js';
import { participantPage, recordingPages } from './recording/recording.routes.js';
import { lazyPage } from './shell/lazy-page.js';
import { withAlliance } from './shell/with-alliance.js';

/** What a page of an alliance is given: the alliance, and what stands in the address in place of `:name`. */
export interface AlliancePageProps {
  readonly alliance: Alliance;
  readonly params: Readonly<Record<string, string>>;
}

/** Loaded when first drawn, or ahead of that by `preload`. */
export type PageComponent = FunctionComponent<{ readonly params?: Readonly<Record<string, string>> }> & {
  readonly preload?: () => Promise<unknown>;
};

export interface PageRoute {
  /** As preact-iso matches them: `:name` is one segment. */
  readonly path: string;
  readonly page: PageComponent;
  /** `bare`: without navigation, for screens and frames. */
  readonly layout?: 'bare';
}

const OVERVIEW = '/a/:allianceId';

/** A page below an alliance's address; `load` imports it. */
function alliancePage(path: string, load: () => Promise<FunctionComponent<AlliancePageProps>>): PageRoute {
  return { path: `/a/:allianceId${path}`, page: withAlliance(lazyPage(load)) };
}

export const routes: readonly PageRoute[] = [
  { path: '/', page: lazyPage(async () => (await import('./pages/alliances-page.js')).AlliancesPage) },
  { path: OVERVIEW, page: withAlliance(OverviewPage) },
  alliancePage('/indicators/:indicatorId', async () => (await import('./pages/indicator-page.js')).IndicatorPage),
  {
    ...alliancePage('/screen', async () => (await import('./pages/screen-page.js')).ScreenPage),
    layout: 'bare',
  },
  {
    path: '/embed/:allianceId/indicators/:indicatorId',
    page: withAlliance(lazyPage(async () => (await import('./pages/embed-page.js')).EmbedPage)),
    layout: 'bare',
  },
  alliancePage('/months', async () => (await import('./pages/months-page.js')).MonthsPage),
  alliancePage('/months/:month', async () => (await import('./pages/month-page.js')).MonthPage),
  alliancePage(
    '/organisations/:organisationId',
    async () => (await import('./pages/organisation-page.js')).OrganisationPage,
  ),
  { path: '/new', page: lazyPage(async () => (await import('./pages/new-alliance-page.js')).NewAlliancePage) },
  alliancePage('/framework', async () => (await import('./pages/framework-page.js')).FrameworkPage),
  alliancePage('/framework/edit', async () => (await import('./pages/framework-editor-page.js')).FrameworkEditorPage),
  alliancePage('/service', async () => (await import('./pages/service-page.js')).ServicePage),
  alliancePage('/comparison', async () => (await import('./pages/comparison-page.js')).ComparisonPage),
  ...recordingPages.map(({ path, load }) => alliancePage(path, load)),
  { path: '/survey/:allianceId/:surveyId', layout: 'bare', page: lazyPage(participantPage) },
];

export function isOverview(path: string): boolean {
  return routeOf(path)?.path === OVERVIEW;
}

/** The route of a path, if it leads to a page. */
export function routeOf(path: string): PageRoute | undefined {
  return routes.find((route) => new RegExp(`^${route.path.replace(/:[A-Za-z]+/g, '[^/]+')}/?$`).test(path));
}
