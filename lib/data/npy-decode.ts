import { float16ToFloat32 } from "npyjs";
import { type Dtype, type TypedArray, allocate, itemSize, viewOf } from "./dtype";

/**
 * The numbers in a file's bytes, as the machine's own: little-endian, half floats widened to Float32Array.
 *
 * @param bytes elements one after the other; turned around in place when big-endian, and the memory of the answer
 *   where they can be used as they lie
 */
export function decode(bytes: Buffer, dtype: Dtype, bigEndian: boolean): TypedArray {
  const size = itemSize(dtype);
  const length = bytes.length / size;
  if (bigEndian && size > 1) swap(bytes, size);
  const aligned = bytes.byteOffset % size === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  if (dtype !== "f2") return viewOf(dtype, aligned.buffer, aligned.byteOffset, length);
  return widen(new Uint16Array(aligned.buffer, aligned.byteOffset, length));
}

/**
 * An array in Fortran order, put in C order.
 *
 * @param data elements with the first axis running fastest
 * @returns a new array with the last axis running fastest
 */
export function toCOrder(data: TypedArray, dtype: Dtype, shape: readonly number[]): TypedArray {
  if (shape.length < 2 || data.length === 0) return data;
  const out = allocate(dtype, data.length);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, side) => product * side, 1));
  const last = shape.length - 1;
  const place = new Array<number>(last).fill(0);
  for (let to = 0, from = 0; to < out.length;) {
    for (let i = 0; i < shape[last]; i++) out[to++] = data[from + i * strides[last]];
    for (let axis = last - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++place[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      place[axis] = 0;
    }
  }
  return out;
}

function swap(bytes: Buffer, size: number): void {
  if (size === 2) bytes.swap16();
  else if (size === 4) bytes.swap32();
  else bytes.swap64();
}

let halfFloats: Float32Array | undefined;

function widen(bits: Uint16Array): Float32Array {
  // There are only 65,536 of them.
  halfFloats ??= Float32Array.from({ length: 65536 }, (_, i) => float16ToFloat32(i));
  const out = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = halfFloats[bits[i]];
  return out;
}
