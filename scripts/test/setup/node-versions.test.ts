import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { engineEnvironment } from "../../setup/environment";
import { at, root } from "../../setup/paths";

// npm holds whole Nodes. tfjs-node calls a function that Node 23 took away; the binding is the one that set-up compiled.
const VERSIONS = ["20", "22", "24"];

const TRAINS = `
const { tf } = require("plateau");
const x = tf.linspace(-1, 1, 32).reshape([32, 1]);
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: "zeros" })] });
model.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError" });
model.fit(x, x.mul(2).add(1), { epochs: 20, batchSize: 8, verbose: 0, shuffle: false }).then(({ history }) => {
  const losses = history.loss;
  console.log(JSON.stringify({ major: process.versions.node.split(".")[0], first: losses[0], last: losses.at(-1) }));
});`;

for (const major of VERSIONS) {
  test(`a small training under Node ${major}, with the binding as it is`, (context) => {
    const node = nodeOf(major);
    if (!node) {
      context.skip(`skipped: a Node ${major} for ${process.platform}-${process.arch} could not be had from npm`);
      return;
    }
    const run = spawnSync(node, ["-e", TRAINS], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, ...engineEnvironment(root) },
    });
    assert.equal(run.status, 0, run.stderr);
    assert.equal(run.stderr, "");
    const { major: ran, first, last } = JSON.parse(run.stdout) as { major: string; first: number; last: number };
    assert.equal(ran, major);
    assert.ok(last < first / 10, `the loss went from ${first} to ${last}`);
  });
}

/** This Node where it is one of that version, or npm's, kept in .cache; undefined where there is none. */
function nodeOf(major: string): string | undefined {
  if (process.versions.node.split(".")[0] === major) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const folder = at(".cache/node", major);
  const node = path.join(folder, "node_modules", name, "bin/node");
  if (fs.existsSync(node)) return node;
  // A folder of its own first: an installation that was cut off must not pass for a Node.
  const made = `${folder}.${process.pid}`;
  const args = [
    "install",
    "--prefix",
    made,
    "--no-save",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    `${name}@${major}`,
  ];
  fs.mkdirSync(made, { recursive: true });
  const installed = spawnSync("npm", args, { cwd: made, stdio: "ignore", timeout: 180_000 });
  if (installed.status === 0 && fs.existsSync(path.join(made, "node_modules", name, "bin/node"))) {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(made, folder);
  }
  fs.rmSync(made, { recursive: true, force: true });
  return fs.existsSync(node) ? node : undefined;
}
