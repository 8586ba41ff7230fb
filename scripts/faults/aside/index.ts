export { dataFaults } from "./data-faults";
export { headFaults } from "./head-faults";
export { asideHealthy } from "./healthy";
export { modelFaults } from "./model-faults";
export { trainingFaults } from "./training-faults";
