import { writeFileSync } from "node:fs";

/**
 * A notebook whose second cell trains for as long as one lets it, whose third tells what came of it, and whose fourth
 * takes a second, in which a training that went on would be seen.
 */
export function writeTrainingNotebook(file: string): void {
  const cells = [
    'import { notebookReporter, notebookSettings, train } from "plateau";\nconst settings = notebookSettings();',
    "const run = await train(\n" +
      "  { data: settings.data, epochs: 100_000, batchSize: 8, model: { width: 1 / 16 } },\n" +
      "  { reporter: notebookReporter() },\n);",
    "console.log(`stopped: ${run.stopped}`);",
    "await new Promise((resolve) => setTimeout(resolve, 1000));\nconsole.log(`alive: ${6 * 7}`);",
  ];
  const notebook = {
    cells: cells.map((source, i) => ({
      cell_type: "code",
      execution_count: null,
      id: `cell-${i}`,
      metadata: {},
      outputs: [],
      source,
    })),
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  writeFileSync(file, JSON.stringify(notebook));
}
