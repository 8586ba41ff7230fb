/**
 * `npm test`: every check and test in one run of Node's test runner, whose summary comes last.
 * The checks (types, lint, format, import direction ...) are tests too, in `scripts/test/checks`.
 */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { InputError } from "plateau";
import { command, integerFrom, run } from "./cli";

const root = resolve(__dirname, "..");

const cli = command("test", "Runs every check and test, or those whose path holds one of the given words.")
  .argument("[words...]", "for example: data checks/lint")
  .option("--only <pattern>", "only tests whose name matches")
  .option("--concurrency <n>", "test files at a time", integerFrom(1), 2)
  .action(async (words: string[], options: { only?: string; concurrency: number }) => {
    const files = findTests().filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
    if (files.length === 0) {
      throw new InputError(
        `no test file under scripts/test matches ${words.join(" ") || "*.test.ts"}: nothing was run.`,
      );
    }
    process.exitCode = await runTests(files, options);
  });

/** Every `*.test.ts` under scripts/test, relative to the project's folder. The runner itself finds no .ts file, and exits 0. */
function findTests(): string[] {
  return readdirSync(join(root, "scripts/test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => relative(root, join(root, "scripts/test", name)))
    .sort();
}

function runTests(files: string[], options: { only?: string; concurrency: number }): Promise<number> {
  const args = ["--test", "--test-reporter=spec", `--test-concurrency=${options.concurrency}`];
  if (options.only) args.push(`--test-name-pattern=${options.only}`);
  const child = spawn(process.execPath, [...args, "-r", "ts-node/register", ...files], { cwd: root, stdio: "inherit" });
  process.on("SIGINT", () => {}); // the child has it too, and ends with its own summary
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => done(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}

void run(cli);
