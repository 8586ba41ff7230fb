const { spawnSync } = require("node:child_process");
const [name, ...args] = process.argv.slice(2);
const run = spawnSync(process.execPath, ["-r", "ts-node/register", `${__dirname}/${name}.ts`, ...args], { stdio: "inherit", env: { TF_CPP_MIN_LOG_LEVEL: "3", ...process.env } });
process.exit(run.status ?? 1);
