import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { diagnosisPage } from "../../../lib/show";
import { temporaryFolder } from "../data/temporary-folder";
import { madeUpDiagnosis } from "../show/made-up-diagnosis";
import { launchChromium, noBrowser } from "./chromium";
import { expectWholeOffline } from "./offline-page";

const folder = temporaryFolder();

test(
  "a diagnosis' page is whole without a network, in a narrow window and a wide one",
  { skip: noBrowser },
  async () => {
    const file = join(folder, "diagnosis.html");
    writeFileSync(file, await diagnosisPage(madeUpDiagnosis, { name: "made up" }));
    const browser = await launchChromium();
    try {
      await expectWholeOffline(browser, file, 0);
    } finally {
      await browser.close();
    }
  },
);
