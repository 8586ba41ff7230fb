import { Examination } from "../../../lib/diagnose";
import type { Suspicion } from "../../../lib/diagnose/check";
import { checks } from "../../../lib/diagnose/checks";
import type { Subject } from "../../../lib/train";

/** What one check says of a Subject. */
export async function says(name: string, given: Subject): Promise<Suspicion[]> {
  const examination = new Examination(given);
  try {
    return await checks.find((check) => check.name === name)!.run(examination);
  } finally {
    examination.dispose();
  }
}
