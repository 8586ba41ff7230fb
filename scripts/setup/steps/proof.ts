/** Trains a one-layer model: the engine is called done only when this Node has learned something with it. */
import path from "node:path";
import { at, engine } from "../paths";
import { hashFiles, isStamped, writeStamp } from "../stamp";
import type { Stamp, Step } from "../step";
import { engineEnvironment } from "../environment";
import { root } from "../paths";

const stampFile = path.join(engine, "proof.json");

function stamp(): Stamp {
  const parts = [
    path.join(engine, "binding/tfjs_binding.node"),
    at("node_modules/@tensorflow/tfjs-node-gpu/package.json"),
  ];
  return { engine: hashFiles(at(), parts), node: process.version };
}

export const proof: Step = {
  name: "trial of the engine",
  seconds: 3,
  isDone() {
    try {
      return isStamped(stampFile, stamp());
    } catch {
      return false;
    }
  },
  async run({ tell, exec }) {
    tell("training a one-layer model");
    await exec(process.execPath, ["-r", "ts-node/register", at("scripts/setup/prove-engine.ts")], {
      env: engineEnvironment(root),
      advice: "The engine was built but does not work on this machine.",
    });
    writeStamp(stampFile, stamp());
  },
};
