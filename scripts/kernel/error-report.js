/** What a failed cell shows: name, message and traceback, as Jupyter's `error` message holds them. */
"use strict";

const { inspect } = require("node:util");

const RED = "\x1b[0;31m";
const PLAIN = "\x1b[0m";

/** A report of something thrown. A person's own mistake (InputError) is told without a stack. */
function reportThrown(thrown) {
  if (isInterrupt(thrown)) return interrupted();
  if (!(thrown instanceof Error) && typeof thrown?.stack !== "string") {
    return report("Error", `${inspect(thrown)} was thrown`, []);
  }
  const name = thrown.name || "Error";
  const lines = name === "InputError" ? [] : stackOf(thrown);
  return report(name, String(thrown.message), lines);
}

/** A report of what the compiler found in a cell. */
function reportDiagnostics(diagnostics, code) {
  const first = diagnostics[0];
  const shown = diagnostics.flatMap((each) => ["", `${placeOf(each)}: ${each.text}`, ...excerpt(each, code)]);
  return report("CompileError", `${placeOf(first)}: ${first.text}`, shown);
}

function interrupted() {
  return report("Interrupted", "the cell was stopped by an interrupt", []);
}

function notRun(why) {
  return report("NotRun", why, []);
}

function report(ename, evalue, lines) {
  return { ename, evalue, traceback: [`${RED}${ename}${PLAIN}: ${evalue}`, ...lines] };
}

/** tslab's own error, and what Node throws out of code that was running when the signal came. */
function isInterrupt(thrown) {
  return thrown?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" || thrown?.message === "Interrupted asynchronously";
}

/**
 * The stack without the kernel's own frames. Places in a cell are those of the JavaScript that it was compiled to,
 * which would mislead: they are left out.
 */
function stackOf(error) {
  const lines = inspect(error).split("\n");
  const frames = lines.findIndex((line) => /^\s+at /.test(line));
  if (frames < 0) return [];
  return lines
    .slice(frames)
    .filter((line) => !/node:internal\/|node:vm|tslab[\\/]dist|scripts[\\/]kernel[\\/]/.test(line))
    .map((line) => line.replace(/\(?evalmachine\.<anonymous>:\d+:\d+\)?/, "(in a cell)"));
}

const placeOf = ({ file, line, column }) => `${file ? `${file}, ` : ""}line ${line}, column ${column}`;

function excerpt({ file, line, column }, code) {
  const source = file ? undefined : code.split("\n")[line - 1];
  return source === undefined ? [] : [`    ${source}`, `    ${" ".repeat(column - 1)}${RED}^${PLAIN}`];
}

module.exports = { interrupted, notRun, reportDiagnostics, reportThrown };
