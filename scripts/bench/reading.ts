import { paintDefaultData, type Program, table, type Table } from "plateau";
import { at } from "../setup/paths";
import { type BenchData, benchData } from "./bench-data";
import { startEngine } from "./engines";
import { jobOf } from "./job";
import { ratioOf, spreadOf } from "./ratios";
import { type Measuring, sideBySide } from "./side-by-side";

/** Of the large pictures; the network gets them at the small ones' size. */
const SIDE = 224;
const WIDTH = 0.25;
const BATCHES = [50, 32];
/** A whole run's epochs, for what the first one, in which pictures are resized, costs in all. */
const EPOCHS = 10;

export interface ReadingFigures {
  first: number;
  later: number;
  /** Processor time an image, in ms. */
  processorMs: { first: number; later: number };
  peakMemoryMB: number;
}

export interface ReadingResult {
  width: number;
  batch: number;
  /** Pictures a second, of small pictures in memory and of large ones on disk: first epoch, and median of the later ones. */
  memory: ReadingFigures;
  disk: ReadingFigures;
  /** The disk's speed over memory's: first epoch; later ones, the median of the pairs; and over ten epochs. */
  ratio: { first: number; later: number; tenEpochs: number };
  /** Least and most of the later pairs. */
  spread: [number, number];
}

/**
 * The same pictures twice: 64 x 64, a file small enough to stay in memory, and 224 x 224 on disk, resized while training.
 * Whole epochs in turn, shuffled, standardised, with flips and shifts; in the first epoch each reads what it needs.
 *
 * @param memory the default data
 * @param folder a new one, for the large pictures' arrays
 */
export async function benchReading(
  memory: BenchData,
  folder: string,
  { pairs, patience, settings, reporter }: Measuring,
  batches: readonly number[] = BATCHES,
): Promise<ReadingResult[]> {
  const { out } = await paintDefaultData({ out: at(`data/default-${SIDE}`), size: SIDE, reporter });
  const data = { memory, disk: await benchData(out, folder) };
  const results: ReadingResult[] = [];
  const total = batches.length * 2 * (pairs + 1);
  for (const [index, batch] of batches.entries()) {
    const rows = data.memory.dataset.train.rows;
    const size = data.memory.dataset.imageShape[0];
    const measured = await sideBySide(
      (["memory", "disk"] as const).map((name) => ({
        name,
        start: () => startEngine("plateau", { ...readingJob(data[name], batch, size) }, settings),
      })),
      {
        pairs,
        patience,
        picturesIn: () => rows,
        onSlice(name, rounds) {
          const done = 2 * (index * (pairs + 1) + rounds) + (name === "disk" ? 1 : 0);
          reporter.progress({ stage: "Training", done, total, unit: "epochs", note: `batch ${batch}: ${name}` });
        },
      },
    );
    results.push(resultOf(batch, measured.memory, measured.disk));
  }
  reporter.progress({ stage: "Training", done: total, total, unit: "epochs" });
  return results;
}

function readingJob(data: BenchData, batch: number, size: number) {
  const job = jobOf(data, { width: WIDTH, batch }, 1);
  const program: Program = {
    ...job.program,
    preprocessing: { scaling: "standard", size },
    augment: { flip: true, shift: 0.1 },
    model: { ...job.program.model, kernelInitializer: "heNormal" },
    stepsPerEpoch: undefined,
  };
  return { ...job, probeRows: 0, program };
}

type Measured = Awaited<ReturnType<typeof sideBySide>>[string];

function resultOf(batch: number, memory: Measured, disk: Measured): ReadingResult {
  const speeds = ({ slices }: Measured) => slices.map(({ imagesPerSecond }) => imagesPerSecond);
  const figures = (measured: Measured): ReadingFigures => ({
    first: Math.round(measured.first.imagesPerSecond),
    later: Math.round(spreadOf(speeds(measured)).median),
    processorMs: {
      first: rounded(measured.first.processorMs),
      later: rounded(spreadOf(measured.slices.map(({ processorMs }) => processorMs)).median),
    },
    peakMemoryMB: Math.round(measured.slices[measured.slices.length - 1].peakMemoryMB),
  });
  const later = ratioOf(speeds(disk), speeds(memory));
  const first = disk.first.imagesPerSecond / memory.first.imagesPerSecond;
  const seconds = ({ first, slices }: Measured) =>
    first.seconds + (EPOCHS - 1) * spreadOf(slices.map((slice) => slice.seconds)).median;
  return {
    width: WIDTH,
    batch,
    memory: figures(memory),
    disk: figures(disk),
    ratio: { first: rounded(first), later: rounded(later.median), tenEpochs: rounded(seconds(memory) / seconds(disk)) },
    spread: [rounded(later.least), rounded(later.most)],
  };
}

const rounded = (value: number): number => Number(value.toFixed(3));

/** For people. */
export function readingTable(results: readonly ReadingResult[]): Table {
  return table(
    results.flatMap(({ batch, memory, disk, ratio, spread }) => [
      {
        batch: String(batch),
        pictures: "64 x 64 in memory",
        "images/s, first epoch": memory.first,
        "later epochs": memory.later,
        "peak MB": memory.peakMemoryMB,
      },
      {
        batch: String(batch),
        pictures: `${SIDE} x ${SIDE} on disk`,
        "images/s, first epoch": disk.first,
        "later epochs": disk.later,
        "peak MB": disk.peakMemoryMB,
        "speed over memory's, first epoch": ratio.first.toFixed(2),
        "later epochs ": `${ratio.later.toFixed(2)} (${spread.map((value) => value.toFixed(2)).join(" to ")})`,
        "ten epochs": ratio.tenEpochs.toFixed(2),
      },
    ]),
  );
}
