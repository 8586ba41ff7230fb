import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { type Dtype, type TypedArray, countText, dtypeOf, shapeText, sizeOf } from "./dtype";
import { InputError } from "./input-error";
import { formatHeader } from "./npy-header";
import { syncFolder } from "./sync-folder";

export interface NpyWriter {
  /** Appends elements: whole rows or parts of one, in C order. Writes may be started without waiting for the last. */
  write(rows: TypedArray): Promise<void>;
  /** Puts the file in its place. @throws InputError if fewer elements were written than the shape needs */
  close(): Promise<void>;
  /** Throws away what was written; after `close`, does nothing. */
  abort(): Promise<void>;
}

/** A call may write 2 GB at most. */
const WRITE_BYTES = 64 << 20;

/**
 * Writes an .npy file piece by piece, in bounded memory. The pieces go to a temporary name beside it; `close` syncs and
 * renames, so a file under `path` is always whole, whenever the process dies.
 *
 * @param options.dtype what to write; half floats are not written
 * @param options.shape the whole array's
 * @throws InputError if the folder is not there, or a piece is of another type or more than the shape holds
 */
export async function createNpyWriter(
  path: string,
  options: { dtype: Dtype; shape: readonly number[] },
): Promise<NpyWriter> {
  const { dtype, shape } = options;
  if (dtype === "f2") throw new InputError(`${path}: half floats (f2) are read, not written; expected f4.`);
  const total = sizeOf(shape);
  if (!Number.isSafeInteger(total) || shape.some((side) => !Number.isInteger(side) || side < 0)) {
    throw new InputError(`${path}: expected a shape of whole numbers, found ${shapeText(shape)}.`);
  }
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  const handle = await openForWriting(temporary, path);
  let position = 0;
  let taken = 0;
  let open = true;
  const append = async (bytes: Buffer) => {
    for (let done = 0; done < bytes.length;) {
      const length = Math.min(WRITE_BYTES, bytes.length - done);
      const { bytesWritten } = await handle.write(bytes, done, length, position);
      done += bytesWritten;
      position += bytesWritten;
    }
  };
  let last = append(formatHeader(dtype, shape));
  const drop = async () => {
    open = false;
    await last.catch(() => undefined);
    await handle.close();
    await rm(temporary, { force: true });
  };
  const orDrop = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      await drop();
      throw error;
    }
  };
  await orDrop(() => last);

  return {
    write(rows) {
      const found = dtypeOf(rows);
      if (found !== (dtype === "b1" ? "u1" : dtype)) {
        return Promise.reject(new InputError(`${path}: expected elements of ${dtype}, found ${found}.`));
      }
      if (!open) return Promise.reject(new InputError(`${path}: nothing can be written after close or abort.`));
      taken += rows.length;
      if (taken > total) return Promise.reject(wrongCount(path, shape, total, taken));
      const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
      last = last.then(() => append(bytes));
      last.catch(() => undefined); // close tells whoever did not wait
      return last;
    },
    async close() {
      if (!open) return;
      await orDrop(async () => {
        await last;
        if (taken !== total) throw wrongCount(path, shape, total, taken);
        await handle.sync();
        await rename(temporary, path);
      });
      open = false;
      await handle.close();
      await syncFolder(dirname(path));
    },
    async abort() {
      if (open) await drop();
    },
  };
}

function wrongCount(path: string, shape: readonly number[], total: number, taken: number): InputError {
  return new InputError(
    `${path}: an array of ${shapeText(shape)} holds ${countText(total)} elements, ${countText(taken)} were written.`,
  );
}

async function openForWriting(temporary: string, path: string): Promise<FileHandle> {
  try {
    return await open(temporary, "wx");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new InputError(`${path}: the folder ${dirname(path)} is not there; make it first.`);
    }
    throw error;
  }
}
