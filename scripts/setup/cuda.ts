/**
 * NVIDIA's libraries for the engine, where the machine has an NVIDIA GPU: those that TensorFlow's wheel names in its
 * "and-cuda" extra, installed by pip into .engine/cuda. environment.js puts them on the library path.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { engine, python } from "./paths";
import { replaceFolder } from "./stamp";
import type { Tools } from "./step";
import { unpack } from "./unpack";

let answer: boolean | undefined;

/** Whether nvidia-smi answers; PLATEAU_GPU=0 or 1 says otherwise. CUDA builds of TensorFlow exist for Linux only. */
export function gpuIsWanted(): boolean {
  return (answer ??= detect());
}

function detect(): boolean {
  if (process.platform !== "linux") return false;
  if (process.env.PLATEAU_GPU) return process.env.PLATEAU_GPU !== "0";
  return spawnSync("nvidia-smi", ["-L"], { timeout: 20_000, stdio: "ignore" }).status === 0;
}

/** Installs what the wheel's "and-cuda" extra asks for, some 2.5 GB. */
export async function installCuda(wheel: string, { tell, exec }: Tools): Promise<void> {
  tell("fetching NVIDIA's libraries (about 2.5 GB)");
  const work = path.join(engine, `.tensorflow-${process.pid}`);
  await unpack(
    wheel,
    work,
    (name) => (name.endsWith(".dist-info/METADATA") ? "METADATA" : undefined),
    () => undefined,
  );
  const requirements = cudaRequirements(fs.readFileSync(path.join(work, "METADATA"), "utf8"));
  const target = path.join(work, "cuda");
  await exec(python, ["-m", "pip", "install", "--no-input", "--no-deps", "--target", target, ...requirements], {
    advice: "NVIDIA's libraries could not be installed. Try again, or set PLATEAU_GPU=0 to run on the processor alone.",
  });
  replaceFolder(target, path.join(engine, "cuda"));
}

/** The requirements of the "and-cuda" extra in a wheel's METADATA: `nvidia-x<13.0,>=12.5; extra == "and-cuda"`. */
export function cudaRequirements(metadata: string): string[] {
  return [...metadata.matchAll(/^Requires-Dist: ([^;\r\n]+?)\s*; extra == ["']and-cuda["']\s*$/gm)].map(
    (match) => match[1],
  );
}
