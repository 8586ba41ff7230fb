/**
 * TypeScript for the cells: tslab's own, made strict and kept from watching files. Loaded before tslab asks for it.
 */
"use strict";

const id = require.resolve("@tslab/typescript-for-tslab");
const typescript = require(id);

// Watching each of the library's folders costs seconds and handles, and an edited module is reloaded at best half:
// after a change to the library the kernel is restarted. Files of the notebook's own folder are still watched.
typescript.sys.watchDirectory = () => ({ close() {} });
const { watchFile } = typescript.sys;
typescript.sys.watchFile = (file, ...rest) =>
  file.endsWith(".d.ts") || file.includes("/node_modules/") ? { close() {} } : watchFile(file, ...rest);

/** Strict types, but not "use strict", which tslab's options rule out. */
function createWatchCompilerHost(files, options, ...rest) {
  return typescript.createWatchCompilerHost(files, { ...options, strict: true, alwaysStrict: false }, ...rest);
}

require.cache[id].exports = { ...typescript, createWatchCompilerHost };

// Only now: tslab's converter must find the module above.
const { createConverter } = require("tslab/dist/converter");

/** Converters of cells to JavaScript, as tslab's executor wants them; the one for browsers is hardly ever used. */
function typescriptForCells() {
  const node = createConverter({ isJS: false, isBrowser: false });
  let browser;
  return {
    node,
    get browser() {
      return (browser ??= createConverter({ isJS: false, isBrowser: true }));
    },
    close() {
      node.close();
      browser?.close();
    },
  };
}

module.exports = { typescriptForCells, version: typescript.version };
