// The publishable summary: what was written, and the state of the figures in two sentences at the most.
import { paragraph, section, type ReportContext } from '../report-context.js';
import type { Section } from '../report-model.js';
import { narrativeBlocks } from './narrative.js';

const ON_THE_WAY = new Set(['onTrack', 'notDue']);
const BEHIND = new Set(['atRisk', 'offTrack', 'regressing', 'missed']);

export function summary(context: ReportContext): Section {
  const { figures, texts } = context;
  const count = (test: (status: string) => boolean): number =>
    figures.indicators.filter(({ status }) => test(status)).length;
  const achieved = (status: string): boolean => status === 'achieved';
  const glance = texts.summary.glance(
    figures.indicators.length,
    count(achieved),
    count((status) => ON_THE_WAY.has(status)),
    count((status) => BEHIND.has(status)),
    count((status) => !achieved(status) && !ON_THE_WAY.has(status) && !BEHIND.has(status)),
  );
  const ofMilestones = (wanted: string): number => figures.milestones.filter(({ status }) => status === wanted).length;
  const milestones = texts.summary.milestones(
    // Those that are withheld are none of the parts either.
    figures.milestones.length - ofMilestones('noData'),
    ofMilestones('achieved'),
    ofMilestones('overdue'),
    ofMilestones('notDue'),
  );
  const standing = [glance, milestones].filter((said) => said !== '').join(' ');
  return section('summary', texts.summary.title, [
    ...narrativeBlocks(context, 'summary'),
    ...(standing === '' ? [] : [paragraph(standing)]),
  ]);
}
