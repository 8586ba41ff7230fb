/** Runs cells one after the other and says how each ended. */
"use strict";

const { Failures } = require("./failures");
const { interruptible } = require("./interruptible");
const { interrupted, notRun, reportDiagnostics, reportThrown } = require("./error-report");

// Training stops after its batch when it is interrupted, and the cell then ends well, with what was learned. This is
// how long that may take before the cell is ended regardless.
const GRACE_MS = 10_000;
const GRACE_AFTER_FAILURE_MS = 200;
// Requests that a front end sent together arrive within this time: those behind a failed cell are not run.
const GATHER_MS = 50;

const LATE = "Something that an earlier cell started and did not await failed after that cell had ended";

class Cells {
  count = 0;
  #executor;
  #queue = [];
  #atWork = false;
  /** The cell that runs: its failures, and whether it was interrupted. */
  #current;
  #last;
  #late;

  constructor() {
    new Failures((thrown) => this.#fail(thrown));
    process.on("SIGINT", () => this.interrupt());
  }

  /** What tslab's executor tells: what a cell's last expression is, and why a cell failed. */
  get console() {
    return {
      log: (...args) => console.log(...args),
      error: (...args) => this.#told(args),
    };
  }

  attach(executor) {
    this.#executor = executor;
  }

  /**
   * Runs a cell when those before it are done.
   * @param request content of Jupyter's execute_request
   * @param output  { input, stream, display, error }: where the cell's messages go
   * @returns content of the execute_reply
   */
  submit(request, output) {
    return new Promise((resolve) => {
      this.#queue.push({ request, output, resolve });
      if (!this.#atWork) void this.#work();
    });
  }

  async #work() {
    this.#atWork = true;
    while (this.#queue.length > 0) {
      const cell = this.#queue.shift();
      const { reply, stop } = await this.#run(cell);
      if (stop) await this.#skipWaiting(stop);
      cell.resolve(reply);
    }
    this.#atWork = false;
  }

  async #run({ request, output }) {
    const counted = !request.silent && request.store_history !== false;
    if (counted) this.count += 1;
    if (!request.silent) output.input(request.code, this.count);
    if (this.#late) return this.#refuse(output);
    const cell = { failures: [], diagnostics: [], interrupted: false, ended: false, output };
    this.#current = this.#last = cell;
    redirectOutput(output);
    const before = Failures.underWay();
    const ok = await this.#execute(request.code, cell);
    if (ok) await Failures.settle(before, () => cell.failures.length > 0 || cell.interrupted);
    cell.ended = true;
    this.#current = undefined;
    const report = reportOf(cell, ok, request.code);
    const stopOnError = request.stop_on_error !== false;
    if (report) return { reply: this.#failed(report, output), stop: stopOnError && "an earlier cell failed" };
    return {
      reply: { status: "ok", execution_count: this.count, user_expressions: {}, payload: [] },
      stop: cell.interrupted && "the kernel was interrupted",
    };
  }

  async #execute(code, cell) {
    try {
      return await interruptible(() => this.#executor.execute(code));
    } catch (error) {
      // tslab's converter itself failed.
      cell.failures.push(error);
      return false;
    }
  }

  /** A failure that came between two cells fails the next one, which is the first place where it can be seen. */
  #refuse(output) {
    const late = this.#late;
    this.#late = undefined;
    const report = { ...late, evalue: `${LATE}, so this cell was not run: ${late.ename}: ${late.evalue}` };
    return { reply: this.#failed(report, output), stop: "an earlier cell failed" };
  }

  #failed(report, output) {
    output.error(report);
    return { status: "error", execution_count: this.count, ...report };
  }

  /** Cells that were sent together with one that failed are not run, and say so. */
  async #skipWaiting(why) {
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    for (const { output, resolve } of this.#queue.splice(0)) {
      const report = notRun(`not run, because ${why}`);
      output.error(report);
      resolve({ status: "error", execution_count: this.count, ...report });
    }
  }

  /** tslab's executor reports what the compiler found with a format string, and what was thrown by itself. */
  #told([first, ...rest]) {
    const cell = this.#current;
    if (first === "%s%d:%d - %s" && rest.length === 4) {
      const [file, line, column, text] = rest;
      cell?.diagnostics.push({ file: file.trim(), line, column, text });
    } else {
      cell?.failures.push(first);
    }
  }

  #fail(thrown) {
    const cell = this.#current;
    if (cell) {
      cell.failures.push(thrown);
      this.#end(cell, GRACE_AFTER_FAILURE_MS);
      return;
    }
    const report = reportThrown(thrown);
    this.#late ??= report;
    this.#last?.output.stream("stderr", `${LATE}:\n${report.traceback.join("\n")}\n`);
  }

  /** Ends the cell that runs: by itself where what runs in it listens to SIGINT, and regardless after a while. */
  interrupt() {
    const cell = this.#current;
    if (!cell) return;
    const again = cell.interrupted;
    cell.interrupted = true;
    const listensItself = process.listenerCount("SIGINT") > 1;
    if (again || !listensItself) this.#executor.interrupt();
    else this.#end(cell, GRACE_MS);
  }

  #end(cell, after) {
    setTimeout(() => {
      if (!cell.ended) this.#executor.interrupt();
    }, after).unref();
  }
}

/** What a cell writes goes to its output, also when it writes after its end. */
function redirectOutput(output) {
  for (const name of ["stdout", "stderr"]) {
    const decoder = new TextDecoder();
    process[name].write = (data, encoding, callback) => {
      output.stream(name, typeof data === "string" ? data : decoder.decode(data, { stream: true }));
      const done = typeof encoding === "function" ? encoding : callback;
      if (done) process.nextTick(done);
      return true;
    };
  }
}

/** Why the cell failed, or undefined when it did not. */
function reportOf(cell, ok, code) {
  if (cell.diagnostics.length > 0) return reportDiagnostics(cell.diagnostics, code);
  if (cell.failures.length > 0) return reportThrown(cell.failures[0]);
  return ok ? undefined : interrupted();
}

module.exports = { Cells };
