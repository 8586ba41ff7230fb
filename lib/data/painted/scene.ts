/**
 * The picture before a brush has touched it: what is where, how light it is, which way its form runs and where its
 * outlines are. A composition fills it; the style then paints from it.
 */
import type { Material, Palette } from "./palette";

/**
 * A shape: its bounding box and its signed distance (negative inside), in units of the picture's sides, x to the
 * right and y downwards, both from 0 to 1.
 */
export interface Shape {
  box: readonly [left: number, top: number, right: number, bottom: number];
  distance(x: number, y: number): number;
}

/** Something that may vary over a shape. `d` is the signed distance there. */
export type Field<T> = T | ((x: number, y: number, d: number) => T);

export interface Paint {
  material: Material;
  /** 0 in shadow, 1 in light. */
  tone: Field<number>;
  /** The way a brush would follow the form, any length; by default what lies beneath stays. */
  flow?: Field<readonly [number, number]>;
  /** How much of what is beneath is covered, 0..1. */
  opacity?: Field<number>;
  /** Whether a draughtsman would outline it. Smoke and sky have no outline. */
  outlined?: boolean;
}

/** A number for every pixel of a plane. */
export type Plane = Float32Array;

export class Scene {
  readonly y: Plane;
  readonly u: Plane;
  readonly v: Plane;
  readonly flowX: Plane;
  readonly flowY: Plane;
  /** Distance to the nearest outline that can be seen, in units of the picture's sides. */
  readonly outline: Plane;
  /** Room for what bends the scene; nothing in it lasts. */
  readonly scratch: readonly [Plane, Plane, Plane];
  palette!: Palette;
  /** The part of the composition that is seen: its left, its top, and how much of its sides. */
  view: readonly [left: number, top: number, share: number] = [0, 0, 1];
  /** Where the light of a chiaroscuro falls; a composition moves it to its subject. */
  focus: readonly [x: number, y: number] = [0.5, 0.5];
  /** The direction light comes from. */
  light: readonly [x: number, y: number] = [-0.6, -0.8];

  constructor(
    readonly height: number,
    readonly width: number,
  ) {
    const plane = () => new Float32Array(height * width);
    [this.y, this.u, this.v] = [plane(), plane(), plane()];
    [this.flowX, this.flowY, this.outline] = [plane(), plane(), plane()];
    this.scratch = [plane(), plane(), plane()];
  }

  /** Wipes everything for a new picture: planes are used again, or half the time would go into making them. */
  begin(palette: Palette, view: Scene["view"]): void {
    this.palette = palette;
    this.view = view;
    this.focus = [0.5, 0.5];
    for (const plane of [this.y, this.u, this.v, this.flowY]) plane.fill(0);
    this.flowX.fill(1);
    this.outline.fill(1);
  }

  /** Paints a shape over what is there, its border smoothed over one pixel. */
  paint(shape: Shape, paint: Paint): void {
    const { height, width } = this;
    const [viewLeft, viewTop, share] = this.view;
    const perPixel = Math.min(height, width) / share;
    const { shadow, light } = this.palette[paint.material];
    const { tone, flow, opacity } = paint;
    const reach = paint.outlined === false ? 0 : 0.05;
    const left = Math.max(0, Math.floor(((shape.box[0] - reach - viewLeft) / share) * width - 1));
    const right = Math.min(width, Math.ceil(((shape.box[2] + reach - viewLeft) / share) * width + 1));
    const top = Math.max(0, Math.floor(((shape.box[1] - reach - viewTop) / share) * height - 1));
    const bottom = Math.min(height, Math.ceil(((shape.box[3] + reach - viewTop) / share) * height + 1));
    for (let row = top; row < bottom; row++) {
      const y = viewTop + (share * (row + 0.5)) / height;
      for (let column = left; column < right; column++) {
        const x = viewLeft + (share * (column + 0.5)) / width;
        const d = shape.distance(x, y);
        if (d > reach + 1 / perPixel) continue;
        const at = row * width + column;
        if (reach > 0) this.outline[at] = d > 0 ? Math.min(this.outline[at], d / share) : -d / share;
        const inside = 0.5 - d * perPixel;
        if (inside <= 0) continue;
        let cover = inside < 1 ? inside : 1;
        if (opacity !== undefined) cover *= typeof opacity === "number" ? opacity : opacity(x, y, d);
        if (cover < 0.004) continue;
        const t = typeof tone === "number" ? tone : tone(x, y, d);
        const lit = t < 0 ? 0 : t > 1 ? 1 : t;
        this.y[at] += (shadow[0] + (light[0] - shadow[0]) * lit - this.y[at]) * cover;
        this.u[at] += (shadow[1] + (light[1] - shadow[1]) * lit - this.u[at]) * cover;
        this.v[at] += (shadow[2] + (light[2] - shadow[2]) * lit - this.v[at]) * cover;
        if (flow !== undefined && cover > 0.5) {
          const [fx, fy] = typeof flow === "function" ? flow(x, y, d) : flow;
          const length = Math.sqrt(fx * fx + fy * fy) || 1;
          this.flowX[at] = fx / length;
          this.flowY[at] = fy / length;
        }
      }
    }
  }
}
