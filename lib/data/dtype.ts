import { InputError } from "./input-error";

/** Any of the arrays that numbers from an .npy file come in. */
export type TypedArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** numpy's names of the element types Plateau reads. */
export type Dtype = "b1" | "i1" | "i2" | "i4" | "i8" | "u1" | "u2" | "u4" | "u8" | "f2" | "f4" | "f8";

type Constructor = {
  new (length: number): TypedArray;
  new (buffer: ArrayBufferLike, at: number, n: number): TypedArray;
};

const arrays: Record<Dtype, Constructor> = {
  b1: Uint8Array,
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  i8: BigInt64Array as unknown as Constructor,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  u8: BigUint64Array as unknown as Constructor,
  f2: Float32Array, // JavaScript has no half floats before Node 24
  f4: Float32Array,
  f8: Float64Array,
};

export function isDtype(name: string): name is Dtype {
  return Object.hasOwn(arrays, name);
}

/** Bytes an element takes in a file. */
export function itemSize(dtype: Dtype): number {
  return Number(dtype[1]);
}

/** A new array of `length` zeros, of the class that elements of `dtype` are handed out in. */
export function allocate(dtype: Dtype, length: number): TypedArray {
  return new arrays[dtype](length);
}

/** `length` elements of `dtype` as they lie in `buffer`, not copied; for "f2" the bits are not what Float32Array takes. */
export function viewOf(
  dtype: Exclude<Dtype, "f2">,
  buffer: ArrayBufferLike,
  byteOffset: number,
  length: number,
): TypedArray {
  return new arrays[dtype](buffer, byteOffset, length);
}

/**
 * numpy's name for the elements of a typed array: "u1" for Uint8Array, "f4" for Float32Array.
 *
 * @throws InputError if it is none of TypedArray's (nor a Uint8ClampedArray, which is "u1")
 */
export function dtypeOf(array: ArrayBufferView): Dtype {
  const name = Object.prototype.toString.call(array).slice(8, -1);
  const known: Record<string, Dtype> = {
    Int8Array: "i1",
    Int16Array: "i2",
    Int32Array: "i4",
    BigInt64Array: "i8",
    Uint8Array: "u1",
    Uint8ClampedArray: "u1",
    Uint16Array: "u2",
    Uint32Array: "u4",
    BigUint64Array: "u8",
    Float32Array: "f4",
    Float64Array: "f8",
  };
  if (Object.hasOwn(known, name)) return known[name];
  throw new InputError(`Expected a typed array such as Uint8Array or Float32Array, found ${name}.`);
}

/** Elements in an array of this shape; 1 for `[]`, numpy's 0-d. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** A shape as numpy prints it: (2920, 19), (3,), (). */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

/** 2920 as 2,920. */
export function countText(count: number): string {
  return count.toLocaleString("en-US");
}
