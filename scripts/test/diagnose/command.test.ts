import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import type { Diagnosis } from "../../../lib/diagnose";
import { programPath } from "../../program-path";
import { temporaryFolder } from "../data/temporary-folder";

const root = resolve(__dirname, "../../..");
const folder = temporaryFolder();

/** Three classes, and a rate with which nothing moves. */
const SUBJECT = readFileSync(join(root, "scripts/diagnose/example-subject.js"), "utf8");

const env = { ...process.env, TS_NODE_PROJECT: join(root, "tsconfig.json"), TF_CPP_MIN_LOG_LEVEL: "3" };
const command = ["-r", resolve(root, "node_modules/ts-node/register"), resolve(root, "scripts/diagnose.ts")];

function npmRunDiagnose(args: string[]) {
  return spawnSync(process.execPath, [...command, ...args], { cwd: folder, env, encoding: "utf8" });
}

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const subject = write("subject.js", SUBJECT);

test("a Subject's file is diagnosed: words on stderr, one line of JSON on stdout, both files in --out", () => {
  const args = ["--subject", subject, "--seconds", "300", "--out", "out", "--json"];
  const { status, stdout, stderr } = npmRunDiagnose(args);
  assert.equal(status, 0, stderr);
  assert.equal(stdout.trimEnd().split("\n").length, 1);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  const keys = ["verdict", "heads", "findings", "smallestSet", "trials", "budget", "measures"];
  assert.deepEqual(Object.keys(diagnosis), keys);
  assert.equal(diagnosis.verdict, "not-learning");
  assert.deepEqual(Object.keys(diagnosis.heads), ["kind"]);
  assert.match(stderr, /It does not learn: kind/);
  assert.match(stderr, /at most 5 min 00 s; it ends sooner[^]*diagnosing: .*seconds/);
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
    [["--subject", subject, "--program", "question"], /found both/],
    [["--subject", subject, "--out", subject], /expected a folder, found the file/],
    [["--data", "nowhere"], /nowhere/],
  ];
  for (const [args, message] of wrong) {
    const { status, stdout, stderr } = npmRunDiagnose(args);
    assert.equal(status, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /diagnosing|^ +at /m);
  }
  assert.deepEqual(readdirSync(join(folder, "runs")), [], "no folder is left of what was not begun");
});

test("--help says what it takes and how long it may be", () => {
  const { status, stdout } = npmRunDiagnose(["--help"]);
  assert.equal(status, 0);
  for (const option of ["--data", "--program", "--subject", "--seconds", "--seeds", "--out", "--json"])
    assert.match(stdout, new RegExp(`^ +${option}\\b`, "m"));
  assert.match(
    stdout.replace(/\s+/g, " "),
    /at Ctrl-C, with what it knows by then \(default: 3600 for a Program, 60 for/,
  );
});

test("a Program is a file, one of the project's own, or a run's folder; what is none of them is told what is", () => {
  const run = join(folder, "run");
  mkdirSync(run);
  assert.throws(() => programPath(run), /is no run's folder: expected program\.json in it/);
  writeFileSync(join(run, "program.json"), "{}");
  assert.equal(programPath(run), join(run, "program.json"));
  assert.match(programPath("question"), /programs.question\.json$/);
  assert.throws(() => programPath("no-such"), /expected a file or one of .*question.*, found no-such/);
});

test("Ctrl-C ends it with what is known by then, kept like any other, and exits 130", async () => {
  const endless = write("endless.js", SUBJECT.replace("epochs: 8", "epochs: 1e6"));
  const args = ["--subject", endless, "--seconds", "300", "--out", "interrupted", "--json"];
  const child = spawn(process.execPath, [...command, ...args], { cwd: folder, env });
  const said = { stdout: "", stderr: "" };
  let sent = false;
  child.stdout.on("data", (text: Buffer) => (said.stdout += text));
  child.stderr.on("data", (text: Buffer) => {
    said.stderr += text;
    if (!sent && said.stderr.includes("at Ctrl-C")) sent = child.kill("SIGINT");
  });
  const code = await new Promise((done) => child.on("close", done));
  assert.equal(code, 130, said.stderr);
  const diagnosis = JSON.parse(said.stdout) as Diagnosis;
  assert.equal(diagnosis.verdict, "undecided");
  assert.equal(diagnosis.budget.interrupted, true);
  assert.match(said.stderr, /Undecided: it was interrupted before its run came to its end/);
  assert.deepEqual(readdirSync(join(folder, "interrupted")).sort(), ["diagnosis.html", "diagnosis.json"]);
});
