import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";
import { result, trainInProcess } from "./killed-training";

const folder = temporaryFolder();

/**
 * Stands for a full disk: the system writes a file up to the limit, then refuses. Anybody may set it. In blocks of 512 or
 * 1024 bytes, as the shell has it: less than a checkpoint (770 kB), more than the step's graph (180 kB).
 */
const limit = "ulimit -f 600;";

test(
  "a full disk is told of, leaves the checkpoint before and nothing half, and the run goes on later",
  { timeout: 120_000 },
  async () => {
    const program = tinyProgram(await tinyDataset(folder), { epochs: 2 });
    const out = join(folder, "run");
    const settings = { program, out, resume: true, checkpoints: { batches: 1 } };
    await trainInProcess(settings, { step: 3, milliseconds: 0 });
    const before = readdirSync(join(out, "checkpoints")).filter((name) => !name.endsWith(".tmp"));
    assert.ok(before.length > 0);

    const full = await trainInProcess(settings, undefined, undefined, limit);
    assert.equal(full.run, undefined);
    assert.match(full.stderr, /InputError: .*checkpoints: the disk is full, or a file may not be so large \(EFBIG\)/);
    assert.match(full.stderr, /The checkpoint before it, step-\d+\.safetensors, is kept/);
    assert.deepEqual(readdirSync(join(out, "checkpoints")), before);

    const straight = await train(program);
    straight.model.dispose();
    assert.deepEqual(result((await trainInProcess(settings)).run!), result(straight));
  },
);
