// Growing typed arrays: the read model keeps a million events in plain memory, ready to be written out as they are.

type TypedArray = Int8Array | Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array | BigInt64Array;
type ArrayType<A extends TypedArray> = new (length: number) => A;

const GROWTH = 1.5;

/** An array of one numeric type that grows at its end. */
export class Column<A extends TypedArray> {
  values: A;
  length = 0;

  constructor(
    private readonly type: ArrayType<A>,
    capacity = 16,
  ) {
    this.values = new type(capacity);
  }

  push(value: A[number]): void {
    if (this.length === this.values.length) this.reserve(this.length + 1);
    this.values[this.length++] = value;
  }

  reserve(length: number): void {
    if (length <= this.values.length) return;
    const grown = new this.type(Math.max(length, Math.ceil(this.values.length * GROWTH)));
    (grown as { set(source: TypedArray): void }).set(this.values);
    this.values = grown;
  }

  /** The values in use, sharing memory. */
  used(): A {
    return this.values.subarray(0, this.length) as A;
  }

  load(values: A): void {
    this.values = values;
    this.length = values.length;
  }
}
