import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { InputError, type PaintingsOptions, type Progress, preparePaintings } from "../../../lib/data";
import { jpegOf, put, smallPaintings } from "./painting-set";
import { temporaryFolder } from "./temporary-folder";

const root = temporaryFolder();
/** Three shards of pictures at this size. */
const SIZE = 8;
const COUNT = 300;
let input: { csv: string; images: string };

before(async () => {
  input = await smallPaintings(join(root, "input"), COUNT);
});

function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "base64")]));
}

async function prepare(out: string, options: Partial<PaintingsOptions> = {}) {
  const events: Progress[] = [];
  const reporter = { progress: (event: Progress) => void events.push(event), say() {} };
  const summary = await preparePaintings({ ...input, out: join(root, out), size: SIZE, reporter, ...options });
  return { summary, events };
}

test("killed with SIGKILL and run again: it goes on, and the result is the same to the byte", async () => {
  await prepare("whole");
  const out = join(root, "killed");
  const program = `
    const { preparePaintings } = require("./lib/data/paintings");
    const reporter = { progress: ({ done }) => done < ${COUNT} && process.stdout.write("a shard is done\\n"), say() {} };
    void preparePaintings({ ...${JSON.stringify(input)}, out: ${JSON.stringify(out)}, size: ${SIZE}, reporter });`;
  const child = spawn(process.execPath, ["-r", "ts-node/register", "-e", program], {
    cwd: join(__dirname, "../../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.ok(!existsSync(out), "nothing appears before it is whole");
  assert.ok(existsSync(`${out}.partial`));
  // What a run that was killed while it wrote leaves, and something of somebody's own.
  put(root, { "killed.999999999-0123abcd.tmp/data_train.npy": "", "killed.partial/note.txt": "mine" });

  const { events } = await prepare("killed");
  assert.match(events.find(({ done }) => done > 0)?.note ?? "", /from the run before/);
  assert.deepEqual(filesIn(out), filesIn(join(root, "whole")));
  assert.deepEqual(readdirSync(`${out}.partial`), ["note.txt"], "only what was its own is removed");
  assert.ok(!readdirSync(root).some((name) => name.endsWith(".tmp")));
});

test("stopped by a signal: no result, and what was decoded is not decoded again", async () => {
  const stop = new AbortController();
  const reporter = { progress: () => stop.abort(), say() {} };
  await assert.rejects(prepare("stopped", { reporter, signal: stop.signal }), { name: "AbortError" });
  assert.ok(!existsSync(join(root, "stopped")));
  assert.ok(existsSync(join(root, "stopped.partial")));
  const { summary, events } = await prepare("stopped", { painters: ["painter 1", "painter 0"] });
  assert.match(events[0].note ?? "", /128 from the run before/, "whatever options changed in between");
  assert.equal(summary.rows.train + summary.rows.valid, COUNT);
  assert.ok(!existsSync(join(root, "stopped.partial")), "nothing is left beside it");
});

test("a picture that was changed in between is decoded anew", async () => {
  const stop = new AbortController();
  const reporter = { progress: ({ done }: Progress) => done > 200 && stop.abort(), say() {} };
  await assert.rejects(prepare("changed", { reporter, signal: stop.signal }), { name: "AbortError" });
  put(input.images, { "train/0.jpg": await jpegOf(255, 255, 255) });
  const { events } = await prepare("changed");
  assert.equal(events[0].note, undefined);
  assert.equal(events[1].note, "128 from the run before");
});

test("a damaged or half written shard is not trusted", async () => {
  const stop = new AbortController();
  await assert.rejects(prepare("half", { reporter: { progress: () => stop.abort(), say() {} }, signal: stop.signal }));
  const partial = join(root, "half.partial");
  for (const file of readdirSync(partial).filter((name) => name.endsWith(".json")))
    writeFileSync(join(partial, file), '[{"');
  await prepare("half");
  await prepare("sound");
  assert.deepEqual(filesIn(join(root, "half")), filesIn(join(root, "sound")));
});

test("run again on the finished folder it does nothing; other options or other content are refused", async () => {
  const first = await prepare("done");
  assert.equal(first.summary.already, false);
  const before = filesIn(join(root, "done"));
  const again = await prepare("done");
  assert.equal(again.summary.already, true);
  assert.deepEqual({ ...again.summary, already: false }, first.summary);
  assert.equal(again.events.length, 0);
  await assert.rejects(
    prepare("done", { size: 9 }),
    (error) => error instanceof InputError && /nothing is overwritten/.test(error.message),
  );
  assert.deepEqual(filesIn(join(root, "done")), before);
  rmSync(join(root, "done", "y_genre_valid.npy"));
  await assert.rejects(prepare("done"), /nothing is overwritten/, "a folder that lost a file is not taken for whole");
});

test("a place that cannot be written to is told in words", async () => {
  writeFileSync(join(root, "file"), "");
  await assert.rejects(
    prepare("file"),
    (error) => error instanceof InputError && /expected a folder to write to, found a file/.test(error.message),
  );
  await assert.rejects(prepare("file/below"), (error) => error instanceof InputError);
});
