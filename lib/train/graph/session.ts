import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { tf } from "../../engine";
import { InputError } from "../../data";
import type { GraphDef, Ref } from "./graph-def";
import { nodeBackend } from "./node-backend";

const TAG = "plateau";

/**
 * A graph in TensorFlow's hands, with a session of its own: its variables live as long as it does.
 *
 * tfjs-node's binding can load a graph from a SavedModel's folder only, so it is written to one, which is gone before the
 * constructor returns.
 */
export class GraphSession {
  private readonly id: number;
  private disposed = false;

  constructor(graph: GraphDef) {
    const folder = mkdtempSync(join(tmpdir(), "plateau-graph-"));
    try {
      write(join(folder, "saved_model.pb"), graph.savedModel(TAG));
      this.id = nodeBackend().binding.loadSavedModel(folder, TAG);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Runs what the outputs need.
   *
   * @param inputs by name of the placeholder; not disposed, not copied
   * @returns the outputs in their order, the caller's to dispose of
   */
  run(inputs: Readonly<Record<string, tf.Tensor>>, outputs: readonly Ref[]): tf.Tensor[] {
    const backend = nodeBackend();
    const names = Object.keys(inputs);
    const ids = backend.getInputTensorIds(Object.values(inputs));
    const indexed = (refs: readonly string[]) => refs.map((ref) => (ref.includes(":") ? ref : `${ref}:0`)).join(",");
    return backend.binding
      .runSavedModel(this.id, ids, indexed(names), indexed(outputs))
      .map((metadata) => backend.createOutputTensor(metadata));
  }

  /** Frees the graph and its variables. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    nodeBackend().binding.deleteSavedModel(this.id);
  }
}

function write(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new InputError(
      `${path}: expected room for the step's graph, ${Math.ceil(bytes.length / 1024)} kB for a moment, found ` +
        `${(error as Error).message}. Make room there, or name another folder by TMPDIR.`,
      { cause: error },
    );
  }
}
