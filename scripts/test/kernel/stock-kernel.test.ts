import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { at } from "../../setup/paths";
import { driveKernel, printed } from "./drive-kernel";

const USES_PLATEAU =
  'import { tf } from "plateau";\nconst two: number = tf.tidy(() => tf.ones([2]).sum().dataSync()[0]);\ntwo';

let jupyterPath: string;

before(() => {
  jupyterPath = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-stock-kernel-"));
  const folder = path.join(jupyterPath, "kernels/stock-tslab");
  fs.mkdirSync(folder, { recursive: true });
  const argv = [process.execPath, at("node_modules/tslab/bin/tslab"), "kernel", "--config-path", "{connection_file}"];
  fs.writeFileSync(
    path.join(folder, "kernel.json"),
    JSON.stringify({ argv, display_name: "stock", language: "typescript" }),
  );
});

after(() => fs.rmSync(jupyterPath, { recursive: true, force: true }));

test("a stock tslab kernel imports the library by its name", async () => {
  const { answers } = await driveKernel([[USES_PLATEAU]], {
    kernel: "stock-tslab",
    env: { JUPYTER_PATH: jupyterPath },
  });
  assert.equal(answers[0][0].reply?.status, "ok");
  assert.equal(printed(answers[0][0]), "2\n");
  assert.deepEqual(
    answers[0][0].messages.filter(({ name }) => name === "stderr"),
    [],
  );
});

test("the project's kernel does so for a notebook outside the project, too", async () => {
  const code = `${USES_PLATEAU};\nconsole.log(two, process.cwd())`;
  const { answers } = await driveKernel([[code]], { cwd: jupyterPath });
  assert.equal(printed(answers[0][0]), `2 ${fs.realpathSync(jupyterPath)}\n`);
});
