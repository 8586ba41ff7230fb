import { buffer } from "node:stream/consumers";
import { type Entry, type ZipFile, openPromise } from "yauzl";
import { InputError } from "./input-error";
import { type NpyArray, parseNpy } from "./npy";

/**
 * Reads every array of an .npz file, as numpy's `savez` or `savez_compressed` wrote it.
 *
 * @returns the arrays by name, as `np.load(path)[name]` has them
 * @throws InputError if it is no such file, damaged, or a member is one that `readNpy` refuses
 */
export async function readNpz(path: string): Promise<Record<string, NpyArray>> {
  const zip = await openZip(path);
  try {
    const arrays: [name: string, array: NpyArray][] = [];
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith(".npy")) continue; // numpy hands others out as bytes; they are no arrays
      const array = parseNpy(await member(zip, entry, path), `${entry.fileName} in ${path}`);
      arrays.push([entry.fileName.slice(0, -4), array]);
    }
    return Object.fromEntries(arrays);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${path} is damaged: ${(error as Error).message}`);
  } finally {
    zip.close();
  }
}

async function member(zip: ZipFile, entry: Entry, path: string): Promise<Buffer> {
  if (!entry.canDecodeFileData()) {
    throw new InputError(`${entry.fileName} in ${path} is encrypted, or packed by a method other than deflate.`);
  }
  return buffer(await zip.openReadStreamPromise(entry));
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new InputError(`${path}: there is no such file.`);
    throw new InputError(`${path} is no .npz file that can be read: ${(error as Error).message}`);
  }
}
