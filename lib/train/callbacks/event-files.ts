import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";

/**
 * Takes the events from a step on out of a folder's TensorBoard files, and what a killed process left half written at a
 * file's end. No file that is still being written may be among them.
 *
 * @param folder need not be there
 * @see TensorFlow's record_writer.h: length (8 bytes), its checksum (4), the record, its checksum (4); event.proto
 */
export async function dropEventsFrom(folder: string, step: number): Promise<void> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.includes(".tfevents."));
  for (const name of files) {
    const path = join(folder, name);
    const bytes = await readFile(path);
    const records = recordsOf(bytes).map((record) => ({ record, at: stepOf(record.subarray(12, -4)) }));
    const kept = records.filter(({ at }) => at === undefined || at < step).map(({ record }) => record);
    const events = records.some(({ at }) => at !== undefined && at < step);
    if (!events) await rm(path);
    else await writeFileAtomic(path, Buffer.concat(kept));
  }
}

function recordsOf(bytes: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let start = 0; start + 12 <= bytes.length;) {
    const end = start + 16 + Number(bytes.readBigUInt64LE(start));
    if (end > bytes.length) break;
    records.push(bytes.subarray(start, end));
    start = end;
  }
  return records;
}

const FILE_VERSION = 3;
const STEP = 2;

/** @returns nothing for the record at a file's beginning, which tells its version only; a step of 0 is left out of an event */
function stepOf(event: Buffer): number | undefined {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = event[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  let step = 0;
  while (at < event.length) {
    const key = varint();
    const [field, type] = [key >> 3, key & 7];
    if (field === FILE_VERSION) return undefined;
    if (type === 0) {
      const value = varint();
      if (field === STEP) step = value;
    } else {
      const length = type === 1 ? 8 : type === 5 ? 4 : varint();
      at += length;
    }
  }
  return step;
}
