// The pages of recording and their addresses below an alliance's.
import type { FunctionComponent } from 'preact';
import type { AlliancePageProps } from '../routes.js';
import type { ThingCategory } from './fact-types.js';

interface RecordingPage {
  readonly path: string;
  readonly load: () => Promise<FunctionComponent<AlliancePageProps>>;
}

const PATHS: readonly (readonly [string, ThingCategory])[] = [
  ['members', 'member'],
  ['mous', 'mou'],
  ['recommendations', 'recommendation'],
  ['surveys', 'survey'],
  ['activities', 'activity'],
  ['stakeholders', 'stakeholder'],
  ['thematic-groups', 'thematicGroup'],
];

export const recordingPages: readonly RecordingPage[] = [
  ...PATHS.flatMap(([path, category]): RecordingPage[] => [
    { path: `/${path}`, load: async () => (await import('./thing-list-page.js')).listPageOf(category) },
    { path: `/${path}/:id`, load: async () => (await import('./thing-page.js')).thingPageOf(category) },
  ]),
  { path: '/record/:type', load: async () => (await import('./record-page.js')).RecordPage },
  { path: '/other-facts', load: async () => (await import('./other-facts-page.js')).OtherFactsPage },
  { path: '/import', load: async () => (await import('./import-page.js')).ImportPage },
  { path: '/what-if', load: async () => (await import('./what-if-page.js')).WhatIfPage },
];

export const participantPage = async () => (await import('./participant-page.js')).ParticipantPage;
