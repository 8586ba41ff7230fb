/**
 * Failures that belong to no await: a rejection that nobody handled, something thrown out of a timer or an event. They
 * reach the process, not the cell that caused them; here they are kept until a cell can be failed for them.
 */
"use strict";

// What a cell started and did not await is given this long to end or fail before the cell counts as done.
const PATIENCE_MS = 2000;
// Work that ends by itself. Servers, sockets and child processes stay, and are not waited for.
const ENDS_BY_ITSELF = new Set(["Timeout", "Immediate", "FSReqCallback", "FSReqPromise"]);

class Failures {
  /** @param onFailure called with each thing thrown or rejected with, as it comes */
  constructor(onFailure) {
    process.on("uncaughtException", onFailure);
    process.on("unhandledRejection", onFailure);
  }

  /** How much is under way, to be compared before and after a cell. */
  static underWay() {
    return process.getActiveResourcesInfo().filter((kind) => ENDS_BY_ITSELF.has(kind)).length;
  }

  /**
   * Waits until no more is under way than before the cell, or `ended` says stop, or patience is at its end.
   * @param before what underWay() was before the cell
   */
  static async settle(before, ended) {
    // Rejections without a handler are reported once the promise jobs of a turn are done.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const until = Date.now() + PATIENCE_MS;
    while (!ended() && Failures.underWay() > before && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10).unref());
    }
  }
}

module.exports = { Failures };
