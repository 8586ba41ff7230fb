/**
 * npm run story: who did it? Every suspect put into a program that learns and into or out of the question's, every remedy of its
 * answer, the smallest set of changes, each from several seeds; and the tables of what came of it.
 */
import { mkdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { InputError, openDataset, terminalReporter, trialRecords } from "plateau";
import writeFileAtomic from "write-file-atomic";
import { command, integerFrom, printJson, run } from "./cli";
import { type StorySettings, tellStory } from "./story/stages";
import { markdown, storyCost, storyTables, type ToldStory } from "./story/tables";

interface Options {
  data: string;
  width: number;
  epochs: number;
  seeds: number;
  longEpochs: number;
  wideWidth: number;
  wideEpochs: number;
  records: string;
  out: string;
  minutes?: number;
  json?: boolean;
}

const cli = command(
  "story",
  "Tries every suspect and every remedy of the question from several seeds, and writes tables of what came of it.",
)
  .option("--data <dir>", "folder with data*.npy and y_NAME*.npy", "data/paintings")
  .option("--width <share>", "of the question's filters", factor, 0.25)
  .option("--epochs <n>", "the question's short epochs that a training has", integerFrom(2), 5)
  .option("--seeds <n>", "seeds, from 1 on", integerFrom(1), 3)
  .option("--long-epochs <n>", "short epochs of what stays flat, to tell late from never", integerFrom(2), 20)
  .option("--wide-width <share>", "width of the check at the end; 0 for none", factor, 1)
  .option("--wide-epochs <n>", "short epochs of that check", integerFrom(2), 8)
  .option("--records <dir>", "where finished trainings are kept, a small file each", "runs/story")
  .option("--out <dir>", "where the tables go", "scripts/story")
  .option("--minutes <n>", "begin no further stage after so long; 0 for tables of what is recorded", Number)
  .option("--json", "end with one line of JSON on stdout; everything else goes to stderr")
  .action(async (options: Options) => {
    const settings = settingsOf(options);
    const stop = new AbortController();
    const told = await tell(options, settings, stop);
    if (options.json) printJson(told);
    if (told.missing.length > 0) {
      console.error(`not run: ${told.missing.join("; ")}. The same command goes on.`);
      if (options.minutes === undefined) process.exitCode = 130;
    }
  });

function settingsOf({ width, epochs, seeds, longEpochs, wideWidth, wideEpochs }: Options): StorySettings {
  const wide = { width: wideWidth, epochs: wideEpochs };
  if (width === 0) throw new InputError("--width: expected more than 0.");
  return { width, epochs, seeds: Array.from({ length: seeds }, (_, i) => i + 1), longEpochs, wide };
}

async function tell(options: Options, settings: StorySettings, stop: AbortController): Promise<ToldStory> {
  const reporter = terminalReporter();
  const dataset = await openDataset(options.data);
  const end = () => stop.abort();
  const timer = options.minutes === undefined ? undefined : setTimeout(end, options.minutes * 60_000);
  process.once("SIGTERM", end).once("SIGINT", end);
  if (options.minutes === 0) end();
  try {
    const records = await trialRecords(options.records, dataset, reporter);
    const name = basename(resolve(options.data));
    await mkdir(resolve(options.out), { recursive: true });
    const write = async (story: Parameters<typeof storyTables>[0]) => {
      const told = toldStory(story, settings, options);
      await writeFileAtomic(join(resolve(options.out), `${name}.json`), `${JSON.stringify(told, undefined, 1)}\n`);
      await writeFileAtomic(join(resolve(options.out), `${name}.md`), markdown(told));
      return told;
    };
    return await write(await tellStory(settings, { dataset, records, reporter, signal: stop.signal, write }));
  } finally {
    clearTimeout(timer);
    process.off("SIGTERM", end).off("SIGINT", end);
    await dataset.close();
  }
}

function toldStory(story: Parameters<typeof storyTables>[0], settings: StorySettings, options: Options): ToldStory {
  const asked = [`--data ${options.data}`, ...(options.width === 0.25 ? [] : [`--width ${options.width}`])];
  return {
    command: `npm run story -- ${asked.join(" ")} --epochs ${options.epochs} --seeds ${options.seeds}`,
    data: options.data,
    settings,
    cost: { ...storyCost(story), machine: `${availableParallelism()} cores, shared with other work` },
    missing: story.missing,
    tables: storyTables(story, settings),
  };
}

function factor(text: string): number {
  const value = Number(text);
  if (value >= 0) return value;
  throw new InputError(`expected a factor from 0 up, found ${text}.`);
}

void run(cli);
