import type { KernelDisplay } from "../../../lib/show/kernel";

/** What a cell's output was sent. */
export interface Sent {
  message: Parameters<KernelDisplay>[0];
  update: boolean;
}

const file = "/elsewhere/node_modules/tslab/dist/jupyter.js";

/** Puts a running kernel where Node keeps loaded modules, and answers the list that it will add to. Called again, it is the next cell. */
export function startKernel(): Sent[] {
  const sent: Sent[] = [];
  const display: KernelDisplay = (message, update) => void sent.push({ message, update });
  const loaded = (require.cache[file] ??= { exports: {} } as NodeJS.Module);
  (loaded.exports as { lastWriteDisplayData: unknown }).lastWriteDisplayData = display;
  return sent;
}

export function stopKernel(): void {
  const loaded = require.cache[file];
  if (loaded) (loaded.exports as { lastWriteDisplayData: unknown }).lastWriteDisplayData = null;
}
