// Typed arrays that grow: the read model keeps a million events in plain memory, ready to be written out as they are.
// Each owner holds its arrays in fields of its own: one access for all types of arrays would be ten times slower.

export type TypedArray = Int8Array | Uint8Array | Int32Array | Uint32Array | Float64Array | BigInt64Array;

const GROWTH = 1.75;

/** The capacity to grow to when `length` no longer suffices. */
export function grown(length: number): number {
  return Math.max(16, Math.ceil(length * GROWTH));
}

/** The smallest power of two that is no less. */
export function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}

/** A copy with room for `capacity` values. */
export function resized<A extends TypedArray>(array: A, capacity: number): A {
  const copy = new (array.constructor as new (length: number) => A)(capacity);
  (copy as { set(source: TypedArray): void }).set(array);
  return copy;
}

/** The first `length` values, sharing memory. */
export function used<A extends TypedArray>(array: A, length: number): A {
  return array.subarray(0, length) as A;
}
