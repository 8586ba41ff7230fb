/** npm run predict: what each picture is, by the run of a Program. */
import {
  type Answer,
  InputError,
  loadRun,
  percent,
  type PictureAnswer,
  predictEach,
  table,
  terminalReporter,
} from "plateau";
import { command, integerFrom, printJson, run } from "./cli";

interface Options {
  run: string;
  top: number;
  json?: boolean;
}

const cli = command(
  "predict",
  "Says what each picture is, for every head of a run. Pictures that cannot be read are told and left out.",
)
  .argument("<pictures...>", "JPEG, PNG, WebP, TIFF, GIF or AVIF files")
  .requiredOption("--run <dir>", "a run's folder, as train made it")
  .option("--top <n>", "how many classes to name a head", integerFrom(1), 3)
  .option("--json", "end with one line of JSON on stdout; everything else goes to stderr")
  .action(async (pictures: string[], options: Options) => {
    const loaded = await loadRun(options.run);
    const reporter = terminalReporter();
    const answered: (PictureAnswer & { answer: Answer })[] = [];
    const unreadable: { picture: string; error: string }[] = [];
    for await (const { picture, answer, error } of predictEach(loaded, pictures)) {
      if (answer) answered.push({ picture, answer: mostLikely(answer, options.top) });
      else unreadable.push({ picture, error: error!.message });
      const done = answered.length + unreadable.length;
      reporter.progress({ stage: "looking at pictures", done, total: pictures.length, unit: "pictures" });
    }
    if (options.json) {
      printJson({ answers: answered.map(({ picture, answer }) => ({ picture, heads: answer })), unreadable });
    } else if (answered.length > 0) console.log(table(answered.map(rowOf)).text);
    if (unreadable.length > 0) throw new InputError(unreadableText(unreadable, pictures.length));
  });

function mostLikely(answer: Answer, top: number): Answer {
  return Object.fromEntries(Object.entries(answer).map(([head, guesses]) => [head, guesses.slice(0, top)]));
}

function rowOf({ picture, answer }: { picture: string; answer: Answer }): Record<string, string> {
  const cell = (guesses: Answer[string]) => guesses.map(({ name, probability }) => `${name} ${percent(probability)}`);
  const heads = Object.entries(answer).map(([head, guesses]) => [head, cell(guesses).join("\n")]);
  return { picture, ...Object.fromEntries(heads) };
}

function unreadableText(unreadable: { error: string }[], pictures: number): string {
  const lines = unreadable.map(({ error }) => `  ${error}`);
  return [`${unreadable.length} of ${pictures} pictures could not be read:`, ...lines].join("\n");
}

void run(cli);
