import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { peersAreThere } from "../../bench/peers-environment";
import { commandEnvironment } from "../../setup/environment";
import { at, root } from "../../setup/paths";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset } from "../train/tiny-program";

const folder = temporaryFolder();
let data: string;

before(async () => {
  data = await tinyDataset(folder);
});

function bench(args: string[]) {
  const child: ChildProcess = spawn(process.execPath, ["-r", "ts-node/register", at("scripts/bench.ts"), ...args], {
    cwd: root,
    env: commandEnvironment(root, process.env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) child[name]!.on("data", (text: Buffer) => (said[name] += text));
  const ended = new Promise<number | null>((done) => child.on("close", done));
  return { child, said, ended };
}

interface Line {
  width: number;
  batch: number;
  engines: Record<string, { imagesPerSecond: number; peakMemoryMB: number }>;
  ratio: Record<string, number>;
}

async function figures(args: string[]): Promise<Line> {
  const { said, ended } = bench(["--data", data, "--quick", "--width", "0.05", "--json", ...args]);
  assert.equal(await ended, 0, said.stderr);
  assert.match(said.stderr, /images\/s/);
  const lines = said.stdout.trimEnd().split("\n");
  assert.equal(lines.length, 1);
  return JSON.parse(lines[0]) as Line;
}

test("Plateau's own side trains in slices and tells its speed and memory", { timeout: 120_000 }, async () => {
  const { width, batch, engines, ratio } = await figures(["--no-peers"]);
  assert.deepEqual({ width, batch }, { width: 0.05, batch: 10 });
  assert.deepEqual(Object.keys(engines), ["plateau"]);
  assert.ok(engines.plateau.imagesPerSecond > 10 && engines.plateau.peakMemoryMB > 50, JSON.stringify(engines));
  assert.deepEqual(ratio, {});
});

const missing = peersAreThere() ? false : "Keras and PyTorch are not there: npm run bench installs them";

test("from the same weights all three do the same work", { timeout: 300_000, skip: missing }, async () => {
  const { engines, ratio } = await figures([]);
  assert.deepEqual(Object.keys(engines), ["plateau", "keras", "torch"]);
  assert.ok(ratio.keras > 0 && ratio.torch > 0, JSON.stringify(ratio));
});

const elsewhere = process.platform === "linux" ? false : "finds the engine's process by /proc";

test(
  "stopped, it exits with 130 and leaves neither a process nor a file",
  { timeout: 120_000, skip: elsewhere },
  async () => {
    const { child, said, ended } = bench([
      "--data",
      data,
      "--no-peers",
      "--width",
      "0.05",
      "--batch",
      "10",
      "--pairs",
      "500",
    ]);
    const worker = await workerOf(child);
    child.kill("SIGINT");
    assert.equal(await ended, 130, said.stderr);
    assert.match(said.stderr, /Stopped \(SIGINT\)/);
    while (isAlive(worker)) await sleep(50);
    assert.deepEqual(
      readdirSync(tmpdir()).filter((name) => name.startsWith(`plateau-bench-${child.pid}-`)),
      [],
    );
  },
);

/** Waits for the bench's first engine and answers its process number. */
async function workerOf({ pid }: ChildProcess): Promise<number> {
  for (;;) {
    const [found] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    if (found) return Number(found);
    await sleep(50);
  }
}

/** A dead process that nobody has asked for yet, a zombie, is none. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
