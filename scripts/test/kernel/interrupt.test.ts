import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { driveKernel, errorOf, type KernelAnswer, printed } from "./drive-kernel";

/** A training that listens to SIGINT, as lib/train does: it stops after its step, and the cell goes on with what it has. */
const TRAINING = `
let stopped = false;
const halt = (): void => { stopped = true; };
process.on("SIGINT", halt);
console.log("training");
let steps = 0;
while (!stopped && steps < 2000) { steps += 1; await new Promise((resolve) => setTimeout(resolve, 10)); }
process.off("SIGINT", halt);
console.log("kept", steps > 0 && steps < 2000);`;

describe("an interrupt", () => {
  let driven: KernelAnswer;
  before(async () => {
    driven = await driveKernel([
      { cells: ['console.log("waiting"); await new Promise((r) => setTimeout(r, 60_000))'], interrupt: "waiting" },
      { cells: ['console.log("looping"); while (true) {}'], interrupt: "looping" },
      { cells: [TRAINING, '"the cell after it"'], interrupt: "training" },
      ['console.log("stopped:", stopped)'],
    ]);
  });

  test("ends a cell that waits, and one in an endless loop", () => {
    for (const [cell] of driven.answers.slice(0, 2)) {
      assert.equal(errorOf(cell)?.ename, "Interrupted");
      assert.equal(cell.idle, true);
      assert.ok(cell.seconds < 10, `took ${cell.seconds} s`);
    }
  });

  test("reaches a training that listens, which keeps what it has", () => {
    const [training] = driven.answers[2];
    assert.match(printed(training), /kept true/);
    assert.equal(training.reply?.status, "ok");
    assert.equal(training.idle, true);
    assert.ok(training.seconds < 10, `took ${training.seconds} s`);
  });

  test("keeps cells that wait from being run", () => {
    const [, waiting] = driven.answers[2];
    assert.equal(errorOf(waiting)?.ename, "NotRun");
    assert.match(errorOf(waiting)?.evalue ?? "", /interrupted/);
  });

  test("leaves the kernel alive, with its variables", () => {
    assert.equal(printed(driven.answers[3][0]), "stopped: true\n");
    assert.equal(driven.alive, true);
  });
});
