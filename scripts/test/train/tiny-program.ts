import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../../lib/data/random";
import type { Program } from "../../../lib/train/program";
import { type Arrays, putDataset } from "../data/small-dataset";

const side = 32;
const tints = [
  [200, 40, 40],
  [40, 200, 40],
  [40, 40, 200],
];

/** Noisy pictures of one tint each (head `tint`, three classes), dark or light (head `light`, two). */
export function tintedPictures(rows: number, seed: number): Record<"pixels" | "tint" | "light", Uint8Array> {
  const random = new Random(seed);
  const pixels = new Uint8Array(rows * side * side * 3);
  const [tint, light] = [new Uint8Array(rows), new Uint8Array(rows)];
  for (let row = 0; row < rows; row++) {
    [tint[row], light[row]] = [random.integer(3), random.integer(2)];
    for (let i = 0; i < side * side * 3; i++) {
      const value = tints[tint[row]][i % 3] * (light[row] ? 1 : 0.4) + 30 * random.float();
      pixels[row * side * side * 3 + i] = value;
    }
  }
  return { pixels, tint, light };
}

/** A folder with 48 training and 20 validation pictures of 32 x 32. */
export async function tinyDataset(parent: string, { validation = true } = {}): Promise<string> {
  const arrays: Arrays = {};
  for (const [split, rows, seed] of [["train", 48, 1] as const, ...(validation ? [["valid", 20, 2] as const] : [])]) {
    const { pixels, tint, light } = tintedPictures(rows, seed);
    arrays[`data_${split}`] = [pixels, [rows, side, side, 3]];
    arrays[`y_tint_${split}`] = [tint, [rows]];
    arrays[`y_light_${split}`] = [light, [rows]];
  }
  const folder = await putDataset(parent, "data", arrays);
  writeFileSync(join(folder, "classes.json"), '{"tint": ["red", "green", "blue"], "light": ["dark", "light"]}');
  return folder;
}

/** Learns the tiny pictures in a few seconds. */
export function tinyProgram(data: string, changes: Partial<Program> = {}): Program {
  return {
    name: "tiny",
    data,
    model: { width: 0.05, kernelInitializer: "heNormal", batchNormalization: true, dropout: 0.1 },
    optimizer: { name: "adam", learningRate: 0.003 },
    augment: { flip: true, shift: 0.1 },
    batchSize: 16,
    epochs: 2,
    seed: 3,
    ...changes,
  };
}
