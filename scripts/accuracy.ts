/**
 * npm run accuracy: what a Program reaches, from several seeds, beside a model for each head at the same cost. Every run is
 * kept in a folder and gone on with where it was stopped, so that the same command finishes what a killed one began.
 */
import { join, resolve } from "node:path";
import {
  brokeOff,
  compareAnswers,
  type HeadAnswers,
  InputError,
  openDataset,
  type Program,
  readProgram,
  type Run,
  scoredAnswers,
  table,
  terminalReporter,
  train,
} from "plateau";
import { comparedTable, type Scored, scoreTable } from "./accuracy/tables";
import { command, integerFrom, printJson, run } from "./cli";
import { programPath } from "./program-path";

interface Options {
  data: string;
  program: string;
  seeds: number;
  baselines: number;
  epochs?: number;
  bfloat16?: boolean;
  out: string;
  json?: boolean;
}

const cli = command("accuracy", "Trains a Program from several seeds, and a model for each head alone beside it.")
  .option("--data <dir>", "folder with data*.npy and y_NAME*.npy", "data/paintings")
  .option("--program <file>", "a Program as JSON, or the name of one that comes with the project", "paintings")
  .option("--seeds <n>", "runs of all heads together, from seed 1 on", integerFrom(1), 3)
  .option("--baselines <n>", "runs of each head alone, from seed 1 on", integerFrom(0), 1)
  .option("--epochs <n>", "in place of the program's", integerFrom(1))
  .option("--bfloat16", "with precision bfloat16")
  .option("--out <dir>", "where the runs are kept, a folder each", "runs/accuracy")
  .option("--json", "end with one line of JSON on stdout; everything else goes to stderr")
  .action(async (options: Options) => {
    const { scored, stopped } = await measure(options);
    const say = options.json ? console.error : console.log;
    if (scored.length > 0) say(`\n${table(scoreTable(scored)).text}`);
    const compared = comparedTable(pairs(scored));
    if (compared.length > 0) say(`\n${table(compared).text}`);
    say("intervals: 95 %, of one run over its rows; majority: always answering the training rows' largest class");
    if (stopped) {
      say(`stopped: ${stopped}; the same command goes on`);
      process.exitCode = 130;
    }
    if (options.json)
      printJson(scored.map(({ task, seed, head, score, seconds }) => ({ task, seed, head, ...score, seconds })));
  });

/** Trains what is still to be trained. The runs that tell most come first. */
async function measure(options: Options): Promise<{ scored: Scored[]; stopped?: string }> {
  const { data, epochs, bfloat16 } = options;
  const read = await readProgram(programPath(options.program), { data, ...(epochs && { epochs }) });
  const program: Program = bfloat16 ? { ...read, name: `${read.name}-bfloat16`, precision: "bfloat16" as const } : read;
  const dataset = await openDataset(program.data, program.heads && { heads: Object.keys(program.heads) });
  const reporter = terminalReporter();
  const scored: Scored[] = [];
  try {
    for (const { heads, seed } of runsOf(options, dataset.heads)) {
      const task = heads.length === 1 && dataset.heads.length > 1 ? heads[0] : "multi";
      const chosen = Object.fromEntries(heads.map((head) => [head, program.heads?.[head] ?? {}]));
      const name = `${program.name}-${task}`;
      const out = resolve(options.out, `${name}-${seed}`);
      reporter.say(`${name}, seed ${seed}, in ${join(options.out, `${name}-${seed}`)}`);
      const done = await train({ ...program, name, seed, heads: chosen }, { out, resume: true, reporter });
      const { stopped } = done;
      if (!stopped)
        scored.push(...scoresOf(done, { task, seed, answers: await scoredAnswers(done, dataset, reporter) }));
      done.model.dispose();
      if (stopped && brokeOff(stopped)) throw new InputError(`${out}: ${stopped}`);
      if (stopped) return { scored, stopped };
    }
  } finally {
    await dataset.close();
  }
  return { scored };
}

function runsOf({ seeds, baselines }: Options, heads: string[]): { heads: string[]; seed: number }[] {
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const together = upTo(seeds).map((seed) => ({ heads, seed }));
  if (heads.length === 1) return together;
  return [...together, ...upTo(baselines).flatMap((seed) => heads.map((head) => ({ heads: [head], seed })))];
}

function scoresOf(
  { heads, history }: Run,
  { task, seed, answers }: { task: string; seed: number; answers: Record<string, HeadAnswers> },
): Scored[] {
  const seconds = history.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return Object.entries(heads).map(([head, score]) => ({ task, seed, head, score, answers: answers[head], seconds }));
}

/** A head alone against the same head among others, from the same seed. */
function pairs(scored: Scored[]) {
  return scored.flatMap((alone) => {
    const together = scored.find(
      ({ task, seed, head }) => task === "multi" && seed === alone.seed && head === alone.head,
    );
    if (alone.task === "multi" || !together) return [];
    return [{ seed: alone.seed, ...compareAnswers(alone.answers, together.answers) }];
  });
}

void run(cli);
