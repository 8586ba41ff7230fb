import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { engineEnvironment } from "../../setup/environment";
import { at, root } from "../../setup/paths";

const BOTH = `
const { tf } = require("plateau");
const danfo = require("danfojs-node");
const frame = new danfo.DataFrame({ a: [1, 2] });
if (danfo.tensorflow.tensor !== tf.tensor) throw new Error("danfojs has an engine of its own");
console.log(frame.shape.join("x"), tf.getBackend(), tf.ones([2, 3]).sum().dataSync()[0]);
`;

function node(code: string, env: NodeJS.ProcessEnv) {
  return spawnSync(process.execPath, ["-e", code], { cwd: root, encoding: "utf8", env });
}

test("the library and danfojs share one engine, and say nothing while they load", () => {
  const { stdout, stderr, status } = node(BOTH, { ...process.env, ...engineEnvironment(root) });
  assert.equal(stderr, "");
  assert.equal(stdout, "2x1 tensorflow 6\n");
  assert.equal(status, 0);
});

test("TensorFlow is quiet also in a plain environment, and speaks where it is asked to", () => {
  const env = { ...process.env };
  delete env.TF_CPP_MIN_LOG_LEVEL;
  assert.equal(node('require("plateau")', env).stderr, "");
  if (process.platform !== "linux" || process.arch !== "x64") return;
  assert.match(node('require("plateau")', { ...env, TF_CPP_MIN_LOG_LEVEL: "0" }).stderr, /TensorFlow|oneDNN/);
});

test("the engine's links are relative, so that the project's folder can be moved", () => {
  const links = spawnSync(
    "find",
    [at("node_modules/@tensorflow/tfjs-node-gpu/deps"), "-type", "l", "-printf", "%l\\n"],
    {
      encoding: "utf8",
    },
  );
  if (links.status !== 0) return; // a find without -printf
  assert.deepEqual(
    links.stdout
      .trim()
      .split("\n")
      .filter((target) => target.startsWith("/")),
    [],
  );
});
