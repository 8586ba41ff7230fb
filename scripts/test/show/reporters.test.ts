import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, mock, test } from "node:test";
import { durationText } from "../../../lib/show/duration";
import { notebookReporter, reporter } from "../../../lib/show/notebook-reporter";
import { ProgressLine } from "../../../lib/show/progress-line";
import { terminalReporter } from "../../../lib/show/terminal-reporter";
import { startKernel, stopKernel } from "./pretend-kernel";

const epochs = (done: number, note?: string) => ({ stage: "training", done, total: 20, unit: "epochs", note });

/** A stream that keeps what is written, as a terminal or not. */
function stream(isTTY: boolean): { written: () => string; as: NodeJS.WriteStream } {
  const pipe = new PassThrough();
  const pieces: Buffer[] = [];
  pipe.on("data", (piece: Buffer) => pieces.push(piece));
  return { written: () => Buffer.concat(pieces).toString(), as: Object.assign(pipe, { isTTY, columns: 100 }) as never };
}

let now = 0;
beforeEach(() => {
  now = 0;
  mock.method(performance, "now", () => now * 1000);
});
afterEach(() => {
  mock.restoreAll();
  stopKernel();
});

test("a length of time reads as people say it", () => {
  assert.deepEqual([0.4, 12, 59.7, 200, 3900].map(durationText), [
    "0.4 s",
    "12 s",
    "1 min 00 s",
    "3 min 20 s",
    "1 h 05 min",
  ]);
});

test("the time left is told after two seconds, from what was done since", () => {
  const line = new ProgressLine(epochs(10), 0);
  line.update(epochs(11), 1);
  assert.equal(line.words(1), "11 of 20 epochs");
  line.update(epochs(12, "loss 1.23"), 4);
  assert.equal(line.words(4), "12 of 20 epochs · loss 1.23 · 16 s left");
  line.update(epochs(20), 30);
  assert.equal(line.words(99), "20 of 20 epochs · took 30 s");
});

test("a stage that goes back has begun anew", () => {
  const line = new ProgressLine(epochs(20), 0);
  line.update(epochs(1), 100);
  line.update(epochs(20), 105);
  assert.match(line.words(200), /took 5.0 s/);
});

test("without a terminal: a line each ten seconds and one at the end, and no control signs", () => {
  const { written, as } = stream(false);
  const report = terminalReporter(as);
  for (now = 0; now <= 25; now++) report.progress({ ...epochs(now), total: 25 });
  report.progress({ ...epochs(25), total: 25 });
  report.say("kept in runs/1");
  assert.deepEqual(written().split("\n"), [
    "training: 10 of 25 epochs · 15 s left",
    "training: 20 of 25 epochs · 5.0 s left",
    "training: 25 of 25 epochs · took 25 s",
    "kept in runs/1",
    "",
  ]);
});

test("in a terminal: a bar that ends full, and what is said stays above it", () => {
  const { written, as } = stream(true);
  const report = terminalReporter(as);
  report.progress(epochs(0));
  report.say("a remark");
  now = 3;
  report.progress(epochs(10, "loss 1.2"));
  report.progress(epochs(20, "loss 1.0"));
  const text = written().replace(/\u001b\[\??\d*[A-Za-z]/g, "");
  assert.match(text, /a remark/);
  assert.match(text, /training █+ 20 of 20 epochs · loss 1.0 · took 3.0 s\n$/);
});

test("a bar that nobody finishes does not keep the process alive", () => {
  const source = `
    const { terminalReporter } = require("./lib/show/terminal-reporter");
    Object.assign(process.stderr, { isTTY: true });
    terminalReporter().progress({ stage: "s", done: 1, total: 9, unit: "rows" });`;
  const { status, stderr } = spawnSync(process.execPath, ["-r", "ts-node/register", "-e", source], {
    encoding: "utf8",
    timeout: 20_000,
  });
  assert.equal(status, 0);
  assert.match(stderr, /1 of 9 rows/);
});

test("in a notebook: one display, updated in place, whose last state is the end", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sent = startKernel();
  const report = notebookReporter();
  for (let done = 0; done <= 20; done++) {
    now = done / 10;
    report.progress(epochs(done, `loss <${done}>`));
  }
  assert.ok(sent.length > 3 && sent.length < 12, `${sent.length} messages for 21 events in two seconds`);
  assert.deepEqual(
    sent.map(({ update }) => update),
    sent.map((_, i) => i > 0),
  );
  assert.equal(new Set(sent.map(({ message }) => message.transient.display_id)).size, 1);
  const html = sent.at(-1)!.message.data["text/html"] as string;
  assert.match(html, /20 of 20 epochs · loss &#60;20&#62; · took 2.0 s/);
  assert.match(html, /<progress value="20" max="20"/);
});

test("in a notebook: the state that the pause held back is shown after it", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sent = startKernel();
  const report = notebookReporter();
  report.progress(epochs(1));
  report.progress(epochs(2));
  assert.equal(sent.length, 1);
  t.mock.timers.tick(300);
  assert.match(sent[1].message.data["text/plain"] as string, /2 of 20/);
});

test("in a notebook: what is said is shown at once, as nothing is kept that comes after the cell's end", () => {
  const sent = startKernel();
  const report = notebookReporter();
  report.progress(epochs(20));
  report.say("epoch 20: the last word");
  assert.match(sent.at(-1)!.message.data["text/plain"] as string, /the last word/);
});

test("in a notebook: the next cell has a display of its own", () => {
  const first = startKernel();
  const report = reporter();
  report.say("one");
  const second = startKernel();
  report.say("two");
  assert.equal(second[0].update, false);
  assert.notEqual(second[0].message.transient.display_id, first[0].message.transient.display_id);
  assert.doesNotMatch(second[0].message.data["text/plain"] as string, /one/);
});
