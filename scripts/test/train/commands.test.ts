import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram, tintedPictures } from "./tiny-program";

const root = resolve(__dirname, "../../..");
const folder = temporaryFolder();
const out = join(folder, "run");
let data: string;
let program: string;

before(async () => {
  data = await tinyDataset(folder);
  program = join(folder, "tiny.json");
  writeFileSync(program, JSON.stringify({ ...tinyProgram(data), data: undefined }));
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command of scripts/ from the temporary folder; it is sent `signal` once stderr holds the words `at`. */
function npmRun(name: string, args: string[], stop?: { at: string; signal: NodeJS.Signals }): Promise<Ended> {
  const script = resolve(root, "scripts", `${name}.ts`);
  const env = { ...process.env, TS_NODE_PROJECT: join(root, "tsconfig.json"), TF_CPP_MIN_LOG_LEVEL: "3" };
  const register = resolve(root, "node_modules/ts-node/register");
  const child = spawn(process.execPath, ["-r", register, script, ...args], { cwd: folder, env });
  const ended: Ended = { code: null, stdout: "", stderr: "" };
  let waiting = stop !== undefined;
  child.stdout.on("data", (text: Buffer) => (ended.stdout += text));
  child.stderr.on("data", (text: Buffer) => {
    ended.stderr += text;
    if (!waiting || !ended.stderr.includes(stop!.at)) return;
    waiting = false;
    child.kill(stop!.signal);
  });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ ...ended, code }));
  });
}

const lines = (text: string) => text.trimEnd().split("\n");

test("train --json ends stdout with the promised line; predict then answers, and tells what it cannot read", async () => {
  const trained = await npmRun("train", [
    "--data",
    data,
    "--program",
    program,
    "--epochs",
    "3",
    "--out",
    out,
    "--json",
  ]);
  assert.equal(trained.code, 0, trained.stderr);
  assert.equal(lines(trained.stdout).length, 1);
  const answer = JSON.parse(trained.stdout) as Record<string, Record<string, object>>;
  assert.deepEqual(Object.keys(answer), ["heads", "imagesPerSecond", "peakMemoryMB", "weightsSha256"]);
  const keys = ["accuracy", "interval", "majority", "chance", "loss", "rows"];
  assert.deepEqual(Object.keys(answer.heads.tint), keys);
  assert.match(trained.stderr, /epoch 3\/3: loss [\s\S]*majority[\s\S]*tint/);
  assert.ok(existsSync(join(out, "weights.bin")));

  const again = await npmRun("train", ["--out", out, "--resume", "--json"]);
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stderr, /that run is finished \(3 epochs are done\)/);
  assert.equal(lines(again.stdout).at(-1), lines(trained.stdout).at(-1));

  const { pixels } = tintedPictures(1, 5);
  const picture = join(folder, "one.png");
  await sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } }).toFile(picture);
  copyFileSync(program, join(folder, "broken.jpg"));
  const asked = ["--run", out, "one.png", "broken.jpg", "--top", "1"];
  const [words, json] = [await npmRun("predict", asked), await npmRun("predict", [...asked, "--json"])];
  assert.deepEqual([words.code, json.code], [2, 2]);
  assert.match(words.stdout, /one\.png.*(red|green|blue) \d+\.\d %/);
  assert.match(words.stderr, /1 of 2 pictures could not be read:\n {2}broken\.jpg: expected a picture/);
  assert.doesNotMatch(words.stderr, /\n {4}at /);
  const { answers, unreadable } = JSON.parse(lines(json.stdout).at(-1)!) as Record<string, Record<string, object>[]>;
  assert.deepEqual([answers.length, unreadable.length], [1, 1]);
  assert.equal((answers[0].heads as Record<string, object[]>).tint.length, 1);
});

test("accuracy trains from several seeds and each head alone, and takes up what it has", async () => {
  const args = ["--data", data, "--program", program, "--seeds", "1", "--baselines", "1", "--out", "accuracy"];
  const together = await npmRun("accuracy", [...args, "--baselines", "0", "--json"]);
  assert.equal(together.code, 0, together.stderr);
  const all = await npmRun("accuracy", [...args, "--json"]);
  assert.equal(all.code, 0, all.stderr);
  assert.match(all.stderr, /tiny-multi-1: that run is finished/);
  assert.match(all.stderr, /with the others[\s\S]*alone[\s\S]*together less alone/);
  const runs = JSON.parse(lines(all.stdout).at(-1)!) as { task: string; head: string; accuracy: number }[];
  assert.deepEqual(
    runs.map(({ task, head }) => `${task} ${head}`),
    ["multi tint", "multi light", "tint tint", "light light"],
  );
  assert.deepEqual(runs.slice(0, 2), JSON.parse(lines(together.stdout).at(-1)!));
});

test("train --find-rate suggests rates instead of training, and keeps their curve", async () => {
  const picture = join(folder, "rates");
  const args = ["--data", data, "--program", program, "--find-rate", "--out", picture, "--json"];
  const { code, stdout, stderr } = await npmRun("train", args);
  const found = JSON.parse(lines(stdout).at(-1)!) as Record<"rates" | "losses", number[]> & { doubt?: string };
  assert.equal(code, found.doubt === undefined ? 0 : 1, stderr);
  assert.equal(found.rates.length, found.losses.length);
  assert.match(
    stderr,
    found.doubt === undefined ? /valley .*\n.*steepest .*\n.*minimum / : /no learning rate to suggest/,
  );
  assert.ok(existsSync(join(picture, "learning-rate.png")));
});

test("killed with -9 and resumed, a training says where it goes on and ends with the weights of one that was not", async () => {
  const args = ["--data", data, "--program", program, "--epochs", "12", "--checkpoint-seconds", "0", "--json"];
  const [whole, killed] = [
    ["--out", "runs/whole"],
    ["--out", "runs/killed"],
  ].map((to) => [...args, ...to]);
  const expected = await npmRun("train", whole);
  assert.equal(expected.code, 0, expected.stderr);
  assert.equal((await npmRun("train", killed, { at: "epoch 2/12", signal: "SIGKILL" })).code, null);
  const resumed = await npmRun("train", ["--out", "runs/killed", "--resume", "--json"]);
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(resumed.stderr, /going on from checkpoint step-\d+\.safetensors/);
  const [was, is] = [expected, resumed].map(({ stdout }) => JSON.parse(lines(stdout).at(-1)!) as object);
  assert.deepEqual({ ...is, imagesPerSecond: 0, peakMemoryMB: 0 }, { ...was, imagesPerSecond: 0, peakMemoryMB: 0 });
});

test("one task alone; Ctrl-C stops it with what there is, exit code 130", { timeout: 60_000 }, async () => {
  const args = ["--data", data, "--program", program, "--task", "light", "--epochs", "5000"];
  const ended = await npmRun("train", args, { at: "epoch 2/5000", signal: "SIGINT" });
  assert.equal(ended.code, 130, ended.stderr);
  assert.match(ended.stdout, /light[\s\S]*stopped: interrupted\nkept in runs\/tiny-1/);
  const kept = JSON.parse(readFileSync(join(folder, "runs/tiny-1/scores.json"), "utf8")) as { stopped: string };
  assert.equal(kept.stopped, "interrupted");
});

test("wrong usage and input exit with 2, in words", async () => {
  const cases: [string, string[], RegExp][] = [
    ["train", ["--program", program], /data: expected the folder of its arrays/],
    ["train", ["--data", data, "--program", program, "--task", "colour"], /no labels for the head "colour": found/],
    ["train", ["--data", data, "--out", out], /expected a new or empty folder/],
    ["train", ["--data", data, "--resume"], /--resume: expected --out DIR/],
    ["train", ["--resume", "--out", out, "--seed", "9"], /seed was 3, is 9 now/],
    ["predict", ["--run", data, "one.png"], /expected a run's folder/],
    ["predict", ["one.png"], /required option '--run <dir>'/],
  ];
  const ended = await Promise.all(cases.map(([name, args]) => npmRun(name, args)));
  ended.forEach(({ code, stderr }, i) => {
    assert.equal(code, 2, stderr);
    assert.match(stderr, cases[i][2]);
  });
});
