/** `npm run test:long`: what takes minutes to hours, by hand or nightly: kills, leaks. A test's own lines tell its seeds. */
import { command, integerFrom, run } from "./cli";
import { runTests, type TestOptions } from "./run-tests";

const cli = command("test:long", "Runs the long tests, or those whose path holds one of the given words.")
  .argument("[words...]", "for example: kill")
  .option("--only <pattern>", "only tests whose name matches")
  .option("--concurrency <n>", "test files at a time", integerFrom(1), 1)
  .action(async (words: string[], options: TestOptions) => {
    process.exitCode = await runTests(".long.ts", words, options);
  });

void run(cli);
