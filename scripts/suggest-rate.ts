/** npm run train -- --find-rate: which learning rates a Program might be trained with, instead of a training. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { figureToPng, findLearningRate, learningRateCurve, type Program, table, terminalReporter } from "plateau";
import { printJson } from "./cli";

const MEANINGS = {
  valley: "well down the slope, the one to begin with",
  steepest: "where the loss falls fastest",
  minimum: "a tenth of the rate of the least loss, the largest to try",
};

/** Exit code 1 where no rate can be suggested. */
export async function suggestRate(program: Program, options: { out?: string; json?: boolean }): Promise<void> {
  const found = await findLearningRate(program, { reporter: terminalReporter() });
  const say = options.json ? console.error : console.log;
  if (found.doubt !== undefined) {
    say(`no learning rate to suggest: ${found.doubt}`);
    process.exitCode = 1;
  } else {
    const rows = (Object.keys(MEANINGS) as (keyof typeof MEANINGS)[]).map((name) => ({
      suggestion: name,
      "learning rate": found[name].toExponential(1),
      "what it is": MEANINGS[name],
    }));
    say(`\n${table(rows).text}`);
  }
  if (found.stopped === "interrupted") process.exitCode = 130;
  if (options.out !== undefined) say(`curve in ${await keepCurve(found, options.out)}`);
  if (options.json) printJson(found);
}

async function keepCurve(found: Parameters<typeof learningRateCurve>[0], out: string): Promise<string> {
  const path = join(out, "learning-rate.png");
  await mkdir(out, { recursive: true });
  await writeFile(path, await figureToPng(learningRateCurve(found)));
  return path;
}
