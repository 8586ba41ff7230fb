import type { Dataset } from "../../data";
import { changeProgram, type ProgramChange } from "../change-program";
import {
  classesLost,
  classesRenumbered,
  constantPictures,
  labelsOfAnother,
  outOfStep,
  rowsInOneOrder,
  rowsSorted,
  scaledInTraining,
  scaledTwice,
  scrambledPictures,
} from "./data-changes";
import type { DataChange, ProgramCase, Suspect } from "./suspect";
import { withLosses } from "./visible";

type Told = Pick<Suspect, "name" | "says" | "putIn"> & Partial<Pick<Suspect, "applies" | "main">>;

const several = ({ heads }: Dataset): boolean => heads.length > 1;
const validates = ({ valid }: Dataset): boolean => valid !== undefined;

const told: Told[] = [
  {
    name: "pixels 0..1",
    says: "The pictures were divided by 255 before they were saved, as most examples do it.",
    main: true,
    putIn: onProgram({ preprocessing: { scaling: "unit" } }),
  },
  {
    name: "pixels scaled twice",
    says: "They were divided by 255 before they were saved, and once more when they were loaded.",
    putIn: onData(scaledTwice),
  },
  {
    name: "scaled in training only",
    says: "The training pictures were divided by 255, and the validation pictures were not.",
    main: true,
    applies: validates,
    putIn: onData(scaledInTraining),
  },
  {
    name: "labels out of step",
    says: "Pictures and labels were saved in different orders, in both splits.",
    main: true,
    putIn: onData(outOfStep("both")),
  },
  {
    name: "validation out of step",
    says: "Pictures and labels of the validation split alone were saved in different orders.",
    main: true,
    applies: validates,
    putIn: onData(outOfStep("valid")),
  },
  {
    name: "a wrong label file",
    says: "The first head learns from the second's training labels, and is validated on its own.",
    applies: (dataset) => several(dataset) && validates(dataset),
    putIn: onData(labelsOfAnother),
  },
  {
    name: "classes numbered anew",
    says: "Classes were numbered in each split by itself, so that a class has another number in validation.",
    main: true,
    applies: validates,
    putIn: onData(classesRenumbered),
  },
  {
    name: "too few classes",
    says: "Integer labels were made one-hot again with half as many classes, so that the others' rows are all zeros.",
    putIn: onData(classesLost),
  },
  {
    name: "a stale graph",
    says: "The trunk hangs on an input that no picture enters: every picture looks the same to it.",
    main: true,
    putIn: onData(constantPictures),
  },
  {
    name: "pictures read across",
    says: "Arrays of channels first were reshaped to channels last, not transposed, so that pixels lie elsewhere.",
    putIn: onData(scrambledPictures),
  },
  {
    name: "sorted and never shuffled",
    says: "Rows lie sorted by the first head's classes, and are taken in that order.",
    main: true,
    putIn: (to) => ({ program: { ...to.program, shuffle: false }, data: rowsSorted }),
  },
  {
    name: "shuffled once",
    says: "Rows were shuffled before training began, and every pass has the same order.",
    putIn: (to) => ({ program: { ...to.program, shuffle: false }, data: rowsInOneOrder }),
  },
  {
    name: "one loss swamps the others",
    says: "The first head's loss counts a hundredfold.",
    applies: several,
    putIn: ({ program, ...rest }, { heads }) => ({
      ...rest,
      program: withLosses(program, [heads[0]], { weight: 100 }),
    }),
  },
  {
    name: "a frozen trunk",
    says: "The convolutions do not train, as code for a pretrained VGG16 has it, and start at random.",
    putIn: onProgram({ model: { freeze: ["block*"] } }),
  },
];

/** Every fault that the question's author may have had without showing it, as far as a training can tell of it. */
export const unseenSuspects: readonly Suspect[] = told.map((each) => ({
  seen: "nowhere",
  main: false,
  applies: () => true,
  ...each,
}));

function onProgram(change: ProgramChange): (to: ProgramCase) => ProgramCase {
  return ({ program, ...rest }) => ({ ...rest, program: changeProgram(program, change) });
}

function onData(data: DataChange): (to: ProgramCase) => ProgramCase {
  return ({ program }) => ({ program, data });
}
