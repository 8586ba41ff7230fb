/** npm run notebooks: executes notebooks headless, into a folder of results. */
import path from "node:path";
import { Option } from "commander";
import { terminalReporter } from "plateau";
import { command, printJson, run } from "./cli";
import { defaultData, ensureDefaultData } from "./notebooks/default-data";
import { type NotebookResult, type Profile, runNotebooks } from "./notebooks/runner";
import { at } from "./setup/paths";

interface Options {
  data?: string;
  profile: Profile;
  out: string;
  from: string;
  json?: boolean;
}

const cli = command("notebooks", "Runs notebooks headless: an executed .ipynb and one offline .html page each.")
  .argument("[names...]", 'which notebooks: "01", "01-inspect-data"; all when none is named')
  .option("--data <dir>", "data folder (default: PLATEAU_DATA, or the default data)")
  .addOption(
    new Option("--profile <name>", "how much each notebook does")
      .choices(["quick", "full", "tiny"])
      .env("PLATEAU_PROFILE")
      .default("quick"),
  )
  .option("--out <dir>", "where the results go", at("results"))
  .option("--from <dir>", "folder of the notebooks", at("notebooks"))
  .option("--json", "end stdout with one line of JSON")
  .action(async (names: string[], options: Options) => {
    const results = await execute(names, options);
    if (options.json) printJson({ profile: options.profile, notebooks: results });
    process.exitCode = exitCodeOf(results);
  });

/** Also what `npm start` does, with everything left as it comes. */
export async function execute(names: string[], options: Options): Promise<NotebookResult[]> {
  const reporter = terminalReporter();
  const named = options.data ?? process.env.PLATEAU_DATA;
  if (!named) ensureDefaultData((text) => reporter.say(text));
  const stop = new AbortController();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const abort = (): void => stop.abort();
  for (const signal of signals) process.on(signal, abort);
  try {
    return await runNotebooks({
      from: path.resolve(options.from),
      names,
      data: named ? path.resolve(named) : defaultData,
      profile: options.profile,
      out: path.resolve(options.out),
      reporter,
      signal: stop.signal,
    });
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}

/** 0 all done, 1 one failed, 130 interrupted. */
export function exitCodeOf(results: NotebookResult[]): number {
  if (results.some(({ status }) => status === "interrupted")) return 130;
  return results.every(({ status }) => status === "done") ? 0 : 1;
}

if (require.main === module) void run(cli);
