import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Stretch } from "./paint-worker";
import { type PaintOrder, openStudio } from "./studio";

/** Rows that are painted and handed over together: a few megabytes at most, a fraction of a second's work. */
const STRETCH_BYTES = 2 << 20;

/** Below this starting a thread costs more than it saves. */
const WORTH_THREADS = 8 << 20;

const MOST_THREADS = 4;

/** Compiled, a worker is plain JavaScript; among the sources it needs Node's options that load TypeScript. */
const EXTENSION = extname(__filename);

/**
 * Paints the pictures of an order, stretch by stretch in their order, on as many cores as help. How many there are
 * changes nothing in the pictures: each has its own source of chance.
 */
export async function* paintRows(order: PaintOrder, threads = threadsFor(order)): AsyncGenerator<Uint8Array> {
  const row = order.height * order.width * 3;
  const stretches = cut(order.count, Math.min(64, Math.max(1, Math.floor(STRETCH_BYTES / row))));
  if (threads < 2) {
    const paint = openStudio(order);
    for (const { from, to } of stretches) yield paint(from, to);
    return;
  }
  const workers = Array.from({ length: threads }, () => new Painter(order));
  try {
    // Two stretches a worker are under way: one being painted, one waiting, and no more in memory.
    const painted = stretches.slice(0, 2 * threads).map((stretch, i) => workers[i % threads].paint(stretch));
    for (let i = 0; i < stretches.length; i++) {
      yield await painted[i];
      const next = i + 2 * threads;
      if (next < stretches.length) painted[next] = workers[next % threads].paint(stretches[next]);
      delete painted[i];
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

function threadsFor({ count, height, width }: PaintOrder): number {
  const worth = count * height * width * 3 >= WORTH_THREADS && (EXTENSION === ".js" || process.execArgv.length > 0);
  return worth ? Math.min(MOST_THREADS, availableParallelism()) : 1;
}

function cut(count: number, size: number): Stretch[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => ({
    from: i * size,
    to: Math.min(count, (i + 1) * size),
  }));
}

/** A worker thread that paints one stretch after the other. */
class Painter {
  private readonly worker: Worker;
  private readonly waiting: { resolve: (bytes: Uint8Array) => void; reject: (error: unknown) => void }[] = [];

  constructor(order: PaintOrder) {
    const execArgv = EXTENSION === ".js" ? [] : process.execArgv;
    this.worker = new Worker(join(__dirname, `paint-worker${EXTENSION}`), { workerData: order, execArgv });
    this.worker.on("message", (bytes: Uint8Array) => this.waiting.shift()!.resolve(bytes));
    this.worker.on("error", (error) => {
      for (const { reject } of this.waiting.splice(0)) reject(error);
    });
  }

  paint(stretch: Stretch): Promise<Uint8Array> {
    const bytes = new Promise<Uint8Array>((resolve, reject) => this.waiting.push({ resolve, reject }));
    // Whoever stops early does not wait for every stretch; an error then is nobody's.
    bytes.catch(() => undefined);
    this.worker.postMessage(stretch);
    return bytes;
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
