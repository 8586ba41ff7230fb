/** `npm run keep-outputs`: the outputs of a default run go into the notebooks that are committed. */
import { existsSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { InputError } from "plateau";
import { command, run } from "./cli";
import { formatNotebook } from "./notebook-format/format";
import { presentSource } from "./notebook-format/freshness";
import { readNotebook, readNotebooks } from "./notebook-format/notebook";
import type { Execution } from "./notebooks/executed";

const root = resolve(__dirname, "..");

const cli = command(
  "keep-outputs",
  "Puts the outputs of a default run (npm start) into the notebooks that are committed.",
)
  .argument("[names...]", "which notebooks; all when none is named")
  .option("--from <dir>", "folder of the executed notebooks", join(root, "results"))
  .action(async (names: string[], { from }: { from: string }) => {
    const wanted = readNotebooks(join(root, "notebooks")).filter(
      ({ name }) => names.length === 0 || names.some((each) => name.startsWith(basename(each, ".ipynb"))),
    );
    if (wanted.length === 0) throw new InputError(`no notebook is named ${names.join(", ")}.`);
    const texts = [];
    for (const { name, path, notebook } of wanted) {
      const executed = executedCopy(join(from, `${name}.ipynb`));
      const source = presentSource(notebook);
      if (presentSource(executed, source.library).cells !== source.cells) {
        throw new InputError(`${name} was changed after it was run: run it again (npm run notebooks -- ${name}).`);
      }
      texts.push({ name, path, text: await formatNotebook({ ...executed, metadata: { plateau: source } }) });
    }
    for (const { name, path, text } of texts) {
      writeFileSync(path, text);
      console.log(`${name}: outputs kept, ${Math.round(text.length / 1000)} kB`);
    }
  });

/** Only a default run's outputs are the project's own: other data may hold pictures that are not. */
function executedCopy(path: string) {
  if (!existsSync(path)) throw new InputError(`${path} is not there: run the notebooks first (npm run notebooks).`);
  const { name, notebook } = readNotebook(path);
  const { status, data, profile } = notebook.metadata.plateau as Execution;
  if (status !== "done") throw new InputError(`${name} failed: mend it and run it again.`);
  if (resolve(data) !== join(root, "data/default") || profile !== "quick") {
    throw new InputError(
      `${name} was run on ${data} with profile ${profile}: expected the default data and profile quick.`,
    );
  }
  return notebook;
}

void run(cli);
