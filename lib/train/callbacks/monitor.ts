import { InputError } from "../../data";
import { nearName } from "../near-name";
import type { Logs } from "./callback";

/** What a callback watches, by Keras's names. */
export interface MonitorOptions {
  /** A measure by its name in the logs. Default "val_loss". */
  monitor?: string;
  /** Whether less or more of it is better; "auto" tells by the name of a loss or an accuracy. Default "auto". */
  mode?: MonitorMode;
}

export const monitorModes = ["auto", "min", "max"] as const;
export type MonitorMode = (typeof monitorModes)[number];

/** A measure that is watched, and whether it is better than another. NaN is never better. */
export class Monitor {
  private readonly sign: 1 | -1;

  /**
   * @param owner the callback's name, for errors
   * @param minDelta what a measure must be better by; its sign does not count
   * @throws InputError if the logs have no such measure, or its mode cannot be told from its name
   */
  constructor(
    owner: string,
    readonly name: string,
    mode: MonitorMode,
    private readonly minDelta: number,
    known: readonly string[],
  ) {
    checkMonitor(owner, name, known);
    this.sign = directionOf(owner, name, mode) === "min" ? 1 : -1;
  }

  /** The measure's value in an epoch's logs; an accuracy of a head that has none is NaN. */
  valueIn(logs: Logs = {}): number {
    return logs[this.name] ?? Number.NaN;
  }

  /** Whether the value is better than the best so far; anything is better than nothing. */
  isBetter(value: number, best: number | undefined): boolean {
    if (Number.isNaN(value)) return false;
    return best === undefined || this.sign * (best - value) > Math.abs(this.minDelta);
  }
}

/** @throws InputError that lists what could have been watched, if the logs have no such measure */
export function checkMonitor(owner: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const near = nearName(name.replace(/accuracy$/, "acc"), known);
  const why = name.startsWith("val_") && !known.some((other) => other.startsWith("val_"));
  throw new InputError(
    `${owner}: expected monitor to be a measure of this training (${known.join(", ")}), found ${name}` +
      (why ? ": there are no validation rows." : near ? `: did you mean ${near}?` : "."),
  );
}

function directionOf(owner: string, name: string, mode: MonitorMode): "min" | "max" {
  if (mode !== "auto") return mode;
  if (/(^|_)loss$/.test(name)) return "min";
  if (/(^|_)acc(uracy)?$/.test(name)) return "max";
  throw new InputError(`${owner}: whether less or more of ${name} is better is not known: give mode "min" or "max".`);
}
