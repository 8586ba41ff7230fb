/**
 * Arrays and a text in one file, in the format of safetensors, which Python, Rust and JavaScript read too:
 *
 *   8 bytes   length of the header, little-endian
 *   header    JSON: { "__metadata__": { sha256, text }, NAME: { dtype, shape, data_offsets: [from, to] }, ... },
 *             filled up with spaces to a multiple of eight bytes
 *   data      the arrays one after the other, little-endian, C order; offsets count from here
 *
 * `sha256` is of the whole file, taken with zeros in its own place, so that any byte that changed is noticed.
 *
 * @see https://github.com/huggingface/safetensors#format
 */
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

export type StoredArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** An array to be written. */
export interface TensorSource {
  name: string;
  dtype: StoredDtype;
  shape: readonly number[];
  /** Asked once, when its turn comes, so that no two arrays need be in memory at once. */
  read(): StoredArray;
}

export interface TensorFile {
  text: string;
  /** Views of one buffer. */
  tensors: Map<string, { shape: number[]; data: StoredArray }>;
}

const arrays = { F32: Float32Array, F64: Float64Array, I32: Int32Array, U8: Uint8Array };
export type StoredDtype = keyof typeof arrays;

const ZEROS = "0".repeat(64);
/** Read at a time. */
const CHUNK = 16 << 20;

/** Of which kind an array is. */
export function storedDtype(array: StoredArray): StoredDtype {
  return (Object.keys(arrays) as StoredDtype[]).find((dtype) => array instanceof arrays[dtype])!;
}

/** Writes all of it, from the file's beginning. @param file open for writing, and empty; not closed */
export async function writeTensorFile(file: FileHandle, text: string, tensors: readonly TensorSource[]): Promise<void> {
  const beginning = beginningOf(text, tensors);
  const hash = createHash("sha256").update(beginning);
  await file.writeFile(beginning);
  for (const tensor of tensors) {
    const array = tensor.read();
    const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
    if (bytes.length !== bytesOf(tensor)) throw new RangeError(`${tensor.name}: ${bytes.length} bytes for its shape`);
    hash.update(bytes);
    await file.writeFile(bytes);
  }
  await file.write(hash.digest("hex"), beginning.indexOf(ZEROS));
}

/**
 * Reads a file back.
 *
 * @throws Error saying how the file is not as it was written; the system's, if it cannot be read
 */
export async function readTensorFile(path: string): Promise<TensorFile> {
  const bytes = await readWhole(path);
  const length = bytes.length < 8 ? Infinity : Number(bytes.readBigUInt64LE());
  if (8 + length > bytes.length) throw new Error(`it ends after ${bytes.length} bytes`);
  const header = parsed(bytes.subarray(8, 8 + length));
  const { __metadata__: metadata, ...entries } = header;
  const { sha256, text } = (metadata ?? {}) as Metadata;
  if (sha256?.length !== 64) throw new Error("its header holds no checksum");
  if (digestWithout(bytes, sha256) !== sha256) throw new Error("its checksum is not that of its bytes");
  const start = bytes.byteOffset + 8 + length;
  return {
    text,
    tensors: new Map(
      Object.entries(entries as Record<string, Entry>).map(
        ([
          name,
          {
            dtype,
            shape,
            data_offsets: [from, to],
          },
        ]) => {
          const kind = arrays[dtype];
          return [
            name,
            { shape, data: new kind(bytes.buffer as ArrayBuffer, start + from, (to - from) / kind.BYTES_PER_ELEMENT) },
          ];
        },
      ),
    ),
  };
}

type Metadata = { sha256?: string; text: string };

interface Entry {
  dtype: StoredDtype;
  shape: number[];
  data_offsets: [from: number, to: number];
}

type Header = Record<string, Entry | Metadata>;

/** Length and header, the checksum's place still empty. */
function beginningOf(text: string, tensors: readonly TensorSource[]): Buffer {
  let offset = 0;
  const entries = tensors.map((tensor) => {
    const { name, dtype, shape } = tensor;
    const from = offset;
    offset += bytesOf(tensor);
    return [name, { dtype, shape, data_offsets: [from, offset] }] as const;
  });
  // The checksum before the text, which may hold anything.
  const json = JSON.stringify({ __metadata__: { sha256: ZEROS, text }, ...Object.fromEntries(entries) });
  const header = Buffer.from(json + " ".repeat(-Buffer.byteLength(json) & 7));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header]);
}

function bytesOf({ dtype, shape }: TensorSource): number {
  return shape.reduce((size, side) => size * side, arrays[dtype].BYTES_PER_ELEMENT);
}

function parsed(header: Buffer): Header {
  try {
    return JSON.parse(header.toString()) as Header;
  } catch (error) {
    throw new Error(`its header is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

function digestWithout(bytes: Buffer, sha256: string): string {
  const at = bytes.indexOf(sha256);
  return createHash("sha256")
    .update(bytes.subarray(0, at))
    .update(ZEROS)
    .update(bytes.subarray(at + 64))
    .digest("hex");
}

/** In chunks: Node reads at most 2 GB at once. The buffer is one of its own, so that arrays in it are aligned. */
async function readWhole(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const bytes = Buffer.allocUnsafeSlow(size);
    let done = 0;
    while (done < size) {
      const { bytesRead } = await file.read(bytes, done, Math.min(CHUNK, size - done), done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  } finally {
    await file.close();
  }
}
