/**
 * Imports point one way: engine <- data <- model <- weighting <- train <- diagnose <- show <- scripts and notebooks.
 * A folder may import itself and what stands before it in this list, and nothing imports itself round a corner.
 */
const stages = ["engine", "data", "model", "weighting", "train", "diagnose", "show"];

module.exports = {
  forbidden: [
    ...stages.map((stage, i) => ({
      name: `${stage}-imports-a-later-stage`,
      severity: "error",
      from: { path: `^lib/${stage}/` },
      to: { path: `^lib/(${[...stages.slice(i + 1), "index"].join("|")})` },
    })),
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "lib-imports-no-script", severity: "error", from: { path: "^lib/" }, to: { path: "^scripts/" } },
    {
      name: "only-the-engine-loads-tfjs",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/engine/" },
      to: { path: "node_modules/@tensorflow" },
    },
    {
      name: "only-show-knows-plotly-and-tslab",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/show/" },
      to: { path: "node_modules/(plotly|tslab|jsdom|cli-progress)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "lib/dist" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
