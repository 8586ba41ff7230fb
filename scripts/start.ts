/** npm start: after the set-up, which launch.js has done by now: the default data, every notebook, and where the results are. */
import path from "node:path";
import { command, run } from "./cli";
import { execute, exitCodeOf } from "./notebooks";
import { at } from "./setup/paths";

const cli = command(
  "start",
  "Sets up what is missing, makes the default data, runs every notebook, says where the results are.",
)
  .option("--out <dir>", "where the results go", at("results"))
  .action(async ({ out }: { out: string }) => {
    const results = await execute([], { profile: "quick", out, from: at("notebooks") });
    const shown = (file: string): string => path.relative(process.cwd(), file);
    const finished = results.filter(({ status }) => status !== "interrupted");
    if (finished.length > 0) {
      console.log("\nThe results, pages that open in any browser without a network:");
      console.log(`  ${shown(path.join(out, "index.html"))}   (all of them)`);
      for (const { page, status } of finished)
        console.log(`  ${shown(page)}${status === "failed" ? "   (failed)" : ""}`);
      console.log("To read, change and re-run the notebooks themselves: npm run lab");
    }
    process.exitCode = exitCodeOf(results);
  });

void run(cli);
