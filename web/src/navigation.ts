// What the navigation of an alliance leads to, in its order. An entry is added together with its page.
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
  { id: 'facts', entries: [] },
  { id: 'reports', entries: [] },
  { id: 'administration', entries: [] },
];
