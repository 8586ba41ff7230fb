/** Takes some files out of a zip archive (a wheel is one) without unpacking the rest. */
import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";

/**
 * @param archive path of the zip file
 * @param into    folder that the files go below
 * @param placeOf path below `into` for a name in the archive, undefined to leave it out
 * @param tell    called with the share (0 to 1) of the archive's entries that is done
 */
export async function unpack(
  archive: string,
  into: string,
  placeOf: (name: string) => string | undefined,
  tell: (share: number) => void,
): Promise<void> {
  const zip = await open(archive);
  try {
    let seen = 0;
    for await (const entry of entries(zip)) {
      seen += 1;
      const place = placeOf(entry.fileName);
      if (!place) continue;
      const file = path.join(into, place);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      tell(seen / zip.entryCount);
      await pipeline(await contentOf(zip, entry), fs.createWriteStream(file));
    }
  } finally {
    zip.close();
  }
}

function open(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) =>
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip))),
  );
}

async function* entries(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  while (true) {
    const entry = await new Promise<yauzl.Entry | undefined>((resolve, reject) => {
      zip.once("entry", resolve);
      zip.once("end", () => resolve(undefined));
      zip.once("error", reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}

function contentOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  );
}
