/** Finds test files and gives them to Node's test runner, which finds no .ts file by itself, and exits 0 then. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { InputError } from "plateau";

const root = resolve(__dirname, "..");

export interface TestOptions {
  /** A regular expression: only tests whose name matches. */
  only?: string;
  /** Files at a time. */
  concurrency: number;
}

/**
 * Runs the files under scripts/test that end in `suffix` and whose path holds one of the words, all of them without a word.
 *
 * @returns the runner's exit code
 * @throws InputError if there is none
 */
export async function runTests(suffix: string, words: string[], options: TestOptions): Promise<number> {
  const files = readdirSync(join(root, "scripts/test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(suffix))
    .map((name) => relative(root, join(root, "scripts/test", name)))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
  if (files.length === 0) {
    throw new InputError(
      `no test file under scripts/test matches ${words.join(" ") || `*${suffix}`}: nothing was run.`,
    );
  }
  return runnerOf(files, options);
}

function runnerOf(files: string[], options: TestOptions): Promise<number> {
  const args = ["--test", "--test-reporter=spec", `--test-concurrency=${options.concurrency}`];
  if (options.only) args.push(`--test-name-pattern=${options.only}`);
  const child = spawn(process.execPath, [...args, "-r", "ts-node/register", ...files], { cwd: root, stdio: "inherit" });
  process.on("SIGINT", () => {}); // the child has it too, and ends with its own summary
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => done(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}
