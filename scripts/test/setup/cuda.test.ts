import assert from "node:assert/strict";
import { test } from "node:test";
import { cudaRequirements } from "../../setup/cuda";

test("the CUDA libraries are those that the wheel's own extra names", () => {
  const metadata = [
    "Requires-Dist: absl-py>=1.0.0",
    'Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"',
    "Requires-Dist: nvidia-cudnn-cu12<10.0,>=9.3.0.75 ; extra == 'and-cuda'",
    'Requires-Dist: tensorflow-io-gcs-filesystem>=0.23.1; (sys_platform != "win32") and extra == "gcs-filesystem"',
  ].join("\r\n");
  assert.deepEqual(cudaRequirements(metadata), [
    "nvidia-cublas-cu12<13.0,>=12.5.3.2",
    "nvidia-cudnn-cu12<10.0,>=9.3.0.75",
  ]);
});
