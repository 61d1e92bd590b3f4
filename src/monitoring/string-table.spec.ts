// Specs of interned names: dense numbers, found again, read back without touching a name.
import { describe, expect, it } from '@jest/globals';
import { StringTable } from './string-table.js';

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `answer-lcamp.wave-1.r-${i}`);

describe('a table of names', () => {
  it('numbers names in the order in which they come', () => {
    const table = new StringTable();
    expect(['b', 'a', 'b', 'c', 'a'].map((name) => table.intern(name))).toEqual([0, 1, 0, 2, 1]);
    expect(table.size).toBe(3);
    expect([0, 1, 2].map((number) => table.name(number))).toEqual(['b', 'a', 'c']);
  });

  it('finds what it holds, and nothing else', () => {
    const table = new StringTable();
    table.intern('member-lcamp.festo');
    expect(table.find('member-lcamp.festo')).toBe(0);
    for (const other of ['member-lcamp.fest', 'member-lcamp.festoo', 'ember-lcamp.festo', ''])
      expect(table.find(other)).toBe(-1);
    expect(table.size).toBe(1);
  });

  it('tells apart names of which one begins with another, and holds the empty name', () => {
    const table = new StringTable();
    const all = ['', 'a', 'aa', 'aaa', 'ab', 'b'];
    expect(all.map((name) => table.intern(name))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(all.map((name) => table.find(name))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('keeps every number through growing many times', () => {
    const table = new StringTable();
    const all = names(20_000);
    const numbers = all.map((_, number) => number);
    expect(all.map((name) => table.intern(name))).toEqual(numbers);
    expect(all.map((name) => table.find(name))).toEqual(numbers);
    expect(numbers.map((number) => table.name(number))).toEqual(all);
  });

  it('is the same after saving and loading, and goes on from there', () => {
    const table = new StringTable();
    const all = names(1_000);
    all.forEach((name) => table.intern(name));
    const loaded = new StringTable();
    loaded.load(structuredClone(table.save()));
    expect(all.map((name) => loaded.find(name))).toEqual(all.map((_, number) => number));
    expect(loaded.intern('new')).toBe(1_000);
    names(3_000).forEach((name) => loaded.intern(name));
    expect(loaded.find('new')).toBe(1_000);
    expect(loaded.name(1_000)).toBe('new');
  });
});
