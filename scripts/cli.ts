/**
 * What every command shares: exit codes (0 done, 1 failed, 2 wrong usage or input, 130 interrupted), mistakes told
 * without a stack trace, and the one line of JSON that `--json` ends stdout with.
 */
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { InputError } from "plateau";

/** A commander command named for `npm run NAME`, with usage errors exiting 2. */
export function command(name: string, description: string): Command {
  return new Command(`npm run ${name} --`).description(description).exitOverride().showHelpAfterError();
}

/** Parses argv and runs the command's action; the process ends with the exit code that design.md promises. */
export async function run(cli: Command): Promise<void> {
  try {
    await cli.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (error instanceof InputError) console.error(`error: ${error.message}`);
    else if (!(error instanceof CommanderError)) console.error(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof InputError ? 2 : 1;
}

/** Ends stdout with one line of JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** An option's value as an integer of at least `least`; commander prints what was wrong otherwise. */
export function integerFrom(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least) {
      throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`);
    }
    return value;
  };
}
