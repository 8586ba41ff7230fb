import util from "node:util";

/**
 * Puts back `util.isNullOrUndefined`, which tfjs-node 4.22 calls for every op and Node 23 removed; Node 22 warns of it.
 * Imported before tfjs, by `lib/engine/index.ts` alone.
 */
const legacy = util as unknown as { isNullOrUndefined?: (value: unknown) => boolean };
legacy.isNullOrUndefined = (value) => value === null || value === undefined;
