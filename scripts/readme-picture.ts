/** `npm run readme-picture`: the README's picture, out of the committed outputs of notebook 05: how it learned, and its answers. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { InputError } from "plateau";
import sharp from "sharp";
import { command, run } from "./cli";
import { readNotebook } from "./notebook-format/notebook";
import { replaceFile } from "./setup/stamp";

const root = resolve(__dirname, "..");
const WIDTH = 900;
const GAP = 16;

const cli = command("readme-picture", "Makes the README's picture out of the committed outputs of notebook 05.").action(
  async () => {
    const pictures = shownPictures(join(root, "notebooks/05-multi-task.ipynb"));
    if (pictures.length < 2)
      throw new InputError("05-multi-task has no outputs: npm start, then npm run keep-outputs.");
    const parts = await Promise.all([pictures[0], pictures[pictures.length - 1]].map(toWidth));
    const height = parts.reduce((sum, part) => sum + part.height + GAP, GAP);
    let top = GAP;
    const layers = parts.map(({ data, height }) => {
      const layer = { input: data, left: GAP, top };
      top += height + GAP;
      return layer;
    });
    const ground = { width: WIDTH + 2 * GAP, height, channels: 3 as const, background: "white" };
    const png = await sharp({ create: ground }).composite(layers).png({ palette: true }).toBuffer();
    mkdirSync(join(root, "notebooks/pictures"), { recursive: true });
    replaceFile(join(root, "notebooks/pictures/result.png"), png);
  },
);

/** The PNGs that a notebook's outputs carry, in their order. */
function shownPictures(path: string): Buffer[] {
  return readNotebook(path)
    .notebook.cells.flatMap((cell) => cell.outputs ?? [])
    .flatMap(({ data }) => (data?.["image/png"] ? [Buffer.from([data["image/png"]].flat().join(""), "base64")] : []));
}

async function toWidth(png: Buffer): Promise<{ data: Buffer; height: number }> {
  const { data, info } = await sharp(png).resize({ width: WIDTH }).toBuffer({ resolveWithObject: true });
  return { data, height: info.height };
}

void run(cli);
