/**
 * Starts the TypeScript kernel for one notebook: node scripts/kernel/launcher.js CONNECTION_FILE (see kernel.json in
 * .venv/share/jupyter/kernels/tslab, which set-up writes). tslab converts and runs the cells; this project's part is
 * strict types, error messages as Jupyter defines them, failures that nobody awaited, and interrupts.
 */
"use strict";

const path = require("node:path");
const { typescriptForCells } = require("./typescript");
const { createExecutor } = require("tslab/dist/executor");
const { Cells } = require("./cells");
const { KernelServer } = require("./server");

const root = path.resolve(__dirname, "../..");

function start(connectionFile) {
  const cells = new Cells();
  const here = process.cwd();
  const importsFrom = canImportFrom(here) ? here : root;
  // tslab takes the folder that imports start from, and that of its own files, from the current one.
  process.chdir(importsFrom);
  const executor = createExecutor(importsFrom, typescriptForCells(), cells.console);
  process.chdir(here);
  cells.attach(executor);
  void new KernelServer(executor, cells, connectionFile).init();
  endWithParent();
}

/** A notebook inside the project finds the library by itself; one from elsewhere is given the project's packages. */
function canImportFrom(folder) {
  try {
    require.resolve("plateau/package.json", { paths: [folder] });
    return true;
  } catch {
    return false;
  }
}

/** Ends the kernel when the program that started it was killed and could not end it. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 2000).unref();
}

start(process.argv[2]);
