/** From a source of labelled pictures to a data set in a folder. */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../input-error";
import { readNpy } from "../npy";
import { type Summary, createPictureSet, pictureSetBytes, pictureSetFiles } from "../picture-set";
import { type Reporter, silent } from "../reporter";
import { checkFolder, makeFolder, onDisk } from "../whole-folder";
import type { Source } from "./candidates";
import { type Decoded, type Rows, chooseRows } from "./choose-rows";
import { type PictureSize, sidesOf } from "./load-picture";
import { type Report, countReasons, reportText } from "./report";
import { type Shard, type ShardPlan, clearShards, decodeShards, planShards } from "./shards";

export interface PrepareOptions {
  /** The folder to make. It must not be there, or be empty, or hold just this already. */
  out: string;
  /** Side in pixels, or height and width; 64. */
  size?: PictureSize;
  /** Decides the split where the source has none; 1. */
  seed?: number;
  reporter?: Reporter;
  /** Stops after the pictures in hand; what is decoded stays for the next run. */
  signal?: AbortSignal;
}

const REPORT = "report.json";
const REPORT_TEXT = "report.txt";

/** Pictures are decoded here first, beside the folder that is made; a run that was killed leaves it for the next. */
export function workFolder(out: string): string {
  return `${out.replace(/[/\\]+$/, "")}.partial`;
}

export async function prepare(source: Source, options: PrepareOptions): Promise<Summary> {
  const { out, size = 64, seed = 1, reporter = silent, signal } = options;
  const [height, width] = checkSize(size);
  const plans = await planShards(source.candidates, size);
  const key = keyOf(source, plans, seed);
  if ((await checkFolder(out, REPORT, key)) === "done") return readSummary(out);

  const work = workFolder(out);
  const shards = await onDisk(work, async () => {
    await mkdir(work, { recursive: true });
    return decodeShards(plans, size, work, reporter, signal);
  });
  const { report, rows } = summarise(source, shards, { height, width, seed, key });
  if (report.rows.train === 0) throw nothingDecoded(source, report);
  for (const remark of report.remarks) reporter.say(remark);

  const bytes = pictureSetBytes(report.rows, report.imageShape, report.classes);
  await makeFolder(out, bytes, async (folder) => {
    await writeArrays(folder, source, shards, rows, report, reporter, signal);
    await writeFile(join(folder, REPORT), `${JSON.stringify(report, null, 1)}\n`);
    await writeFile(join(folder, REPORT_TEXT), reportText(report));
  });
  await clearShards(work);
  return summaryOf(out, report, false);
}

function checkSize(size: PictureSize): [number, number] {
  const sides = sidesOf(size);
  if (sides.every((side) => Number.isInteger(side) && side >= 1 && side <= 4096)) return sides;
  throw new InputError(
    `size: expected a side from 1 to 4096 pixels, or a height and a width, found ${JSON.stringify(size)}.`,
  );
}

/** Everything the result depends on: a shard's name tells pictures, size and decoder. */
function keyOf(source: Source, plans: readonly ShardPlan[], seed: number): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([source.heads, source.identity, seed, plans.map(({ id }) => id)]));
  for (const { file, labels, side } of source.candidates) hash.update(JSON.stringify([file, labels, side]));
  return hash.digest("hex");
}

/** Which decoded picture becomes a row of which split, and the report of it. */
function summarise(
  source: Source,
  shards: readonly Shard[],
  { height, width, seed, key }: { height: number; width: number; seed: number; key: string },
): { report: Report; rows: Rows } {
  const outcomes = shards.flatMap((shard) => shard.outcomes);
  const decoded: Decoded[] = [];
  const leftOutRows = [...source.leftOut];
  const remarked: Report["remarked"] = [];
  source.candidates.forEach((candidate, i) => {
    const { file, line } = candidate;
    const { reason, detail, remark } = outcomes[i];
    if (reason !== undefined) leftOutRows.push({ reason, file, line, detail });
    else decoded.push({ candidate, index: decoded.length });
    if (remark !== undefined) remarked.push({ file, line, remark });
  });
  const rows = chooseRows(decoded, source.heads, seed);
  leftOutRows.push(...rows.leftOut);
  leftOutRows.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const remarks = [...source.remarks];
  if (rows.splitBy === "seed" && decoded.some(({ candidate }) => candidate.side !== undefined)) {
    remarks.push("All of these pictures were meant for one split, so they were split by seed.");
  }
  const report: Report = {
    key,
    files: [...pictureSetFiles(source.heads, rows.count), REPORT, REPORT_TEXT],
    options: { ...source.identity, size: [height, width], seed },
    rows: rows.count,
    imageShape: [height, width, 3],
    classes: rows.classes,
    splitBy: rows.splitBy,
    remarks,
    leftOut: countReasons(leftOutRows, source.leftOutUnnamed),
    leftOutRows,
    remarked,
  };
  return { report, rows };
}

async function writeArrays(
  folder: string,
  source: Source,
  shards: readonly Shard[],
  rows: Rows,
  report: Report,
  reporter: Reporter,
  signal: AbortSignal | undefined,
): Promise<void> {
  const indices = Object.fromEntries(
    source.heads.map((head) => [head, new Map(report.classes[head].map((name, i) => [name, i]))]),
  );
  const bytes = report.imageShape.reduce((a, b) => a * b, 1);
  const total = report.rows.train + report.rows.valid;
  const set = await createPictureSet(folder, report);
  try {
    let [at, index, done] = [0, 0, 0];
    for (const shard of shards) {
      signal?.throwIfAborted();
      const { data } = await readNpy(shard.file);
      let kept = 0;
      for (const { reason } of shard.outcomes) {
        const { labels } = source.candidates[at++];
        if (reason !== undefined) continue;
        const pixels = (data as Uint8Array).subarray(kept * bytes, (kept + 1) * bytes);
        kept++;
        const split = rows.split.get(index++);
        if (split === undefined) continue;
        await set.add(
          split,
          pixels,
          Object.fromEntries(source.heads.map((head) => [head, indices[head].get(labels[head])!])),
        );
        done++;
      }
      reporter.progress({ stage: "writing", done, total, unit: "rows" });
    }
    await set.close();
  } catch (error) {
    await set.abort();
    throw error;
  }
}

async function readSummary(out: string): Promise<Summary> {
  return summaryOf(out, JSON.parse(await readFile(join(out, REPORT), "utf8")) as Report, true);
}

function summaryOf(out: string, { rows, imageShape, classes, leftOut }: Report, already: boolean): Summary {
  return { out, rows, imageShape, classes, leftOut, already };
}

function nothingDecoded(source: Source, report: Report): InputError {
  const reasons = Object.entries(report.leftOut).map(([reason, count]) => `${count} ${reason}`);
  return new InputError(
    `None of ${source.candidates.length} pictures could be used for training: ${reasons.join(", ")}.`,
  );
}
