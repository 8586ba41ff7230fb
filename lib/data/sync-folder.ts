import { open } from "node:fs/promises";

/** Has the disk confirm a folder's names: a rename lasts through a power cut only when its folder is synced as well. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
