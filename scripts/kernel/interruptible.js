/**
 * Interrupts (SIGINT) while a cell's own JavaScript runs. tslab runs every cell with Node's breakOnSigint, which can end
 * an endless loop, but has two faults in Node 20 to 24: a signal that comes just as the script ends is lost, and a
 * listener that the script has added to SIGINT never hears it: the process ends instead. Training adds one.
 */
"use strict";

const vm = require("node:vm");

let breaks = false;

// A cell with an await goes back to the event loop, where listeners hear the signal: it needs no breaking, and so has
// neither fault. tslab wraps such a cell in an async function.
const { runInThisContext } = vm;
vm.runInThisContext = (code, options) => {
  if (!options?.breakOnSigint) return runInThisContext(code, options);
  breaks = !code.startsWith("(async ");
  return runInThisContext(code, { ...options, breakOnSigint: breaks });
};

/** Starts a cell by calling `execute`, and answers its promise. */
function interruptible(execute) {
  breaks = false;
  const execution = execute();
  // By now the part before the first await has run. For a cell without one, listening anew mends the second fault.
  if (breaks) listenAgain();
  return execution;
}

function listenAgain() {
  const listeners = process.rawListeners("SIGINT");
  process.removeAllListeners("SIGINT");
  for (const listener of listeners) process.on("SIGINT", listener);
}

module.exports = { interruptible };
