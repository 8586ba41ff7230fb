"""Starts one kernel, does what standard input asks for and prints what came back, as JSON.

Asked for is {"kernel": NAME, "cwd": DIR, "steps": [STEP...]}; a step is a list of cells that are sent together, and
{"cells": [...], "interrupt": TEXT} sends the kernel an interrupt once TEXT has been printed, and {"wait": SECONDS}
waits before the next step.
"""

import json
import sys
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel

LONGEST = 120


def main() -> None:
    asked = json.load(sys.stdin)
    manager, client = start_new_kernel(kernel_name=asked["kernel"], cwd=asked["cwd"], startup_timeout=LONGEST)
    try:
        answers = [do(step, manager, client) for step in asked["steps"]]
        print(json.dumps({"answers": answers, "alive": manager.is_alive()}))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def do(step, manager, client) -> list:
    step = step if isinstance(step, dict) else {"cells": step}
    time.sleep(step.get("wait", 0))
    answers = {}
    for code in step.get("cells", []):
        answers[client.execute(code)] = {"code": code, "messages": [], "reply": None, "idle": False, "seconds": 0}
    began = time.monotonic()
    interrupt = step.get("interrupt")
    while not all(answer["idle"] and answer["reply"] for answer in answers.values()):
        if time.monotonic() - began > LONGEST:
            break
        for channel in (client.get_iopub_msg, client.get_shell_msg):
            try:
                message = channel(timeout=0.05)
            except Empty:
                continue
            answer = answers.get(message["parent_header"].get("msg_id"))
            if answer is None:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "execute_reply":
                answer["reply"] = content
                answer["seconds"] = time.monotonic() - began
            elif kind == "status":
                answer["idle"] = content["execution_state"] == "idle"
            else:
                answer["messages"].append({"type": kind, **content})
            if interrupt and interrupt in content.get("text", ""):
                interrupt = None
                manager.interrupt_kernel()
    return list(answers.values())


if __name__ == "__main__":
    main()
