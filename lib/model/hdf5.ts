import { open, rename, rm } from "node:fs/promises";
import { InputError } from "../data";

/**
 * HDF5's own library as WebAssembly. It is an ES module, which CommonJS can only import when it is asked for.
 * Without the throwing handler its errors would be lines on stderr and wrong answers.
 */
async function library() {
  const { default: h5wasm } = await import("h5wasm/node");
  (await h5wasm.ready).activate_throwing_error_handler();
  return h5wasm;
}

type Library = Awaited<ReturnType<typeof library>>;
export type File = InstanceType<Library["File"]>;
export type Group = InstanceType<Library["Group"]>;
export type Dataset = InstanceType<Library["Dataset"]>;

/**
 * Opens an HDF5 file, hands it to `read` and closes it.
 *
 * @throws InputError if there is no such file, if it is not HDF5, or if it is damaged
 */
export async function readHdf5<T>(path: string, read: (file: File) => T): Promise<T> {
  await checkSignature(path);
  const { File } = await library();
  let file: File | undefined;
  try {
    file = new File(path, "r");
    return read(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: expected a whole HDF5 file, found one that is damaged. Make or fetch it anew.`, {
      cause: error,
    });
  } finally {
    file?.close();
  }
}

/** Writes an HDF5 file under a temporary name beside `path`, and renames it when it is whole. */
export async function writeHdf5(path: string, write: (file: File) => void): Promise<void> {
  const { File } = await library();
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = new File(temporary, "w");
    try {
      write(file);
    } finally {
      file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The group at a path under `parent`, or undefined where there is none. */
export function groupAt(parent: Group, path: string): Group | undefined {
  const found = parent.get(path);
  return found && "create_group" in found ? found : undefined;
}

/** The dataset at a path under `parent`, or undefined where there is none. */
export function datasetAt(parent: Group, path: string): Dataset | undefined {
  const found = parent.get(path);
  return found && "slice" in found ? found : undefined;
}

/** Reading the first bytes ourselves gives better words than HDF5's stack of errors. */
async function checkSignature(path: string): Promise<void> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${path}: expected a file of weights, found none that can be read (${error.code}).`);
  });
  try {
    const bytes = Buffer.alloc(8);
    const { bytesRead } = await file.read(bytes, 0, 8, 0).catch(() => ({ bytesRead: 0 }));
    if (bytes.toString("latin1") === "\x89HDF\r\n\x1a\n") return;
    if (bytes.toString("latin1").startsWith("PK")) {
      throw new InputError(
        `${path}: expected HDF5, found a zip archive. If it is a .keras file, unzip it and give its model.weights.h5.`,
      );
    }
    const found = bytesRead === 0 ? "nothing" : `"${bytes.subarray(0, bytesRead).toString("latin1")}" at its start`;
    throw new InputError(
      `${path}: expected an HDF5 file of Keras weights, found ${JSON.stringify(found).slice(1, -1)}.`,
    );
  } finally {
    await file.close();
  }
}
