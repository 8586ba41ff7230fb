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

type Told = Pick<Suspect, "name" | "says" | "putIn"> & Partial<Pick<Suspect, "applies" | "main" | "look" | "seen">>;

const several = ({ heads }: Dataset): boolean => heads.length > 1;
const validates = ({ valid }: Dataset): boolean => valid !== undefined;

const told: Told[] = [
  {
    name: "pixels 0..1",
    says: "The pictures were divided by 255 before they were saved, as most examples do it.",
    look: "Print the largest pixel of a batch: 1 where this is so, 255 where it is not.",
    main: true,
    putIn: onProgram({ preprocessing: { scaling: "unit" } }),
  },
  {
    name: "pixels scaled twice",
    says: "They were divided by 255 before they were saved, and once more when they were loaded.",
    look: "Print the largest pixel of a batch: under 0.01 where this is so.",
    putIn: onData(scaledTwice),
  },
  {
    name: "scaled in training only",
    says: "The training pictures were divided by 255, and the validation pictures were not.",
    look: "Print the largest pixel of a training batch and of a validation batch.",
    main: true,
    applies: validates,
    putIn: onData(scaledInTraining),
  },
  {
    name: "labels out of step",
    says: "Pictures and labels were saved in different orders, in both splits.",
    look: "Show ten training pictures with their labels' names.",
    main: true,
    putIn: onData(outOfStep("both")),
  },
  {
    name: "validation out of step",
    says: "Pictures and labels of the validation split alone were saved in different orders.",
    look: "Show ten validation pictures with their labels' names.",
    main: true,
    applies: validates,
    putIn: onData(outOfStep("valid")),
  },
  {
    name: "a wrong label file",
    says: "The first head learns from the second's training labels, and is validated on its own.",
    look: "Count the classes of every label array, in both splits.",
    applies: (dataset) => several(dataset) && validates(dataset),
    putIn: onData(labelsOfAnother),
  },
  {
    name: "classes numbered anew",
    says: "Classes were numbered in each split by itself, so that a class has another number in validation.",
    look: "Print which name each number stands for, in training and in validation.",
    main: true,
    applies: validates,
    putIn: onData(classesRenumbered),
  },
  {
    name: "too few classes",
    says: "Integer labels were made one-hot again with half as many classes, so that the others' rows are all zeros.",
    look: "Add up the label rows of a batch: each must come to 1.",
    putIn: onData(classesLost),
  },
  {
    name: "a stale graph",
    seen: "in the summary",
    says: "The trunk hangs on an input that no picture enters: every picture looks the same to it.",
    look: "Ask the model about two pictures that differ: equal answers to the last digit show it.",
    main: true,
    putIn: onData(constantPictures),
  },
  {
    name: "pictures read across",
    says: "Arrays of channels first were reshaped to channels last, not transposed, so that pixels lie elsewhere.",
    look: "Show one picture of a batch as it enters the network.",
    putIn: onData(scrambledPictures),
  },
  {
    name: "sorted and never shuffled",
    says: "Rows lie sorted by the first head's classes, and are taken in that order.",
    look: "Print the labels of three batches that follow each other.",
    main: true,
    putIn: (to) => ({ program: { ...to.program, shuffle: false }, data: rowsSorted }),
  },
  {
    name: "shuffled once",
    says: "Rows were shuffled before training began, and every pass has the same order.",
    look: "Print the first rows' numbers of two passes.",
    putIn: (to) => ({ program: { ...to.program, shuffle: false }, data: rowsInOneOrder }),
  },
  {
    name: "one loss swamps the others",
    says: "The first head's loss counts a hundredfold.",
    look: "Print each head's loss times its weight.",
    applies: several,
    putIn: ({ program, ...rest }, { heads }) => ({
      ...rest,
      program: withLosses(program, [heads[0]], { weight: 100 }),
    }),
  },
  {
    name: "rate of 1e-2",
    says: "The model that was trained had been compiled with a hundred times the rate that is shown.",
    look: "Print the optimizer's rate from the model itself.",
    putIn: onProgram({ optimizer: { learningRate: 1e-2 } }),
  },
  {
    name: "a frozen trunk",
    says: "The convolutions do not train, as code for a pretrained VGG16 has it, and start at random.",
    look: "Compare the first layer's weights before and after an epoch.",
    putIn: onProgram({ model: { freeze: ["block*"] } }),
  },
];

/** Every fault that the question's author may have had though the program does not show it, as far as a training can tell of it. */
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
