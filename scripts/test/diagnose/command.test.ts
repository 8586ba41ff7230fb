import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import type { Diagnosis } from "../../../lib/diagnose";
import { temporaryFolder } from "../data/temporary-folder";

const root = resolve(__dirname, "../../..");
const folder = temporaryFolder();

/** Three classes, and a rate with which nothing moves. */
const SUBJECT = `
module.exports = ({ tf, subjectOf }) => {
  const labels = Array.from({ length: 90 }, (_, i) => i % 3);
  const inputs = labels.map((label, i) => [0, 1, 2].map((axis) => (axis === label ? 1 : 0) + 0.1 * Math.sin(i + axis)));
  const data = { x: tf.tensor2d(inputs), y: tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 3), "float32") };
  const layers = [
    tf.layers.dense({ inputShape: [3], units: 8, activation: "relu" }),
    tf.layers.dense({ units: 3, activation: "softmax", name: "kind" }),
  ];
  const model = tf.sequential({ name: "three-kinds", layers });
  model.compile({ optimizer: tf.train.sgd(1e-7), loss: "categoricalCrossentropy" });
  return subjectOf(model, data, { batchSize: 20, epochs: 8 });
};
`;

function npmRunDiagnose(args: string[]) {
  const env = { ...process.env, TS_NODE_PROJECT: join(root, "tsconfig.json"), TF_CPP_MIN_LOG_LEVEL: "3" };
  const register = resolve(root, "node_modules/ts-node/register");
  const script = resolve(root, "scripts/diagnose.ts");
  return spawnSync(process.execPath, ["-r", register, script, ...args], { cwd: folder, env, encoding: "utf8" });
}

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

test("a Subject's file is diagnosed: words on stderr, one line of JSON on stdout, both files in --out", () => {
  const args = ["--subject", write("subject.js", SUBJECT), "--seconds", "10", "--out", "out", "--json"];
  const { status, stdout, stderr } = npmRunDiagnose(args);
  assert.equal(status, 0, stderr);
  assert.equal(stdout.trimEnd().split("\n").length, 1);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  assert.deepEqual(Object.keys(diagnosis), ["verdict", "heads", "findings", "smallestSet", "trials", "budget"]);
  assert.equal(diagnosis.verdict, "not-learning");
  assert.deepEqual(Object.keys(diagnosis.heads), ["kind"]);
  assert.match(stderr, /It does not learn: kind/);
  assert.match(stderr, /diagnosing: .*seconds/);
  assert.deepEqual(readdirSync(join(folder, "out")).sort(), ["diagnosis.html", "diagnosis.json"]);
  assert.deepEqual(JSON.parse(readFileSync(join(folder, "out/diagnosis.json"), "utf8")), diagnosis);
  assert.match(readFileSync(join(folder, "out/diagnosis.html"), "utf8"), /Diagnosis of three-kinds/);
});

test("what cannot be diagnosed exits 2 with what was expected, before any work", () => {
  const wrong: [string[], RegExp][] = [
    [["--subject", "none.js"], /expected a file, found none at none\.js/],
    [
      ["--subject", write("empty.js", "module.exports = 3;")],
      /expected a Subject, or a function that makes one, found number/,
    ],
    [["--subject", "subject.js", "--program", "question"], /found both/],
    [["--subject", "subject.js", "--out", "subject.js"], /expected a folder, found the file/],
  ];
  for (const [args, message] of wrong) {
    const { status, stdout, stderr } = npmRunDiagnose(args);
    assert.equal(status, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /diagnosing|^ +at /m);
  }
});
