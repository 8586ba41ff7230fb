import type { FileHandle } from "node:fs/promises";
import { type Dtype, type TypedArray, countText, itemSize, sizeOf } from "./dtype";
import { InputError } from "./input-error";
import { decode } from "./npy-decode";
import { openNpyFile, readBytes } from "./npy-file";
import type { NpyHeader } from "./npy-header";

/** An .npy file whose rows (entries along its first axis) are read as asked for. */
export interface NpyRows {
  shape: number[];
  dtype: Dtype;
  /**
   * @param indices rows, in any order, twice if need be
   * @returns them one after the other, each in C order, in a new array
   * @throws RangeError for a row that is not there
   */
  rows(indices: ArrayLike<number>): Promise<TypedArray>;
  /** @throws RangeError for a row that is not there, as `rows` does; InputError after close */
  check(indices: ArrayLike<number>): void;
  /** Closes the file, after reads that are under way; rows asked for later are refused. */
  close(): Promise<void>;
}

/** Neighbouring rows are read at once, up to so many bytes. */
const RUN_BYTES = 16 << 20;
/** Reads under way at a time: Node has four threads for them. */
const READERS = 4;

/**
 * Opens an .npy file to read it by rows, whatever its size. A file in Fortran order holds every row scattered over all of
 * it, so there each call reads the file from end to end: right, in bounded memory, but slow.
 *
 * @throws InputError as `readNpy`, and if it has no rows, being 0-d
 */
export async function openNpy(path: string): Promise<NpyRows> {
  const { header, handle } = await openNpyFile(path);
  const { shape, dtype } = header;
  const underWay = new Set<Promise<unknown>>();
  let open = true;
  if (shape.length === 0) {
    await handle.close();
    throw new InputError(`${path} holds a single number and has no rows; read it with readNpy.`);
  }

  function check(indices: ArrayLike<number>): void {
    if (!open) throw new InputError(`${path} was closed; open it again to read rows.`);
    checkIndices(indices, shape[0], path);
  }

  async function read(indices: ArrayLike<number>): Promise<TypedArray> {
    const bytes = Buffer.from(new ArrayBuffer(indices.length * rowBytes(header)));
    if (bytes.length > 0) {
      await (header.fortranOrder && shape.length > 1 ? gatherFortran : gather)(handle, header, indices, bytes, path);
    }
    return decode(bytes, dtype, header.bigEndian);
  }

  return {
    shape,
    dtype,
    check,
    async rows(indices) {
      check(indices);
      const reading = read(indices);
      underWay.add(reading);
      try {
        return await reading;
      } finally {
        underWay.delete(reading);
      }
    },
    async close() {
      if (!open) return;
      open = false;
      await Promise.allSettled(underWay);
      await handle.close();
    },
  };
}

function rowBytes({ shape, dtype }: NpyHeader): number {
  return sizeOf(shape.slice(1)) * itemSize(dtype);
}

function checkIndices(indices: ArrayLike<number>, rows: number, path: string): void {
  for (let i = 0; i < indices.length; i++) {
    if (!Number.isInteger(indices[i]) || indices[i] < 0 || indices[i] >= rows) {
      throw new RangeError(`${path} has rows 0 to ${countText(rows - 1)}, and no row ${indices[i]}.`);
    }
  }
}

/** C order: a row is one stretch of the file. Rows that lie side by side there are read in one piece. */
async function gather(
  handle: FileHandle,
  header: NpyHeader,
  indices: ArrayLike<number>,
  out: Buffer,
  path: string,
): Promise<void> {
  const size = rowBytes(header);
  const order = Uint32Array.from(indices, (_, i) => i).sort((a, b) => indices[a] - indices[b]);
  const runs: { from: number; to: number }[] = [];
  for (let i = 0; i < order.length; i++) {
    const run = runs.at(-1);
    const first = run && indices[order[run.from]];
    const step = i === 0 ? NaN : indices[order[i]] - indices[order[i - 1]];
    if (run && step <= 1 && (indices[order[i]] - first! + 1) * size <= RUN_BYTES) run.to = i + 1;
    else runs.push({ from: i, to: i + 1 });
  }
  const reader = async () => {
    for (let run = runs.pop(); run; run = runs.pop()) {
      const first = indices[order[run.from]];
      const start = header.dataStart + first * size;
      if (run.to - run.from === 1) {
        const at = order[run.from] * size;
        await readBytes(handle, start, size, path, out.subarray(at, at + size));
        continue;
      }
      const piece = await readBytes(handle, start, (indices[order[run.to - 1]] - first + 1) * size, path);
      for (let i = run.from; i < run.to; i++) {
        const at = (indices[order[i]] - first) * size;
        piece.copy(out, order[i] * size, at, at + size);
      }
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
}

/** Fortran order: the file is a row of columns, and column j holds element j (in Fortran order) of every row. */
async function gatherFortran(
  handle: FileHandle,
  header: NpyHeader,
  indices: ArrayLike<number>,
  out: Buffer,
  path: string,
): Promise<void> {
  const size = itemSize(header.dtype);
  const [rows, ...rest] = header.shape;
  const columns = sizeOf(rest);
  const place = cOrderPlaces(rest);
  const pieceLength = Math.floor(RUN_BYTES / size);
  for (let start = 0; start < rows * columns; start += pieceLength) {
    const end = Math.min(start + pieceLength, rows * columns);
    const piece = await readBytes(handle, header.dataStart + start * size, (end - start) * size, path);
    for (let column = Math.floor(start / rows); column * rows < end; column++) {
      for (let i = 0; i < indices.length; i++) {
        const from = column * rows + indices[i];
        if (from < start || from >= end) continue;
        const at = (from - start) * size;
        piece.copy(out, (i * columns + place[column]) * size, at, at + size);
      }
    }
  }
}

/** For each element of a row in Fortran order, its place in C order. */
function cOrderPlaces(shape: readonly number[]): Uint32Array {
  const places = new Uint32Array(sizeOf(shape));
  for (let j = 0; j < places.length; j++) {
    let left = j;
    let place = 0;
    for (let axis = 0; axis < shape.length; axis++) {
      place += (left % shape[axis]) * sizeOf(shape.slice(axis + 1));
      left = Math.floor(left / shape[axis]);
    }
    places[j] = place;
  }
  return places;
}
