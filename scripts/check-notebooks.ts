/**
 * `npm run check-notebooks`: the rules that notebooks are held to, and the types of their cells. `npm test` runs it.
 */
import { writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { command, run } from "./cli";
import { formatNotebook } from "./notebook-format/format";
import { typeErrors } from "./notebook-format/joined-cells";
import { type NotebookFile, readNotebook, readNotebooks } from "./notebook-format/notebook";
import { brokenRules } from "./notebook-format/rules";

const folder = resolve(__dirname, "../notebooks");

const cli = command("check-notebooks", "Checks the form of notebooks, and the types of their cells.")
  .argument("[files...]", "notebooks; all of notebooks/ where none is named")
  .option("--fix", "lay them out as they are committed, first")
  .action(async (names: string[], options: { fix?: boolean }) => {
    let files = names.length > 0 ? names.map(readNotebook) : readNotebooks(folder);
    if (options.fix) {
      for (const file of files) writeFileSync(file.path, await formatNotebook(file.notebook));
      files = files.map(({ path }) => readNotebook(path));
    }
    const problems = await problemsOf(files);
    for (const problem of problems) console.error(problem);
    console.error(`${files.length} notebooks, ${problems.length || "no"} problems`);
    if (problems.length > 0) process.exitCode = 1;
  });

async function problemsOf(files: NotebookFile[]): Promise<string[]> {
  const types = typeErrors(files);
  const all = [];
  for (const file of files) {
    const unformed = (await formatNotebook(file.notebook)) !== file.text;
    const told = [
      ...(unformed ? ["it is not laid out as notebooks here are: npm run check-notebooks -- --fix"] : []),
      ...brokenRules(file),
      ...types.get(file.name)!,
    ];
    all.push(...told.map((words) => `${relative(process.cwd(), file.path)}: ${words}`));
  }
  return all;
}

void run(cli);
