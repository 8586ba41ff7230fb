import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What tslab sends to the notebook: one bundle of several forms of the same thing. */
interface DisplayMessage {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

/** Sends a bundle to the running cell's output; tslab makes a new one for every cell. */
export type KernelDisplay = (message: DisplayMessage, update: boolean) => void;

interface KernelModule {
  lastWriteDisplayData: KernelDisplay | null;
}

let kernel: { file: string; exports: KernelModule } | undefined;

/**
 * The running tslab kernel's way to show things, or undefined where the process is no kernel.
 *
 * It is read from the module the kernel itself has loaded: a stock tslab lies elsewhere on the machine, and requiring our
 * own copy would answer one that is not running.
 */
export function kernelDisplay(): KernelDisplay | undefined {
  kernel ??= findKernel();
  return kernel?.exports.lastWriteDisplayData ?? undefined;
}

/** The version of the running kernel, or undefined where the process is no kernel. */
export function kernelVersion(): string | undefined {
  if (!kernelDisplay()) return undefined;
  const manifest = join(dirname(kernel!.file), "../package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function findKernel(): typeof kernel {
  const file = Object.keys(require.cache).find(
    (name) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(name) && require.cache[name]?.exports?.lastWriteDisplayData,
  );
  return file === undefined ? undefined : { file, exports: require.cache[file]!.exports as KernelModule };
}
