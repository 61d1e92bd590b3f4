// The waves of the example's survey among members: when, how many, and how many were satisfied.

export interface Wave {
  readonly surveyId: string;
  readonly title: string;
  readonly openedOn: string;
  readonly closesOn: string;
  readonly closedOn: string;
  readonly invited: number;
  readonly answers: number;
  /** Answers that leave the question of satisfaction open. */
  readonly open: number;
  /** Satisfied among those that answer it. */
  readonly satisfied: number;
}

export const WAVES: readonly Wave[] = [
  {
    surveyId: 'wave-2023',
    title: 'Members’ survey 2023',
    openedOn: '2023-01-30',
    closesOn: '2023-02-28',
    closedOn: '2023-02-28',
    invited: 180,
    answers: 123,
    open: 3,
    satisfied: 63,
  },
  {
    surveyId: 'wave-2024',
    title: 'Members’ survey 2024',
    openedOn: '2024-01-29',
    closesOn: '2024-03-04',
    closedOn: '2024-02-29',
    invited: 215,
    answers: 158,
    open: 4,
    satisfied: 97,
  },
  {
    surveyId: 'wave-2025',
    title: 'Members’ survey 2025',
    openedOn: '2025-01-27',
    closesOn: '2025-02-28',
    closedOn: '2025-02-28',
    invited: 248,
    answers: 187,
    open: 6,
    satisfied: 128,
  },
  {
    surveyId: 'wave-2025-autumn',
    title: 'Members’ survey, autumn 2025',
    openedOn: '2025-10-27',
    closesOn: '2025-11-28',
    closedOn: '2025-11-28',
    invited: 250,
    answers: 203,
    open: 3,
    satisfied: 156,
  },
];

export const QUESTIONS = [
  { id: 'satisfaction', text: 'How satisfied are you with the Alliance as a whole?' },
  { id: 'usefulness', text: 'How useful are its results for your work?' },
  { id: 'communication', text: 'How well does the Alliance keep you informed?' },
  { id: 'platform', text: 'How easy is its platform to use?' },
];
export const SATISFIED_FROM = 4;

/** Satisfaction of the first wave in percent. */
export const FIRST_WAVE_SATISFACTION = (100 * 63) / (123 - 3);
