import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError, type Reporter } from "../../data";
import { packState, unpackState } from "./packed-state";
import { readTensorFile, type TensorFile, type TensorSource, writeTensorFile } from "./tensor-file";
import { writeWhole } from "./whole-file";

/** The last is of no use if it was torn, or its disk is bad: there is one before it. */
const KEPT = 2;

const pattern = /^step-(\d+)\.safetensors$/;

/** A checkpoint that was read and found whole. */
export interface ReadCheckpoint {
  /** Its file's name. */
  name: string;
  state: unknown;
  tensors: TensorFile["tensors"];
}

/** The checkpoints of one run, a file each, named for the steps that were done: whole under their names or not there. */
export class CheckpointFiles {
  constructor(readonly folder: string) {}

  /**
   * Writes one under another name, has the disk confirm it, renames it, and removes all but the newest two.
   *
   * @throws InputError if the disk is full or refuses; nothing half is left, and the older ones stay
   */
  async write(steps: number, state: unknown, tensors: readonly TensorSource[]): Promise<void> {
    const name = `step-${String(steps).padStart(8, "0")}.safetensors`;
    const packed = packState(state, "state");
    try {
      await mkdir(this.folder, { recursive: true });
      await writeWhole(join(this.folder, name), (file) =>
        writeTensorFile(file, packed.text, [...tensors, ...packed.tensors]),
      );
    } catch (error) {
      throw await this.withWhatIsKept(error as Error);
    }
    await this.keep(KEPT);
  }

  /** The newest that is whole. Others that are newer are told of, and left. @throws InputError if all are corrupt */
  async newest(reporter: Reporter): Promise<ReadCheckpoint | undefined> {
    const corrupt: string[] = [];
    for (const name of await this.names()) {
      try {
        const file = await readTensorFile(join(this.folder, name));
        const read = { name, state: unpackState(file), tensors: file.tensors };
        for (const words of corrupt) reporter.say(`${words}; going on from ${name}, the one before`);
        return read;
      } catch (error) {
        corrupt.push(`checkpoint ${name} is corrupt: ${(error as Error).message}`);
      }
    }
    if (corrupt.length === 0) return undefined;
    throw new InputError(
      `${this.folder}: expected a checkpoint to go on from; ${corrupt.join("; ")}. ` +
        "Train anew, into another folder, or put a copy of one there.",
    );
  }

  /** Removes all but the newest few, and what a process that was killed has left half. */
  async keep(count: number): Promise<void> {
    const half = (await this.all()).filter((name) => name.endsWith(".safetensors.tmp"));
    for (const name of [...(await this.names()).slice(count), ...half]) await rm(join(this.folder, name));
  }

  /** The newest first. */
  private async names(): Promise<string[]> {
    const steps = (name: string) => Number(pattern.exec(name)![1]);
    return (await this.all()).filter((name) => pattern.test(name)).sort((a, b) => steps(b) - steps(a));
  }

  private async all(): Promise<string[]> {
    return readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
  }

  private async withWhatIsKept(error: Error): Promise<Error> {
    const [newest] = await this.names();
    if (!(error instanceof InputError) || !newest) return error;
    return new InputError(
      `${error.message} The checkpoint before it, ${newest}, is kept: with resume (--resume), the run goes on from it.`,
    );
  }
}
