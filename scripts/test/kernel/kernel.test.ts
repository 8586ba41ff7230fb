import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { type CellAnswer, driveKernel, errorOf, type KernelAnswer, printed } from "./drive-kernel";

/** What each cell is for, and the cell. One kernel runs them all, in this order. */
const CELLS = {
  value: "const x: number = 3;\nx",
  thrown: 'throw new RangeError("boom")',
  mistake: 'class InputError extends Error { override readonly name = "InputError" }\nthrow new InputError("no file")',
  typeError: 'console.log("never");\nconst y: number = "a";',
  strict: "let u: { a?: number } = {};\nu.a.toFixed()",
  rejection: 'void Promise.reject(new Error("nobody awaits")); 1',
  laterRejection: 'void (async () => { await new Promise((r) => setTimeout(r, 50)); throw new Error("later") })();',
  lateThrow: 'void setTimeout(() => { throw new TypeError("late") }, 200);',
  hanging: 'await new Promise(() => setTimeout(() => { throw new Error("in a callback") }, 20))',
  startsTooLate: 'void setTimeout(() => { throw new Error("too late") }, 2600);',
  failsForIt: "await new Promise((resolve) => setTimeout(resolve, 20_000))",
  after: "console.log(x + 1)",
};
type Name = keyof typeof CELLS;

describe("the kernel", () => {
  let driven: KernelAnswer;
  const cell = (name: Name): CellAnswer => driven.answers[Object.keys(CELLS).indexOf(name)][0];

  before(async () => {
    driven = await driveKernel(Object.values(CELLS).map((code) => [code]));
  });

  test("counts executions, in the message that front ends save", () => {
    const counts = driven.answers.map(([{ messages }]) => messages.find(({ type }) => type === "execute_input"));
    assert.deepEqual(
      counts.map((message) => message?.execution_count),
      Object.keys(CELLS).map((_, index) => index + 1),
    );
  });

  test("shows a cell's last value", () => {
    assert.equal(printed(cell("value")), "3\n");
    assert.equal(cell("value").reply?.status, "ok");
  });

  const failing: [name: Name, ename: string, evalue: RegExp][] = [
    ["thrown", "RangeError", /^boom$/],
    ["mistake", "InputError", /^no file$/],
    ["typeError", "CompileError", /line 2, column 7: Type 'string' is not assignable to type 'number'/],
    ["strict", "CompileError", /line 2, column 1: 'u.a' is possibly 'undefined'/],
    ["rejection", "Error", /^nobody awaits$/],
    ["laterRejection", "Error", /^later$/],
    ["lateThrow", "TypeError", /^late$/],
    ["hanging", "Error", /^in a callback$/],
    ["failsForIt", "Error", /^too late$/],
  ];
  for (const [name, ename, evalue] of failing) {
    test(`sends an error message and an error reply: ${name}`, () => {
      const error = errorOf(cell(name));
      assert.equal(error?.ename, ename);
      assert.match(error?.evalue ?? "", evalue);
      assert.equal(cell(name).reply?.status, "error");
      assert.equal(cell(name).reply?.ename, ename);
    });
  }

  test("shows a stack for a fault, none for a person's mistake, and the kernel's own frames for neither", () => {
    const lines = errorOf(cell("thrown"))?.traceback ?? [];
    assert.ok(lines.length > 1);
    assert.ok(!lines.some((line) => /tslab|node:vm|evalmachine/.test(line)), lines.join("\n"));
    assert.equal(errorOf(cell("mistake"))?.traceback.length, 1);
  });

  test("runs nothing of a cell with a type error", () => {
    assert.equal(printed(cell("typeError")), "");
  });

  test("ends a cell that hangs on what failed, and one that runs when an earlier cell's timer fails", () => {
    assert.ok(cell("hanging").seconds < 15);
    assert.equal(cell("startsTooLate").reply?.status, "ok");
    assert.ok(cell("failsForIt").seconds < 15);
  });

  test("runs the next cell after any failure, with the variables of those that went well", () => {
    assert.equal(printed(cell("after")), "4\n");
    assert.equal(driven.alive, true);
  });
});

describe("cells sent together", () => {
  test("those behind a failed one are not run, and say so", async () => {
    const { answers } = await driveKernel([["1", 'throw new Error("first")', "2", "3"], ["4"]]);
    const [together, [next]] = answers;
    assert.deepEqual(
      together.map((each) => errorOf(each)?.ename),
      [undefined, "Error", "NotRun", "NotRun"],
    );
    assert.deepEqual(together.map(printed), ["1\n", "", "", ""]);
    assert.equal(printed(next), "4\n");
  });
});

describe("a failure between two cells", () => {
  test("fails the next cell, which is not run", async () => {
    const { answers } = await driveKernel([
      ['void setTimeout(() => { throw new Error("between") }, 3000);'],
      { wait: 6 },
      ['console.log("second")'],
      ['console.log("third")'],
    ]);
    const [[first], , [second], [third]] = answers;
    assert.equal(first.reply?.status, "ok");
    assert.match(errorOf(second)?.evalue ?? "", /did not await failed .* this cell was not run: Error: between/);
    assert.equal(printed(second), "");
    assert.equal(printed(third), "third\n");
  });
});
