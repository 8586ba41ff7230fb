/** Where set-up puts things; everything it makes lies in the project's folder. */
import path from "node:path";

export const root = path.resolve(__dirname, "../..");

export const at = (...parts: string[]): string => path.join(root, ...parts);

export const engine = at(".engine");
export const environment = at(".venv");
export const python = path.join(environment, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
