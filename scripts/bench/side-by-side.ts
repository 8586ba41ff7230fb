import type { Reporter } from "plateau";
import type { EngineProcess, Ready, Slice } from "./engine-process";
import type { EngineSettings } from "./engines";
import { processorSeconds } from "./processor-time";

/** A slice and how fast it went. */
export interface MeasuredSlice extends Slice {
  imagesPerSecond: number;
  /** Processor time an image, of all threads, in ms. */
  processorMs: number;
  /** Cores that other processes kept busy meanwhile, where the system tells. */
  otherCores?: number;
}

export interface Measured {
  ready: Ready;
  /** The first slice, which warms up. */
  first: MeasuredSlice;
  /** Round by round, without the first. */
  slices: MeasuredSlice[];
}

export interface Contestant {
  name: string;
  start(): EngineProcess;
}

/** How every case is measured. */
export interface Measuring {
  /** Rounds, after the one that warms up. */
  pairs: number;
  /** For so many seconds rounds in which others disturb are thrown away and repeated; then they count. */
  patience: number;
  settings: EngineSettings;
  reporter: Reporter;
}

export interface Rounds extends Pick<Measuring, "pairs" | "patience"> {
  /** How many pictures a slice has, from round 0, which warms up. */
  picturesIn(round: number): number;
  /** Called when all stand ready, by name. @throws Error to end it there */
  check?(ready: Readonly<Record<string, Ready>>): void;
  /** Called before each slice. @param rounds that are kept so far */
  onSlice(name: string, rounds: number): void;
}

/** A round in which other processes kept more cores busy than this was disturbed. */
const DISTURBING_CORES = 0.15;

/**
 * Trains the same in each process, slice by slice in turn, after a slice each to warm up. Every other round goes the other
 * way round, so that none always comes after the same one.
 *
 * @returns by name
 */
export async function sideBySide(
  contestants: readonly Contestant[],
  rounds: Rounds,
): Promise<Record<string, Measured>> {
  const started: { name: string; engine: EngineProcess }[] = [];
  try {
    const ready: Record<string, Ready> = {};
    for (const { name, start } of contestants) {
      const engine = start();
      started.push({ name, engine });
      ready[name] = await engine.ready();
    }
    rounds.check?.(ready);
    const until = performance.now() + rounds.patience * 1000;
    const kept: Record<string, MeasuredSlice>[] = [];
    for (let round = 0; kept.length <= rounds.pairs; round++) {
      const pictures = rounds.picturesIn(round);
      const slices: Record<string, MeasuredSlice> = {};
      for (const { name, engine } of round % 2 === 0 ? started : [...started].reverse()) {
        rounds.onSlice(name, kept.length);
        slices[name] = await measuredSlice(engine, pictures);
      }
      if (round === 0 || performance.now() >= until || !disturbed(slices)) kept.push(slices);
    }
    const [first, ...rest] = kept;
    return Object.fromEntries(
      started.map(({ name }) => [
        name,
        { ready: ready[name], first: first[name], slices: rest.map((slices) => slices[name]) },
      ]),
    );
  } finally {
    await Promise.all(started.map(({ engine }) => engine.stop()));
  }
}

const disturbed = (slices: Readonly<Record<string, MeasuredSlice>>): boolean =>
  Object.values(slices).some(({ otherCores = 0 }) => otherCores > DISTURBING_CORES);

async function measuredSlice(engine: EngineProcess, pictures: number): Promise<MeasuredSlice> {
  const before = processorSeconds();
  const slice = await engine.train();
  const after = processorSeconds();
  const others = before === undefined || after === undefined ? undefined : after - before - slice.cpuSeconds;
  return {
    ...slice,
    imagesPerSecond: pictures / slice.seconds,
    processorMs: (1000 * slice.cpuSeconds) / pictures,
    ...(others !== undefined && { otherCores: Math.max(0, others / slice.seconds) }),
  };
}
