import { z } from "zod";
import type { Callback } from "./callback";
import { csvLogger, type CsvLoggerOptions, csvLoggerSchema } from "./csv-logger";
import { earlyStopping, type EarlyStoppingOptions, earlyStoppingSchema } from "./early-stopping";
import { modelCheckpoint, type ModelCheckpointOptions, modelCheckpointSchema } from "./model-checkpoint";
import { reduceLROnPlateau, type ReduceLROnPlateauOptions, reduceLROnPlateauSchema } from "./reduce-lr-on-plateau";
import { tensorBoard, type TensorBoardOptions, tensorBoardSchema } from "./tensor-board";

/** A callback as JSON: its name, and its options. */
export type CallbackSpec =
  | ({ name: "reduceLROnPlateau" } & ReduceLROnPlateauOptions)
  | ({ name: "earlyStopping" } & EarlyStoppingOptions)
  | ({ name: "modelCheckpoint" } & ModelCheckpointOptions)
  | ({ name: "csvLogger" } & CsvLoggerOptions)
  | ({ name: "tensorBoard" } & TensorBoardOptions);

const schemas = [
  reduceLROnPlateauSchema,
  earlyStoppingSchema,
  modelCheckpointSchema,
  csvLoggerSchema,
  tensorBoardSchema,
] as const;

const names = schemas.map(({ shape }) => shape.name.value);

/** A Program's entry, with its defaults filled in. */
export const callbackSchema = z.discriminatedUnion("name", schemas, { error: `expected one of ${names.join(", ")}` });

/** What an entry of this name may have. */
export function callbackKeys(name: string): string[] {
  return Object.keys(schemas.find(({ shape }) => shape.name.value === name)?.shape ?? { name });
}

/** Makes the callback that a Program's entry describes. */
export function callbackOf(spec: CallbackSpec): Callback {
  switch (spec.name) {
    case "reduceLROnPlateau":
      return reduceLROnPlateau(spec);
    case "earlyStopping":
      return earlyStopping(spec);
    case "modelCheckpoint":
      return modelCheckpoint(spec);
    case "csvLogger":
      return csvLogger(spec);
    case "tensorBoard":
      return tensorBoard(spec);
  }
}
