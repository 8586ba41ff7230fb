/**
 * `npm test`: every check and test in one run of Node's test runner, whose summary comes last.
 * The checks (types, lint, format, import direction ...) are tests too, in `scripts/test/checks`.
 */
import { command, integerFrom, run } from "./cli";
import { runTests, type TestOptions } from "./run-tests";

const cli = command("test", "Runs every check and test, or those whose path holds one of the given words.")
  .argument("[words...]", "for example: data checks/lint")
  .option("--only <pattern>", "only tests whose name matches")
  .option("--concurrency <n>", "test files at a time", integerFrom(1), 2)
  .action(async (words: string[], options: TestOptions) => {
    process.exitCode = await runTests(".test.ts", words, options);
  });

void run(cli);
