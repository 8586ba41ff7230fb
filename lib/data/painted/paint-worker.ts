/** A second pair of hands: paints the stretches of a sequence that it is asked for, in a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { type PaintOrder, openStudio } from "./studio";

/** What a worker is asked for: rows `from` to `to` of the split. Its answer is their bytes, one after the other. */
export interface Stretch {
  from: number;
  to: number;
}

const paint = openStudio(workerData as PaintOrder);

parentPort!.on("message", ({ from, to }: Stretch) => {
  const bytes = paint(from, to);
  parentPort!.postMessage(bytes, [bytes.buffer]);
});
