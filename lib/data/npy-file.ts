import { type FileHandle, open } from "node:fs/promises";
import { InputError } from "./input-error";
import { type NpyHeader, PREAMBLE_BYTES, parseHeader, readPreamble } from "./npy-header";

/** Linux reads at most 2 GB at a call; smaller pieces also keep other reads from waiting. */
const READ_BYTES = 64 << 20;

/**
 * Opens an .npy file and checks its header against its size.
 *
 * @returns the header, and the open handle, which is the caller's to close
 * @throws InputError if there is no such file, or it is none that can be read
 */
export async function openNpyFile(path: string): Promise<{ header: NpyHeader; handle: FileHandle }> {
  const handle = await openForReading(path);
  try {
    const fileBytes = (await handle.stat()).size;
    const start = await readBytes(handle, 0, Math.min(PREAMBLE_BYTES, fileBytes), path);
    const { headerStart, dataStart } = readPreamble(start, fileBytes, path);
    const text = (await readBytes(handle, headerStart, dataStart - headerStart, path)).toString("utf8");
    return { header: parseHeader(text, dataStart, fileBytes, path), handle };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Bytes of a file, in pieces.
 *
 * @param into where they go; a new buffer without it
 * @throws InputError if the file ends before them
 */
export async function readBytes(
  handle: FileHandle,
  position: number,
  length: number,
  file: string,
  into: Buffer = Buffer.from(new ArrayBuffer(length)),
): Promise<Buffer> {
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(into, done, Math.min(READ_BYTES, length - done), position + done);
    if (bytesRead === 0)
      throw new InputError(`${file} became shorter while it was read. Open it again once it is whole.`);
    done += bytesRead;
  }
  return into;
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    const handle = await open(path, "r");
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") throw new InputError(`${path}: there is no such file.`);
    if (code === "EACCES" || code === "EPERM") throw new InputError(`${path}: no permission to read it.`);
    throw error;
  }
  throw new InputError(`${path} is no file; expected an .npy file.`);
}
