import { availableParallelism } from "node:os";
import { table } from "plateau";
import type { Case } from "./cases";
import { lossRemark } from "./equal-work";
import { ratioOf, type Spread, spreadOf } from "./ratios";
import type { Measured } from "./side-by-side";

/** More of a core than this while an engine should sleep, or by other processes, is told. */
const NOTEWORTHY_CORES = 0.05;

/** One case's figures, as --json prints them. */
export interface CaseResult extends Case {
  engines: Record<string, { imagesPerSecond: number; peakMemoryMB: number; processorMs: number }>;
  /** Plateau's speed over the peer's, the median of the pairs. */
  ratio: Record<string, number>;
  /** Least and most of the pairs. */
  spread: Record<string, [number, number]>;
  pairs: number;
  threads: number;
  /** Cores that other processes kept busy, the median over the slices. */
  otherCores?: number;
  versions: Record<string, string>;
  /** What makes the figures doubtful. */
  remarks: string[];
}

export function resultOf({ width, batch }: Case, measured: Readonly<Record<string, Measured>>): CaseResult {
  const each = <T>(of: (measured: Measured, name: string) => T) =>
    Object.fromEntries(Object.entries(measured).map(([name, one]) => [name, of(one, name)]));
  const speeds = each(({ slices }) => slices.map(({ imagesPerSecond }) => imagesPerSecond));
  const peers = Object.keys(measured).filter((name) => name !== "plateau");
  const ratios = Object.fromEntries(
    peers.map((name): [string, Spread] => [name, ratioOf(speeds.plateau, speeds[name])]),
  );
  const others = Object.values(measured).flatMap(({ slices }) => slices.map(({ otherCores }) => otherCores ?? NaN));
  const known = others.filter(Number.isFinite);
  return {
    width,
    batch,
    engines: each(({ slices }, name) => ({
      imagesPerSecond: rounded(spreadOf(speeds[name]).median, 1),
      peakMemoryMB: Math.round(slices[slices.length - 1].peakMemoryMB),
      processorMs: rounded(spreadOf(slices.map(({ processorMs }) => processorMs)).median, 3),
    })),
    ratio: Object.fromEntries(peers.map((name) => [name, rounded(ratios[name].median, 3)])),
    spread: Object.fromEntries(
      peers.map((name) => [name, [rounded(ratios[name].least, 3), rounded(ratios[name].most, 3)]]),
    ),
    pairs: speeds.plateau.length,
    threads: availableParallelism(),
    ...(known.length > 0 && { otherCores: rounded(spreadOf(known).median, 2) }),
    versions: each(({ ready }) => ready.engine),
    remarks: remarksOn(measured, known),
  };
}

function remarksOn(measured: Readonly<Record<string, Measured>>, otherCores: number[]): string[] {
  const remarks: string[] = [];
  const losses = Object.entries(measured).map(([name, { slices }]): [string, number] => [
    name,
    slices.reduce((sum, { loss }) => sum + loss, 0) / slices.length,
  ]);
  const losing = lossRemark(Object.fromEntries(losses));
  if (losing) remarks.push(losing);
  for (const [name, { slices }] of Object.entries(measured)) {
    const idle = spreadOf(slices.map(({ idleCpuSeconds, seconds }) => idleCpuSeconds / seconds)).median;
    if (idle > NOTEWORTHY_CORES) remarks.push(`${name} computed while it should have slept: ${idle.toFixed(2)} cores`);
  }
  if (otherCores.length > 0 && spreadOf(otherCores).median > NOTEWORTHY_CORES) {
    remarks.push(
      `other processes kept ${spreadOf(otherCores).median.toFixed(2)} cores busy: measure again when it is quiet`,
    );
  }
  return remarks;
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** For people: a row a case and engine, how Plateau stands against the faster peer, and what to doubt. */
export function resultWords(results: readonly CaseResult[]): string {
  const rows = results.flatMap(({ width, batch, engines, ratio, spread }) =>
    Object.entries(engines).map(([name, { imagesPerSecond, peakMemoryMB, processorMs }]) => ({
      width: String(width),
      batch: String(batch),
      engine: name,
      "images/s": Math.round(imagesPerSecond),
      "processor ms/image": processorMs.toFixed(2),
      "peak MB": peakMemoryMB,
      "Plateau's speed over it": ratio[name] === undefined ? "" : ratio[name].toFixed(2),
      "least to most": spread[name]?.map((value) => value.toFixed(2)).join(" to "),
    })),
  );
  const [{ pairs, threads, versions }] = results;
  return [
    table(rows).text,
    `${Object.values(versions).join(", ")}; ${threads} threads, ${pairs} pairs a case`,
    ...results.flatMap(verdict),
    ...results.flatMap(({ width, batch, remarks }) =>
      remarks.map((remark) => `width ${width}, batch ${batch}: ${remark}`),
    ),
  ].join("\n");
}

function verdict({ width, batch, engines, ratio }: CaseResult): string[] {
  const [best] = Object.keys(ratio).sort((a, b) => engines[b].imagesPerSecond - engines[a].imagesPerSecond);
  if (best === undefined) return [];
  const memory = engines.plateau.peakMemoryMB / engines[best].peakMemoryMB;
  return [
    `width ${width}, batch ${batch}: ${ratio[best].toFixed(2)} times as fast as ${best}, the faster peer, ` +
      `with ${memory.toFixed(2)} times its memory`,
  ];
}
