/** The package "plateau": lib, compiled to lib/dist by the TypeScript that the lock file pins. */
import fs from "node:fs";
import path from "node:path";
import { at } from "../paths";
import { filesBelow, hashFiles, isStamped, writeStamp } from "../stamp";
import type { Stamp, Step } from "../step";

const stampFile = at("lib/dist/.set-up.json");

function stamp(): Stamp {
  const sources = filesBelow(at("lib"), (file) => /\.(ts|json)$/.test(file));
  const settings = [at("tsconfig.json"), at("node_modules/typescript/package.json")];
  return { sources: hashFiles(at(), [...sources, ...settings]) };
}

export const library: Step = {
  name: "Plateau's own library",
  seconds: 6,
  isDone: () => fs.existsSync(at("lib/dist/index.js")) && isStamped(stampFile, stamp()),
  async run({ tell, exec }) {
    tell("compiling");
    const made = stamp();
    await exec(process.execPath, [at("node_modules/typescript/bin/tsc"), "-b", at("lib")], {
      advice: "Mend these errors in lib, then try again.",
    });
    removeStale();
    writeStamp(stampFile, made);
  },
};

/** The compiler leaves what has no source any more, and a file losses.js would be found before a folder losses. */
function removeStale(): void {
  const suffix = /(\.d\.ts|\.js)(\.map)?$/;
  for (const file of filesBelow(at("lib/dist"), (name) => suffix.test(name))) {
    const source = at("lib", path.relative(at("lib/dist"), file).replace(suffix, ".ts"));
    if (!fs.existsSync(source)) fs.rmSync(file);
  }
}
