import { createHash, type Hash } from "node:crypto";
import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { tf } from "../engine";
import { type Dataset, type Reporter, silent } from "../data";

/** The folders whose code decides what a training comes to; figures and commands do not. */
const DECIDING = ["engine", "data", "model", "weighting", "train"];

/**
 * The library's code, hashed as it is loaded: compiled anew under a running kernel, its files would tell of code that
 * this process does not run.
 */
const code = hashLibrary(join(__dirname, ".."));

/** What code a training runs, as 64 hexadecimal digits: the library's own, and the engine's versions. */
export function libraryFingerprint(): string {
  const { binding } = tf.backend() as unknown as { binding?: { TF_Version?: string } };
  return createHash("sha256").update(`${code} ${tf.version.tfjs} ${binding?.TF_Version}`).digest("hex");
}

/**
 * What data a training sees, as 64 hexadecimal digits: every byte of the pictures', labels' and weights' files, and the classes'
 * names, whatever the files are called and wherever they lie. Files are read whole, in little memory.
 *
 * @param heads whose labels count
 * @param others paths of files beside the data that count too, such as one of starting weights
 */
export async function dataFingerprint(
  dataset: Dataset,
  heads: string[],
  reporter: Reporter = silent,
  others: string[] = [],
): Promise<string> {
  const { folder, classNames, train, valid } = dataset;
  const hash = createHash("sha256");
  for (const head of heads) hash.update(JSON.stringify([head, classNames[head]]));
  const files = [train, ...(valid ? [valid] : [])].flatMap(({ files: { pictures, labels, sampleWeight = {} } }) => {
    const weighed = heads.filter((head) => head in sampleWeight);
    if (weighed.length > 0) hash.update(JSON.stringify({ weighed }));
    const weights = weighed.map((head) => sampleWeight[head].file);
    return [pictures.file, ...heads.map((head) => labels[head].file), ...weights];
  });
  const paths = [...files.map((file) => join(folder, file)), ...others];
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const total = megabytes(sizes.reduce((sum, size) => sum + size, 0));
  let done = 0;
  for (const [i, path] of paths.entries()) {
    hash.update(`${sizes[i]} bytes\n`);
    await hashFile(hash, path, (bytes) => {
      done += bytes;
      reporter.progress({ stage: "checking the data", done: megabytes(done), total, unit: "MB" });
    });
  }
  return hash.digest("hex");
}

async function hashFile(hash: Hash, path: string, onBytes: (bytes: number) => void): Promise<void> {
  for await (const chunk of createReadStream(path, { highWaterMark: 4 << 20 })) {
    hash.update(chunk as Buffer);
    onBytes((chunk as Buffer).length);
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

function hashLibrary(root: string): string {
  const hash = createHash("sha256");
  for (const folder of DECIDING) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => /(?<!\.d)\.[jt]s$/.test(name)).sort()) {
      hash.update(`${folder}/${file}\n`).update(readFileSync(join(root, folder, file)));
    }
  }
  return hash.digest("hex");
}
