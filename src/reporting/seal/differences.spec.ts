// Where a file of a bundle differs: of what is long, the part that differs.
import { expect, it } from '@jest/globals';
import { jsonDifferences } from './differences.js';

it.each([
  [3, 4, 'is 3, the events give 4'],
  [undefined, 'new', 'is absent, the events give "new"'],
  [
    `${'long '.repeat(40)}95 ${'after '.repeat(40)}`,
    `${'long '.repeat(40)}96 ${'after '.repeat(40)}`,
    'is …ong long long long 95 after after after after after after af…, the events give …ong long long long 96 after after after after after after af…',
  ],
  [
    'the '.repeat(20),
    `${'the '.repeat(20)}end`,
    'is …he the the the the the the the the the the the the the the ", the events give …the the the the the the the the the the the the the the end"',
  ],
])('%# is said by what differs', (found, right, said) =>
  expect(jsonDifferences({ text: found }, { text: right })).toEqual([`text ${said}`]),
);
