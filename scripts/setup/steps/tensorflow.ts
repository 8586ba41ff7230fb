/**
 * TensorFlow's C library and headers, out of PyPI's wheel, into .engine/tensorflow-VERSION: lib/ with the names that a
 * linker looks for, include/ with what the binding is compiled against. The rest of the wheel, a gigabyte, is not kept.
 */
import fs from "node:fs";
import path from "node:path";
import { gpuIsWanted, installCuda } from "../cuda";
import { engine, python } from "../paths";
import { isStamped, replaceFolder, writeStamp } from "../stamp";
import type { Stamp, Step, Tools } from "../step";
import { unpack } from "../unpack";

export const version = "2.21.0";
export const folder = path.join(engine, `tensorflow-${version}`);

/** tensorflow-cpu is published for x86-64 Linux only; elsewhere "tensorflow" is the plain build, with a GPU the CUDA one. */
function wheel(): string {
  return process.platform === "linux" && process.arch === "x64" && !gpuIsWanted() ? "tensorflow-cpu" : "tensorflow";
}

export const stamp = (): Stamp => ({
  wheel: `${wheel()}==${version}`,
  platform: `${process.platform}-${process.arch}`,
  gpu: gpuIsWanted(),
});

const stampFile = path.join(folder, "plateau.json");

export const tensorflow: Step = {
  name: "TensorFlow's C library",
  seconds: 45,
  isDone: () => isStamped(stampFile, stamp()),
  async run(tools) {
    removeLeftovers();
    const work = path.join(engine, `.tensorflow-${process.pid}`);
    fs.mkdirSync(work, { recursive: true });
    try {
      const file = await download(work, tools);
      const made = path.join(work, "made");
      await unpack(file, made, placeOf, (share) => tools.tell("unpacking", 0.5 + share / 2));
      for (const [name, target] of links()) fs.symlinkSync(target, path.join(made, "lib", name));
      if (gpuIsWanted()) await installCuda(file, tools);
      writeStamp(path.join(made, "plateau.json"), stamp());
      replaceFolder(made, folder);
    } finally {
      fs.rmSync(work, { recursive: true, force: true });
    }
  },
};

/** Folders that a killed set-up left: nobody else works here, set-up holds the lock. */
function removeLeftovers(): void {
  fs.mkdirSync(engine, { recursive: true });
  for (const name of fs.readdirSync(engine)) {
    if (/^\.tensorflow-\d+$|\.\d+\.old$/.test(name))
      fs.rmSync(path.join(engine, name), { recursive: true, force: true });
  }
}

async function download(into: string, { tell, exec }: Tools): Promise<string> {
  const common = ["-m", "pip", "download", "--no-input", "--no-deps", "--only-binary", ":all:", "--dest", into];
  const options = {
    advice:
      "TensorFlow's wheel could not be fetched. Check the network or the index that pip is set to (pip config list), then try again.",
    onLine(line: string) {
      const [, done, total] = /^Progress (\d+) of (\d+)/.exec(line) ?? [];
      if (done) tell(`fetching ${Math.round(Number(total) / 1e6)} MB`, (0.5 * Number(done)) / Number(total));
    },
  };
  tell("fetching");
  const requirement = `${wheel()}==${version}`;
  try {
    await exec(python, [...common, "--progress-bar", "raw", requirement], options);
  } catch (error) {
    if (!/No matching distribution/.test(String(error))) throw error;
    // No wheel for this Python. The library in them knows nothing of Python, so another version's does as well.
    const other = ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311"];
    await exec(python, [...common, "--progress-bar", "raw", ...other, requirement], options);
  }
  const name = fs.readdirSync(into).find((each) => each.endsWith(".whl"));
  if (!name) throw new Error(`pip download ended well but left no wheel in ${into}.`);
  return path.join(into, name);
}

/** Where a file of the wheel goes, or undefined where it is not needed. */
function placeOf(name: string): string | undefined {
  const library = /^tensorflow\/(libtensorflow_(?:cc|framework)\.(?:so\.2|2\.dylib))$/.exec(name);
  if (library) return `lib/${library[1]}`;
  const header =
    /^tensorflow\/(include\/(?:tensorflow\/c|tensorflow\/core\/platform|xla\/tsl|tsl|absl)\/.+\.(?:h|inc))$/;
  return header.exec(name)?.[1];
}

/** What "-ltensorflow" and "-ltensorflow_framework" look for, and the names that the libraries call themselves. */
function links(): [name: string, target: string][] {
  if (process.platform === "darwin") {
    return [
      ["libtensorflow.dylib", "libtensorflow_cc.2.dylib"],
      ["libtensorflow.2.dylib", "libtensorflow_cc.2.dylib"],
      ["libtensorflow_framework.dylib", "libtensorflow_framework.2.dylib"],
    ];
  }
  return [
    ["libtensorflow.so", "libtensorflow_cc.so.2"],
    ["libtensorflow.so.2", "libtensorflow_cc.so.2"],
    ["libtensorflow_framework.so", "libtensorflow_framework.so.2"],
  ];
}
