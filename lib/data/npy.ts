import { type Dtype, type TypedArray, countText, dtypeOf } from "./dtype";
import { InputError } from "./input-error";
import { decode, toCOrder } from "./npy-decode";
import { openNpyFile, readBytes } from "./npy-file";
import { type NpyHeader, PREAMBLE_BYTES, parseHeader, readPreamble } from "./npy-header";
import { createNpyWriter } from "./npy-writer";

/** An array in C order: `data` holds the elements with the last axis running fastest. */
export interface NpyArray {
  /** "f2" comes as Float32Array, "b1" as Uint8Array, "i8" and "u8" as BigInt64Array and BigUint64Array. */
  data: TypedArray;
  /** `[]` for numpy's 0-d. */
  shape: number[];
  /** The elements' type in the file, by numpy's name. */
  dtype: Dtype;
}

/**
 * Reads a whole .npy file, versions 1.0 to 3.0, either byte order, C or Fortran order.
 *
 * @throws InputError if it is no such file, damaged, of a type that is not read (objects are refused, never unpickled), or
 *   too large for one array, where `openNpy` reads it by rows
 */
export async function readNpy(path: string): Promise<NpyArray> {
  const { header, handle } = await openNpyFile(path);
  try {
    const bytes = await readBytes(
      handle,
      header.dataStart,
      header.dataBytes,
      path,
      allocateBytes(header.dataBytes, path),
    );
    return toArray(bytes, header, path);
  } finally {
    await handle.close();
  }
}

/**
 * The array in the bytes of an .npy file.
 *
 * @param file the whole file; copied, so that the answer's memory is its own
 * @param name what to call it in errors
 * @throws InputError as `readNpy`
 */
export function parseNpy(file: Buffer, name: string): NpyArray {
  const { headerStart, dataStart } = readPreamble(file.subarray(0, PREAMBLE_BYTES), file.length, name);
  const header = parseHeader(file.toString("utf8", headerStart, dataStart), dataStart, file.length, name);
  return toArray(Buffer.from(new Uint8Array(file.subarray(dataStart)).buffer), header, name);
}

/**
 * Writes an .npy file, version 1.0, little-endian, in C order, byte for byte as numpy's `save` does. The file appears
 * under its name only when it is whole.
 *
 * @param data  elements with the last axis running fastest; the array's class gives the dtype
 * @param shape sides whose product is the data's length; `[]` for a single number
 * @param dtype "b1" to write a Uint8Array of zeros and ones as booleans
 * @throws InputError if shape and data do not fit
 */
export async function writeNpy(path: string, data: TypedArray, shape: readonly number[], dtype?: "b1"): Promise<void> {
  const writer = await createNpyWriter(path, { dtype: dtype ?? dtypeOf(data), shape });
  try {
    await writer.write(data);
    await writer.close();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

function toArray(bytes: Buffer, { dtype, bigEndian, fortranOrder, shape }: NpyHeader, file: string): NpyArray {
  try {
    const data = decode(bytes, dtype, bigEndian);
    return { data: fortranOrder ? toCOrder(data, dtype, shape) : data, shape, dtype };
  } catch (error) {
    throw tooLarge(error, bytes.length, file);
  }
}

function allocateBytes(length: number, file: string): Buffer {
  try {
    return Buffer.from(new ArrayBuffer(length));
  } catch (error) {
    throw tooLarge(error, length, file);
  }
}

/** V8 says so by a RangeError: Node 20 holds 4 GB in an array, newer ones more, and memory may end before. */
function tooLarge(error: unknown, bytes: number, file: string): unknown {
  if (!(error instanceof RangeError)) return error;
  return new InputError(
    `${file} holds ${countText(bytes)} bytes, too many for one array. Read it by rows with openNpy.`,
  );
}
