/** Healthy programs with one setting spoilt, by DeepCrime's operators. */
import type { FaultProgram } from "../fault-program";
import { digitConvnet, houseNetwork, patientNetwork } from "../mutation";

export const mutants: FaultProgram[] = [
  {
    name: "digits-arm",
    source: "DeepCrime ARM: activations of the hidden layers removed",
    verdict: "learning",
    causes: [["linear-stack"]],
    setting: (mended) => digitConvnet(mended ? {} : { activation: "linear", rate: 0.02 }),
  },
  {
    name: "digits-hne",
    source: "DeepCrime HNE: one epoch, at a rate that wants ten",
    verdict: "not-learning",
    causes: [["undertrained", "rate-too-low"]],
    setting: (mended) => digitConvnet({ rate: 0.003, epochs: mended ? 60 : 1 }),
  },
  {
    name: "houses-hlr",
    source: "DeepCrime HLR: the rate a hundred times as high",
    verdict: "not-learning",
    causes: [["rate-too-high"]],
    setting: (mended) => houseNetwork({ rate: mended ? 0.01 : 1 }),
  },
  {
    name: "patients-tcl",
    source: "DeepCrime TCL: training labels changed at random, all of them",
    verdict: "not-learning",
    causes: [["labels-unaligned", "labels-corrupt"]],
    setting: (mended) => patientNetwork({ changedLabels: mended ? 0 : 1 }),
  },
];
