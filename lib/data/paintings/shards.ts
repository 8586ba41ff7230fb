/**
 * Decoding, in shards that survive a kill. A shard is a few dozen pictures in table order; when they are decoded it is
 * put on disk under a name made from what it was made of (paths, sizes, times, the picture size, the decoder), and a
 * later run with the same pictures takes it from there. So a run that went on gives the same bytes as one that did not
 * stop, whatever options changed in between.
 */
import { createHash } from "node:crypto";
import { readFile, readdir, rm, rmdir, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import writeFileAtomic from "write-file-atomic";
import { writeNpy } from "../npy";
import type { Reporter } from "../reporter";
import type { Candidate, Reason } from "./candidates";
import { PictureError, type PictureSize, countPixels, decodePicture, readPicture, sidesOf } from "./load-picture";
import { Budget } from "./pixel-budget";

/** To be raised when `loadPicture` gives other pixels than before: older shards are then not used. */
const DECODER = 1;

/** What became of a picture: kept, or the reason why not. */
export interface Outcome {
  reason?: Reason;
  detail?: string;
  /** Kept, but with something worth telling. */
  remark?: string;
}

export interface Shard {
  /** An .npy of the kept pictures, uint8 [kept, height, width, 3]. */
  file: string;
  /** One for each candidate, in their order. */
  outcomes: Outcome[];
}

const SHARD_BYTES = 2 << 20;

/** libuv runs four decoders at once, whatever we ask for. */
const AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

/**
 * Pixels, or bytes of files, in hand at any one time: a progressive JPEG takes up to six bytes a pixel while it is
 * decoded. A picture that is larger than all this is decoded alone.
 */
const IN_HAND = 150_000_000;

/** Removes the shards, and the folder unless something else lies in it. */
export async function clearShards(folder: string): Promise<void> {
  for (const file of await readdir(folder)) {
    if (/^[0-9a-f]{32}\.(npy|json)/.test(file)) await rm(join(folder, file), { force: true });
  }
  await rmdir(folder).catch(() => undefined);
}

/** Candidates that are decoded together, and the name of what comes of them. */
export interface ShardPlan {
  id: string;
  candidates: readonly Candidate[];
}

/** Cuts the candidates into shards, in their order. */
export async function planShards(candidates: readonly Candidate[], size: PictureSize): Promise<ShardPlan[]> {
  const [height, width] = sidesOf(size);
  const rows = Math.min(128, Math.max(16, Math.floor(SHARD_BYTES / (height * width * 3))));
  const plans: ShardPlan[] = [];
  for (let start = 0; start < candidates.length; start += rows) {
    const part = candidates.slice(start, start + rows);
    plans.push({ id: await identify(part, size), candidates: part });
  }
  return plans;
}

/**
 * Decodes what the folder does not hold yet.
 *
 * @param folder where shards are kept; it exists
 * @returns one shard for each plan, in order
 */
export async function decodeShards(
  plans: readonly ShardPlan[],
  size: PictureSize,
  folder: string,
  reporter: Reporter,
  signal: AbortSignal | undefined,
): Promise<Shard[]> {
  const budget = new Budget(AT_ONCE, IN_HAND);
  const total = plans.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const shards: Shard[] = [];
  const clock = new Clock(total);
  let [done, taken] = [0, 0];
  for (const { id, candidates } of plans) {
    signal?.throwIfAborted();
    const file = join(folder, `${id}.npy`);
    let outcomes = await readOutcomes(file, candidates.length);
    if (outcomes) {
      taken += candidates.length;
      clock.skip(candidates.length);
    } else {
      outcomes = await decodeShard(candidates, size, file, budget, signal);
      clock.work(candidates.length);
    }
    shards.push({ file, outcomes });
    done += candidates.length;
    const note = taken > 0 ? `${taken} from the run before` : undefined;
    reporter.progress({ stage: "pictures", done, total, unit: "pictures", note, secondsLeft: clock.left() });
  }
  return shards;
}

/** Time left by the pace of what this run decodes itself: what an earlier one left costs next to nothing. */
class Clock {
  private readonly start = performance.now();
  private worked = 0;

  constructor(private left_: number) {}

  skip(pictures: number): void {
    this.left_ -= pictures;
  }

  work(pictures: number): void {
    this.left_ -= pictures;
    this.worked += pictures;
  }

  left(): number | undefined {
    if (this.worked === 0) return undefined;
    return ((performance.now() - this.start) / 1000 / this.worked) * this.left_;
  }
}

async function identify(part: readonly Candidate[], size: PictureSize): Promise<string> {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([DECODER, sharp.versions, sidesOf(size)]));
  const stats = await Promise.all(part.map(({ path }) => stat(path).catch(() => undefined)));
  for (let i = 0; i < part.length; i++) hash.update(JSON.stringify([part[i].path, stats[i]?.size, stats[i]?.mtimeMs]));
  return hash.digest("hex").slice(0, 32);
}

/** The outcomes lie beside the pictures and are written last: where they are, the shard is whole. */
async function readOutcomes(file: string, count: number): Promise<Outcome[] | undefined> {
  try {
    const outcomes = JSON.parse(await readFile(outcomesFile(file), "utf8")) as Outcome[];
    await stat(file);
    return outcomes.length === count ? outcomes : undefined;
  } catch {
    return undefined;
  }
}

function outcomesFile(file: string): string {
  return file.replace(/npy$/, "json");
}

async function decodeShard(
  part: readonly Candidate[],
  size: PictureSize,
  file: string,
  budget: Budget,
  signal: AbortSignal | undefined,
): Promise<Outcome[]> {
  const [height, width] = sidesOf(size);
  const bytes = height * width * 3;
  const decoded = await Promise.all(part.map((one) => decodeOne(one, size, budget, signal)));
  const kept = decoded.filter(({ pixels }) => pixels !== undefined);
  const pictures = new Uint8Array(kept.length * bytes);
  kept.forEach(({ pixels }, i) => pictures.set(pixels!, i * bytes));
  const outcomes = decoded.map(({ outcome }) => outcome);
  await writeNpy(file, pictures, [kept.length, height, width, 3]);
  await writeFileAtomic(outcomesFile(file), JSON.stringify(outcomes));
  return outcomes;
}

async function decodeOne(
  { path, file: name }: Candidate,
  size: PictureSize,
  budget: Budget,
  signal: AbortSignal | undefined,
): Promise<{ pixels?: Uint8Array; outcome: Outcome }> {
  const fileBytes = await stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
  const weight = Math.max(await countPixels(path), fileBytes);
  return budget.run(weight, async () => {
    signal?.throwIfAborted();
    try {
      const { pixels, remark } = await decodePicture(await readPicture(path, name), size, name);
      return { pixels, outcome: remark === undefined ? {} : { remark } };
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      return { outcome: { reason: error.fault, detail: error.message.replace(`${name}: `, "") } };
    }
  });
}
