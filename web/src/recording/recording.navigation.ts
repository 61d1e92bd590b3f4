// What the navigation leads to in recording.
import type { NavigationEntry } from '../navigation.js';

export const recordingEntries: readonly NavigationEntry[] = [
  {
    path: 'members',
    label: ({ recording }) => recording.kinds.member.list,
    icon: 'M7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-4.5 7c0-3 2-5 4.5-5s4.5 2 4.5 5M13 9.5a2 2 0 1 0 0-4M14 11.5c2 .3 3.5 2 3.5 4.5',
  },
  {
    path: 'mous',
    label: ({ recording }) => recording.kinds.mou.list,
    icon: 'M5 3h7l3 3v11H5zM12 3v3h3M7.5 13.5c1-2 2-2 2 0s1.5 0 2.5-1',
  },
  {
    path: 'recommendations',
    label: ({ recording }) => recording.kinds.recommendation.list,
    icon: 'M4 4.5c2-.8 4-.8 6 .5 2-1.3 4-1.3 6-.5v11c-2-.8-4-.8-6 .5-2-1.3-4-1.3-6-.5zM10 5v11',
  },
  {
    path: 'surveys',
    label: ({ recording }) => recording.kinds.survey.list,
    icon: 'M4 4h12v9H9l-3.5 3v-3H4zM7 7.5h6M7 10h4',
  },
  {
    path: 'activities',
    label: ({ recording }) => recording.kinds.activity.list,
    icon: 'm3.5 5.5 1.2 1.2 2-2.2M9.5 5.5h7m-13 5 1.2 1.2 2-2.2m2.8 1h7m-13 5 1.2 1.2 2-2.2m2.8 1h7',
  },
  {
    path: 'stakeholders',
    label: ({ recording }) => recording.kinds.stakeholder.list,
    icon: 'M3 4h14l-5.5 6.5V16l-3-1.5v-4z',
  },
  {
    path: 'thematic-groups',
    label: ({ recording }) => recording.kinds.thematicGroup.list,
    icon: 'M10 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM4.5 17a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm11 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 6.5l-3.5 6.7M11 6.5l3.5 6.7M6.5 15h7',
  },
  {
    path: 'other-facts',
    label: ({ recording }) => recording.other.title,
    icon: 'M10 3v14M3 10h14M5 5l10 10M15 5 5 15',
  },
  {
    path: 'import',
    label: ({ recording }) => recording.import.title,
    icon: 'M10 3v9m-3.5-3.5L10 12l3.5-3.5M4 14v3h12v-3',
  },
  {
    path: 'what-if',
    label: ({ recording }) => recording.whatIf.title,
    icon: 'M7 7.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M10 16v.5',
  },
];
