/**
 * Plateau's side of the bench: trains a Program through `train` in a process of its own, an epoch whenever a line on stdin
 * asks for one, and answers each with a line of JSON on stdout. The end of stdin ends the process. Plain JavaScript over
 * the compiled library, as a script of one's own would be: no TypeScript compiler counts in its memory.
 */
"use strict";

const { mkdir } = require("node:fs/promises");
const { join } = require("node:path");
const readline = require("node:readline");
const { openNpy, readNpy, tf, train, writeNpy } = require("plateau");

const job = JSON.parse(process.argv[2]);

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** Waits for the next line; lines that came before anybody waited are kept. */
function wordsOf(stream) {
  const come = [];
  const waiting = [];
  const lines = readline.createInterface({ input: stream });
  lines.on("line", () => (waiting.length > 0 ? waiting.shift()() : come.push(true)));
  lines.on("close", () => process.exit(0));
  return () => (come.shift() ? Promise.resolve() : new Promise((done) => waiting.push(done)));
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Every epoch of the one training is a slice, and waits for its word. Nothing is done between its batches. */
class SliceAnEpoch {
  constructor() {
    this.word = wordsOf(process.stdin);
  }

  setTraining(training) {
    this.model = training.model;
  }

  async onTrainBegin() {
    if (job.saveFirstWeights) await saveWeights(this.model, job.firstWeights);
    say({
      engine: `Plateau (TensorFlow ${tf.backend().binding.TF_Version})`,
      parameters: this.model.countParams(),
      firstLoss: job.probeRows > 0 ? await firstLoss(this.model) : NaN,
    });
  }

  async onEpochBegin() {
    const sleptFrom = cpuSeconds();
    await this.word();
    this.idleCpuSeconds = cpuSeconds() - sleptFrom;
    this.cpu = cpuSeconds();
    this.clock = performance.now();
  }

  onEpochEnd(epoch, logs) {
    const seconds = (performance.now() - this.clock) / 1000;
    const heads = Object.keys(job.heads);
    say({
      seconds,
      cpuSeconds: cpuSeconds() - this.cpu,
      idleCpuSeconds: this.idleCpuSeconds,
      loss: heads.length > 1 ? heads.reduce((sum, head) => sum + logs[`${head}_loss`], 0) : logs.loss,
      peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    });
  }
}

/** The sum of the heads' cross-entropies over the first rows, before anything is learned. */
async function firstLoss(model) {
  const file = await openNpy(join(job.folder, "data_train.npy"));
  const rows = Array.from({ length: job.probeRows }, (_, i) => i);
  const x = tf.tensor4d(Float32Array.from(await file.rows(rows)), [job.probeRows, ...job.imageShape]);
  await file.close();
  const answers = [model.predict(x)].flat();
  let sum = 0;
  for (const [i, [head, classes]] of Object.entries(job.heads).entries()) {
    const { data } = await readNpy(join(job.folder, `y_${head}_train.npy`));
    const probabilities = answers[i].dataSync();
    for (const row of rows) sum -= Math.log(probabilities[row * classes + data[row]]) / job.probeRows;
  }
  tf.dispose([x, answers]);
  return sum;
}

/** One file a weight, NAME.0.npy and on, in Keras's layout. */
async function saveWeights(model, folder) {
  await mkdir(folder, { recursive: true });
  for (const layer of model.layers) {
    for (const [i, weight] of layer.getWeights().entries()) {
      await writeNpy(join(folder, `${layer.name}.${i}.npy`), weight.dataSync(), weight.shape);
    }
  }
}

train(job.program, { callbacks: [new SliceAnEpoch()] }).catch((error) => {
  console.error(error);
  process.exit(1);
});
