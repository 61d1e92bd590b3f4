// What the dashboard calls a field of its forms and lists, and the words that stand in them, can be imported as they are.
import { describe, expect, it } from '@jest/globals';
import { fieldCalled } from '../../src/ingestion/spreadsheets/headers.js';
import { kindDefinitions } from '../../src/ingestion/spreadsheets/kinds/kinds.js';
import { meaningOf } from '../../src/ingestion/spreadsheets/words.js';
import { loadWebModules } from './web-module.js';

interface Words {
  readonly categories: Readonly<Record<string, string>>;
  readonly agentTypes: Readonly<Record<string, string>>;
  readonly facts: { readonly types: Readonly<Record<string, string>> };
  readonly recording: { readonly form: { readonly evidenceTitle: string; readonly evidenceUrl: string } };
}
interface TextModule {
  readonly text: Words;
  readonly loadText: (language: string) => Promise<void>;
}
interface FactWords {
  readonly fieldLabel: (type: string, field: string) => string;
}
interface FactTypes {
  readonly factType: (type: string) => { readonly fields: readonly { readonly name: string }[] };
}
const HISTORY = [
  ...['MemberJoined', 'MouSigned', 'RecommendationPublished'],
  ...['OfficialRegistrationPublished', 'PlatformReleased', 'ActivityCompleted'],
];
type Kind = keyof typeof kindDefinitions;

/** The facts that the rows of a kind make, and those of their fields that rows call otherwise. */
const FACTS: Readonly<Record<Kind, { types: readonly string[]; renamed?: Readonly<Record<string, string>> }>> = {
  members: { types: ['MemberJoined', 'MemberLeft'], renamed: { reason: 'leavingReason' } },
  mous: { types: ['MouProposed', 'MouSigned', 'MouTerminated'], renamed: { parties: 'partner' } },
  recommendations: { types: ['RecommendationPublished'] },
  stakeholders: { types: ['StakeholderIdentified', 'StakeholderContacted'] },
  activities: {
    types: ['ActivityPlanned', 'ActivityCompleted', 'ActivityCancelled'],
    renamed: { reason: 'cancellationReason' },
  },
  thematicGroups: { types: ['ThematicGroupFormed'] },
  measurements: { types: ['ValueReported'] },
  history: {
    types: ['MemberJoined', 'OfficialRegistrationPublished', 'PlatformReleased'],
    renamed: { journal: 'name', version: 'name' },
  },
};

describe.each(['en', 'es'])('the dashboard in %s', (language) => {
  const loaded = (async () => {
    const [module, words, types] = await loadWebModules<[TextModule, FactWords, FactTypes]>(
      'text.ts',
      'facts/fact-words.ts',
      'recording/fact-types.ts',
    );
    await module.loadText(language);
    return { text: module.text, ...words, ...types };
  })();

  it.each(Object.keys(FACTS) as Kind[])('has labels and headings of %s that are known headers', async (kind) => {
    const { fieldLabel, factType, text } = await loaded;
    const { fields } = kindDefinitions[kind];
    const { types, renamed = {} } = FACTS[kind];
    const labels = types.flatMap((type) =>
      factType(type).fields.flatMap(({ name }) => {
        const field = name === 'evidence' ? 'evidenceTitle' : (renamed[name] ?? name);
        return Object.hasOwn(fields, field) ? [[fieldLabel(type, name), field]] : [];
      }),
    );
    const { evidenceTitle, evidenceUrl } = text.recording.form;
    if (Object.hasOwn(fields, 'evidenceTitle'))
      labels.push([evidenceTitle, 'evidenceTitle'], [evidenceUrl, 'evidenceUrl']);
    if (Object.hasOwn(fields, 'name')) labels.push([fieldLabel('list', 'name'), 'name']);
    if (kind === 'mous') labels.push([fieldLabel('MouProposed', 'effectiveOn'), 'signedOn']);
    expect(labels.length).toBeGreaterThan(2);
    expect(labels.map(([label = '']) => [label, fieldCalled(label, fields)])).toEqual(labels);
  });

  it('has names of facts that are understood in a list of what was before', async () => {
    const { text } = await loaded;
    const names = { organisation: () => 'festo', titled: () => 'festo' };
    const context = { allianceId: 'small', allianceName: 'Small', ...names, fills: () => false };
    for (const type of HISTORY) {
      const row = { fact: text.facts.types[type] as string, name: 'Festo', date: '2023-06-01' };
      const made = kindDefinitions.history.events({ ...row, audience: ['SMEs'], workPackage: 2 }, context);
      expect('field' in made ? made : made.map((event) => event.type)).toContain(type);
    }
  });

  it('has words for categories and kinds of organisation that are understood', async () => {
    const { text } = await loaded;
    for (const dictionary of ['category', 'agentType'] as const) {
      const words = Object.entries(dictionary === 'category' ? text.categories : text.agentTypes);
      expect(words.map(([value, word]) => [value, meaningOf(dictionary, word)])).toEqual(
        words.map(([value]) => [value, value]),
      );
    }
  });
});
