import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { InputError, type Progress, type Reporter, silent } from "plateau";
import { type NotebookResult, runNotebooks } from "../../notebooks/runner";
import { at, python, root } from "../../setup/paths";
import { writeNotebook } from "./small-notebook";

const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAE0lEQVQImWP4z8DwnwGM/zMwAAAf7gP9qS/A4gAAAABJRU5ErkJggg==";

const PLOT = `const PNG = ${JSON.stringify(PNG)};
const display = require("tslab/dist/jupyter").lastWriteDisplayData;
const plot = { data: [{ y: [1, 3, 2], name: "</script><b>bold</b>" }], layout: {} };
display({ data: { "application/vnd.plotly.v1+json": plot, "image/png": PNG, "text/plain": "[figure]" }, metadata: {}, transient: {} }, false);`;

let folder: string;
let from: string;
let data: string;
before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-runner-"));
  [from, data] = ["notebooks", "data"].map((name) => path.join(folder, name));
  for (const each of [from, data]) fs.mkdirSync(each);
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Keeps what is reported. */
function recorder(): Reporter & { events: Progress[]; said: string[] } {
  const [events, said]: [Progress[], string[]] = [[], []];
  return { events, said, progress: (event) => void events.push(event), say: (words) => void said.push(words) };
}

describe("a run in which notebooks fail", () => {
  const reporter = recorder();
  let out: string;
  let results: NotebookResult[];
  before(async () => {
    out = path.join(folder, "results");
    writeNotebook(from, "01-fails", ["# A failing one", "1", "## Where it fails", 'throw new Error("no luck")', "2"]);
    writeNotebook(from, "02-dies", ["process.kill(process.pid, 'SIGKILL');", "1"]);
    writeNotebook(from, "03-works", ["# A good one", "console.log(process.env.PLATEAU_DATA, process.env.PLATEAU_PROFILE)", PLOT]);
    results = await runNotebooks({ from, names: [], data, profile: "tiny", out, reporter });
  });

  test("each tells how it ended, and the others still run", () => {
    assert.deepEqual(
      results.map(({ name, status }) => [name, status]),
      [
        ["01-fails", "failed"],
        ["02-dies", "failed"],
        ["03-works", "done"],
      ],
    );
    assert.deepEqual(results[0].failure, { cell: 2, heading: "Where it fails", ename: "Error", evalue: "no luck" });
    assert.ok(results[2].peakMemoryMB > 50);
  });

  test("a person is told notebook, cell, error and how to go on", () => {
    const said = reporter.said.find((words) => words.startsWith("01-fails")) ?? "";
    assert.match(said, /code cell 2 \("Where it fails"\): Error: no luck/);
    assert.match(said, /npm run notebooks -- 01-fails --data .+ --profile tiny/);
  });

  test("a kernel that was killed is named as short of memory", () => {
    assert.equal(results[1].failure?.ename, "KernelDied");
    assert.match(results[1].failure?.evalue ?? "", /out of memory, most likely/);
    assert.match(reporter.said.find((words) => words.startsWith("02-dies")) ?? "", /Close other programs/);
  });

  test("progress goes cell by cell", () => {
    const events = reporter.events.filter(({ stage }) => stage === "03-works");
    assert.deepEqual([...new Set(events.map(({ done }) => done))], [0, 1, 2]);
    assert.ok(events.every(({ total, unit }) => total === 2 && unit === "cells"));
  });

  test("what was executed lies in the results, and the notebooks stay as they were", () => {
    const executed = fs.readFileSync(results[2].notebook, "utf8");
    assert.ok(executed.includes(`${data} tiny`));
    assert.ok(fs.readFileSync(results[0].notebook, "utf8").includes("no luck"));
    assert.ok(!fs.readFileSync(path.join(from, "03-works.ipynb"), "utf8").includes("execution_count\":1"));
    assert.deepEqual(
      fs.readdirSync(out).filter((name) => name.includes("tmp")),
      [],
    );
  });

  test("a page draws its plot without a network, and shows a picture where nothing can be drawn", () => {
    const page = fs.readFileSync(results[2].page, "utf8");
    assert.match(page, /<figure class="plot">\s*<img alt="\[figure\]" src="data:image\/png;base64,/);
    assert.ok(page.length > 5e6, "Plotly is in the page");
    assert.doesNotMatch(page, /<(script|link|img)[^>]+(src|href)="(https?:)?\/\//);
    assert.ok(!page.includes('"</script><b>bold'), "a label does not end the script it is in");
    assert.ok(fs.readFileSync(results[0].page, "utf8").length < 1e5, "a page without plots has no Plotly");
  });
});

test("what is wrong is told before anything is run", async () => {
  const options = { from, names: [], data, profile: "tiny", out: path.join(folder, "none"), reporter: silent } as const;
  const wrong: [change: object, message: RegExp][] = [
    [{ data: path.join(folder, "no-data") }, /--data names .*no-data, which is not a folder/],
    [{ names: ["01", "09"] }, /no notebook "09" .* 01-fails, 02-dies, 03-works/],
    [{ out: from }, /--out is the folder of the notebooks themselves/],
    [{ from: path.join(folder, "nowhere") }, /no folder of notebooks/],
  ];
  for (const [change, message] of wrong) {
    await assert.rejects(runNotebooks({ ...options, names: [], ...change }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.equal(fs.existsSync(options.out), false);
});

test("Ctrl-C ends the notebook and its kernel, and the command says that it was interrupted", async () => {
  const slow = path.join(folder, "slow");
  fs.mkdirSync(slow);
  const pidFile = path.join(folder, "pid");
  const writesPid = `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));`;
  writeNotebook(slow, "01-slow", [`${writesPid}\nawait new Promise((r) => setTimeout(r, 120_000))`]);
  writeNotebook(slow, "02-never", ["1"]);
  const args = ["--from", slow, "--data", data, "--out", path.join(folder, "stopped"), "--json"];
  const child = spawn(process.execPath, ["-r", "ts-node/register", at("scripts/notebooks.ts"), ...args], { cwd: root });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const stdout = text(child.stdout);
  while (!fs.existsSync(pidFile) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill("SIGINT");
  assert.equal(await ended, 130);
  const { notebooks } = JSON.parse(await stdout) as { notebooks: NotebookResult[] };
  assert.deepEqual(
    notebooks.map(({ name, status }) => [name, status]),
    [["01-slow", "interrupted"]],
  );
  const kernel = Number(fs.readFileSync(pidFile, "utf8"));
  assert.throws(() => process.kill(kernel, 0), /ESRCH/, "the kernel is gone");
});

test("plain nbconvert fails on a rejection that nobody awaited in the last cell, and not otherwise", () => {
  const nbconvert = (file: string) =>
    spawnSync(python, ["-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", folder, file], {
      encoding: "utf8",
      env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" },
    });
  const bad = nbconvert(writeNotebook(folder, "unawaited", ["1", 'void Promise.reject(new Error("unheard"));']));
  assert.notEqual(bad.status, 0);
  assert.match(bad.stderr, /unheard/);
  const good = nbconvert(writeNotebook(folder, "awaited", ['await Promise.resolve("heard")']));
  assert.equal(good.status, 0, good.stderr);
});
