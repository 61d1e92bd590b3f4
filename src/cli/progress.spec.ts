// Progress of long work, where its lines go into a file.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { progressBar } from './progress.js';

describe('progress where nobody is looking', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is a line now and then, and none of what is over in a moment', () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const progress = progressBar();
    for (const [ms, done] of [
      [1_900, 0.1],
      [2_100, 0.15],
      [3_000, 0.3],
      [4_200, 0.5],
    ] as const) {
      clock.mockReturnValue(ms);
      progress.update('Checking', done);
    }
    progress.stop();
    expect(written.mock.calls).toEqual([['Checking: 15 %\n'], ['Checking: 50 %\n']]);
  });
});
