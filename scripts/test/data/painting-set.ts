import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp from "sharp";

/** A small picture of one colour, as JPEG. Colours tell pictures apart after they are squeezed. */
export async function jpegOf(r: number, g: number, b: number): Promise<Buffer> {
  return sharp({ create: { width: 24, height: 16, channels: 3, background: { r, g, b } } })
    .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

/** Puts files under a folder, with the folders they need. */
export function put(folder: string, files: Record<string, Buffer | string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** `count` pictures 0.jpg, 1.jpg ... in a folder's train/ and a train_info.csv of two painters, styles and genres. */
export async function smallPaintings(folder: string, count: number): Promise<{ csv: string; images: string }> {
  const lines = ["filename,artist,title,style,genre,date"];
  const files: Record<string, Buffer> = {};
  for (let i = 0; i < count; i++) {
    files[`train/${i}.jpg`] = await jpegOf((i * 40) % 256, (i * 7) % 256, 128);
    lines.push(`${i}.jpg,painter ${i % 2},"no. ${i}, untitled",style ${i % 3},genre ${i % 2},19${10 + (i % 90)}`);
  }
  put(folder, files);
  put(folder, { "train_info.csv": `${lines.join("\n")}\n` });
  return { csv: join(folder, "train_info.csv"), images: folder };
}
