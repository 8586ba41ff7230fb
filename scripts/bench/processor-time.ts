import { readFileSync } from "node:fs";

/** The kernel counts in hundredths of a second, whatever its own clock does: USER_HZ. */
const TICKS_A_SECOND = 100;

/** Seconds that all cores together have computed for anybody since the machine started; undefined where that is not told. */
export function processorSeconds(): number | undefined {
  try {
    const [user, nice, system, , , irq, softirq, steal] = readFileSync("/proc/stat", "utf8")
      .split("\n", 1)[0]
      .trim()
      .split(/\s+/)
      .slice(1)
      .map(Number);
    return (user + nice + system + irq + softirq + steal) / TICKS_A_SECOND;
  } catch {
    return undefined;
  }
}
