/**
 * What every `npm run NAME` calls: node scripts/launch.js NAME [ARGUMENT...].
 *
 * Works with nothing installed: checks Node, installs the npm packages, lets setup.ts do the rest of the set-up, then
 * runs scripts/NAME.ts. Plain old JavaScript, so that a Node that is too old can still read it and be told so.
 */
"use strict";

var found = process.versions.node.split(".").map(Number);
if (found[0] < 20 || (found[0] === 20 && found[1] < 9)) {
  console.error(
    "error: Plateau needs Node.js 20.9 or newer, this is " +
      process.version +
      ". Install a newer Node.js and try again.",
  );
  process.exit(2);
}

require("./setup/launcher.js").launch(process.argv[2], process.argv.slice(3));
