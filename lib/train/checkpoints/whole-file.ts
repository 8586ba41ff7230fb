import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { syncFolder } from "../../data/sync-folder";
import { onDisk } from "../../data/whole-folder";

/**
 * Writes a file under another name, has the disk confirm it, and renames it: under its own name, it is whole or as it was
 * before, whatever ends the process or the machine.
 *
 * Not by write-file-atomic: on a full disk that writes what fits, and renames it all the same.
 *
 * @param write gets the open and empty file
 * @throws InputError if the disk is full or refuses; nothing is left of it then
 */
export async function writeWhole(path: string, write: (file: FileHandle) => Promise<unknown>): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    await onDisk(dirname(path), async () => {
      const file = await open(temporary, "w");
      try {
        await write(file);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await syncFolder(dirname(path));
    });
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
