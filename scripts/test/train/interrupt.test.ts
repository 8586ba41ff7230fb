import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import type { Reporter } from "../../../lib/data/reporter";
import type { Callback } from "../../../lib/train/callbacks";
import { loadRun } from "../../../lib/train/run";
import { train } from "../../../lib/train/train";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram } from "./tiny-program";
import { tinySubject } from "./tiny-subject";

const folder = temporaryFolder();
const long = { fit: { epochs: 10_000 } };

test("SIGINT stops after the batch and keeps what there is", async () => {
  const out = join(folder, "sigint");
  const before = process.listenerCount("SIGINT");
  const callback: Callback = {
    onEpochEnd: (epoch) => void (epoch === 1 && process.kill(process.pid, "SIGINT")),
  };
  const said: string[] = [];
  const reporter = { say: (text: string) => void said.push(text), progress() {} };
  const run = await train(tinySubject(long), { out, callbacks: [callback], reporter });
  assert.equal(run.stopped, "interrupted");
  assert.ok(run.history.length >= 2 && run.history.length < 100, `${run.history.length}`);
  assert.equal(run.heads.which.rows, 30);
  assert.ok(said.some((text) => text.includes("stopping after this batch")));
  assert.equal(process.listenerCount("SIGINT"), before);
  const loaded = await loadRun(out);
  assert.equal(loaded.stopped, "interrupted");
  assert.equal(loaded.weightsSha256, run.weightsSha256);
});

test("SIGINT while the data are measured stops it among its first batches", async () => {
  const data = await tinyDataset(folder);
  let batches = 0;
  const reporter: Reporter = {
    say() {},
    progress({ stage }) {
      if (stage.startsWith("training")) batches++;
      else process.kill(process.pid, "SIGINT");
    },
  };
  const run = await train(tinyProgram(data, { epochs: 10_000 }), { reporter });
  assert.equal(run.stopped, "interrupted");
  // The system hands a signal over when it likes: a busy machine has trained a batch or two by then.
  assert.ok(batches < 100, `${batches}`);
  run.model.dispose();
});

test("an abort signal stops it too", async () => {
  const controller = new AbortController();
  const callback: Callback = { onEpochEnd: () => controller.abort() };
  const run = await train(tinySubject(long), { callbacks: [callback], signal: controller.signal });
  assert.equal(run.stopped, "interrupted");
  const aborted = await train(tinySubject(long), { signal: AbortSignal.abort() });
  assert.equal(aborted.history.length, 0);
});

/** A process that trains and never stops by itself, with other code before. Answers how it ended, once told when to send what. */
function trainInProcess(before: string, out: string) {
  const script = `
    ${before}
    const { train } = require("./lib/train/train");
    const { tinySubject } = require("./scripts/test/train/tiny-subject");
    const hang = { onTrainEnd: () => new Promise(() => setInterval(() => {}, 1000)) };
    const say = (text) => console.log(text);
    void train(tinySubject(${JSON.stringify(long)}), { out: ${JSON.stringify(out)}, callbacks: [hang], reporter: { say, progress() {} } });
  `;
  const args = ["-r", "ts-node/register", "-e", script];
  const child = spawn(process.execPath, args, {
    cwd: resolve(__dirname, "../../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  return child;
}

test("a second SIGINT ends the process at once", { timeout: 60_000 }, async () => {
  const out = join(folder, "second");
  const child = trainInProcess("", out);
  let interrupts = 0;
  child.stdout.on("data", (text: Buffer) => {
    if (interrupts === 0 && text.includes("epoch 2/")) {
      interrupts++;
      child.kill("SIGINT");
    }
    if (interrupts === 1 && text.includes("stopping after this batch")) {
      interrupts++;
      setTimeout(() => child.kill("SIGINT"), 200);
    }
  });
  const signal = await new Promise((done) => child.on("close", (_code, signal) => done(signal)));
  assert.equal(signal, "SIGINT");
  assert.ok(existsSync(join(out, "history.json")));
  assert.ok(
    (JSON.parse(readFileSync(join(out, "history.json"), "utf8")) as unknown[]).length >= 2,
    "history was kept as it came",
  );
  assert.ok(!readdirSync(out).includes("scores.json"));
});
