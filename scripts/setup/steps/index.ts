import type { Step } from "../step";
import { binding, engineLinks } from "./binding";
import { kernelspec } from "./kernelspec";
import { labSettings } from "./lab-settings";
import { library } from "./library";
import { proof } from "./proof";
import { pythonEnvironment } from "./python-environment";
import { tensorflow } from "./tensorflow";

/** In the order in which they build on each other. */
export const steps: Step[] = [
  pythonEnvironment,
  tensorflow,
  binding,
  engineLinks,
  proof,
  kernelspec,
  labSettings,
  library,
];
