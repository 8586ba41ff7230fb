/**
 * The binding between Node and TensorFlow's C library: tfjs-node-gpu's own sources and one of ours, compiled once and
 * kept in .engine/binding. It speaks Node-API, so one build serves every version of Node.
 */
import fs from "node:fs";
import path from "node:path";
import { at, engine } from "../paths";
import { findCompiler, PrerequisiteError } from "../prerequisites";
import { hashFiles, isStamped, replaceFile, writeStamp } from "../stamp";
import type { Stamp, Step } from "../step";
import { folder as tensorflowFolder, stamp as tensorflowStamp } from "./tensorflow";

const packageFolder = at("node_modules/@tensorflow/tfjs-node-gpu");
const built = path.join(engine, "binding/tfjs_binding.node");
const stampFile = path.join(engine, "binding/plateau.json");
const quiet = at("scripts/setup/quiet.cc");

const sources = (): string[] =>
  fs
    .readdirSync(path.join(packageFolder, "binding"))
    .filter((name) => /\.(cc|h)$/.test(name))
    .map((name) => path.join(packageFolder, "binding", name));

function stamp(): Stamp {
  return { ...tensorflowStamp(), sources: hashFiles(at(), [...sources(), quiet]) };
}

export const binding: Step = {
  name: "binding to Node",
  seconds: 15,
  isDone: () => isStamped(stampFile, stamp()) && fs.existsSync(built),
  async run({ tell, exec }) {
    tell("compiling");
    const [compiler, ...first] = findCompiler() ?? [];
    if (!compiler) throw new PrerequisiteError("No C++ compiler was found. Install g++ (apt install g++).");
    fs.mkdirSync(path.dirname(built), { recursive: true });
    const made = stamp();
    const temporary = `${built}.${process.pid}.tmp`;
    await exec(compiler, [...first, ...compilerArguments(temporary)], {
      advice: "Install a complete C++17 compiler (apt install g++), or name one in CXX.",
    });
    fs.renameSync(temporary, built);
    writeStamp(stampFile, made);
  },
};

function compilerArguments(output: string): string[] {
  const lib = path.join(tensorflowFolder, "lib");
  const code = sources().filter((file) => file.endsWith(".cc"));
  // Node runs the copy in the package, and the package's deps/lib leads to the engine: see engine-links.ts.
  const platform =
    process.platform === "darwin"
      ? ["-bundle", "-undefined", "dynamic_lookup", "-Wl,-rpath,@loader_path/../../deps/lib"]
      : ["-shared", "-Wl,-rpath,$ORIGIN/../../deps/lib"];
  return [
    ...["-O2", "-fPIC", "-std=c++17", "-w", "-DNAPI_VERSION=8", "-DBUILDING_NODE_EXTENSION"],
    "-DNODE_GYP_MODULE_NAME=tfjs_binding",
    ...["-I", path.join(tensorflowFolder, "include"), "-I", path.dirname(packageFolder)],
    ...["-I", packageFolder, "-I", at("node_modules/node-api-headers/include")],
    ...code,
    quiet,
    ...["-o", output, `-L${lib}`, "-ltensorflow", "-ltensorflow_framework", ...platform],
  ];
}

/** Puts the engine where tfjs-node-gpu looks for it. Links are relative, so the project's folder can be moved. */
export const engineLinks: Step = {
  name: "engine's place in node_modules",
  seconds: 0.1,
  isDone() {
    try {
      return wantedLinks().every(([link, target]) => fs.readlinkSync(link) === target) && sameFile(built, installed);
    } catch {
      return false;
    }
  },
  run() {
    for (const [link, target] of wantedLinks()) {
      fs.mkdirSync(path.dirname(link), { recursive: true });
      fs.rmSync(link, { recursive: true, force: true });
      fs.symlinkSync(target, link);
    }
    replaceFile(installed, fs.readFileSync(built));
    return Promise.resolve();
  },
};

const installed = path.join(packageFolder, "lib/napi-v8/tfjs_binding.node");

function wantedLinks(): [link: string, target: string][] {
  const deps = path.join(packageFolder, "deps");
  return ["lib", "include"].map((name) => [
    path.join(deps, name),
    path.relative(deps, path.join(tensorflowFolder, name)),
  ]);
}

const sameFile = (a: string, b: string): boolean => fs.readFileSync(a).equals(fs.readFileSync(b));
