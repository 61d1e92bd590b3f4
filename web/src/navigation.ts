// What the navigation of an alliance leads to, in its order. An entry is added together with its page.
import { recordingEntries } from './recording/recording.navigation.js';
import type { Text } from './text.en.js';

export interface NavigationEntry {
  /** Path below the alliance's address; empty: the overview. */
  readonly path: string;
  readonly label: (text: Text) => string;
  /** Path of an icon drawn in strokes on 20 × 20. */
  readonly icon: string;
}

export interface NavigationGroup {
  readonly id: 'figures' | 'facts' | 'reports' | 'administration';
  readonly entries: readonly NavigationEntry[];
}

/** Groups without entries are not shown. */
export const navigation: readonly NavigationGroup[] = [
  {
    id: 'figures',
    entries: [
      { path: '', label: ({ navigation }) => navigation.overview, icon: 'M3 10.5 10 4l7 6.5M5 9v7h10V9M8.5 16v-4h3v4' },
    ],
  },
  { id: 'facts', entries: recordingEntries },
  {
    id: 'reports',
    entries: [
      {
        path: 'months',
        label: ({ months }) => months.title,
        icon: 'M4 5h12v11H4zM4 8.5h12M7.5 3v3.5M12.5 3v3.5m-5 6 1.8 1.8 3.4-3.6',
      },
      { path: 'comparison', label: ({ months }) => months.compare, icon: 'M4 7h11m-3-3 3 3-3 3M16 13H5m3-3-3 3 3 3' },
    ],
  },
  {
    id: 'administration',
    entries: [
      {
        path: 'framework',
        label: ({ administration }) => administration.framework.title,
        icon: 'M10 3v4M5 13v-2.5h10V13M10 7v6M3.5 13h3v3h-3zm5 0h3v3h-3zm5 0h3v3h-3zM8 3h4v3H8z',
      },
      {
        path: 'service',
        label: ({ administration }) => administration.service.title,
        icon: 'M2.5 10h3.5l2-5 3.5 10 2-5h4',
      },
    ],
  },
];
