"""Executes one notebook in a kernel and writes it, executed, as .ipynb and as one offline page.

Speaks to scripts/notebooks/execute.ts: one line of JSON on stdout for each thing that happens. When its standard
input closes, because Ctrl-C was pressed or the runner is gone, it ends the kernel and itself at once.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert import HTMLExporter

PLOTLY = "application/vnd.plotly.v1+json"
INTERRUPTED = 130


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of the executed notebook and its page")
    parser.add_argument("--templates", type=Path, required=True, help="folder that holds the template 'plateau'")
    parser.add_argument("--plotly", type=Path, required=True, help="plotly.js, for pages with plots")
    args = parser.parse_args()

    notebook = nbformat.read(args.notebook, as_version=4)
    with tempfile.TemporaryFile() as kernel_words:
        run = Run(notebook, args.notebook.resolve().parent)
        threading.Thread(target=run.end_with_runner, daemon=True).start()
        outcome = run.execute(kernel_words)
    name = args.notebook.stem
    notebook.metadata["plateau"] = {
        **{key: outcome[key] for key in ("status", "seconds", "peakMemoryMB")},
        "data": os.environ.get("PLATEAU_DATA", ""),
        "profile": os.environ.get("PLATEAU_PROFILE", "quick"),
        "ended": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    args.out.mkdir(parents=True, exist_ok=True)
    write(args.out / f"{name}.ipynb", nbformat.writes(notebook) + "\n")
    write(args.out / f"{name}.html", page(notebook, name, args))
    tell(event="ended", **outcome)
    return 0 if outcome["status"] == "done" else 1


class Run:
    """One execution, and what is known of its kernel."""

    def __init__(self, notebook, folder: Path):
        self.notebook = notebook
        self.code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
        self.at = 0
        self.began = time.monotonic()
        self.process = None
        self.peak = 0
        self.client = Client(
            notebook,
            run=self,
            kernel_name="tslab",
            timeout=None,
            startup_timeout=180,
            shutdown_kernel="immediate",
            record_timing=False,
            resources={"metadata": {"path": str(folder)}},
            on_cell_execute=self.on_begin,
            on_cell_executed=self.on_end,
        )

    def execute(self, kernel_words) -> dict:
        # Outputs of an earlier execution must not stay below a cell that is not reached.
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        tell(event="started", cells=len(self.code))
        started = time.monotonic()
        try:
            self.client.execute(stderr=kernel_words)
            outcome = {"status": "done"}
        except CellExecutionError as error:
            outcome = self.failure(error.ename, error.evalue)
        except DeadKernelError:
            kernel_words.seek(0)
            outcome = self.failure("KernelDied", self.death(kernel_words.read().decode(errors="replace")))
        except RuntimeError as error:
            outcome = self.failure("KernelNotStarted", str(error))
        return {**outcome, "seconds": time.monotonic() - started, "peakMemoryMB": round(self.peak / 1e6)}

    def failure(self, ename: str, evalue: str) -> dict:
        at = self.at
        return {"status": "failed", "cell": at, "heading": self.heading(at), "ename": ename, "evalue": evalue}

    def death(self, words: str) -> str:
        """Why the kernel's process is gone, in words. Memory is the usual reason, and comes in three ways."""
        code = self.process.wait(5) if self.process else None
        used = f"it had used {self.peak / 1e9:.1f} GB" if self.peak else "how much it had used is not known"
        if "heap out of memory" in words:
            return f"out of memory: JavaScript's heap was full ({used}; node --max-old-space-size sets its limit)"
        if "bad_alloc" in words or "Cannot allocate memory" in words:
            return f"out of memory: the system gave no more ({used})"
        if code == -signal.SIGKILL:
            return f"out of memory, most likely: the kernel was killed from outside, as the system does then ({used})"
        last = " ".join(words.strip().splitlines()[-3:])
        how = f"signal {-code} ({signal.Signals(-code).name})" if code is not None and code < 0 else f"exit code {code}"
        return f"the kernel's process ended with {how}; {used}. {last}".strip()

    def heading(self, at: int) -> str:
        """The last heading above a code cell (counted from 1)."""
        if not 0 < at <= len(self.code):
            return ""
        for cell in reversed(self.notebook.cells[: self.code[at - 1]]):
            lines = cell.source.splitlines() if cell.cell_type == "markdown" else []
            headings = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
            if headings:
                return headings[-1]
        return ""

    def on_begin(self, cell, cell_index) -> None:
        self.at = self.code.index(cell_index) + 1
        self.began = time.monotonic()
        tell(event="cell", cell=self.at, heading=self.heading(self.at))

    def on_end(self, cell, cell_index, execute_reply) -> None:
        tell(event="celldone", cell=self.at, seconds=time.monotonic() - self.began)

    def watch(self, process) -> None:
        """Keeps the largest memory of the kernel: once it is dead nobody can tell any more."""
        self.process = process

        def sample() -> None:
            try:
                kernel = psutil.Process(process.pid)
                while True:
                    self.peak = max(self.peak, kernel.memory_info().rss)
                    time.sleep(0.2)
            except psutil.Error:
                pass

        threading.Thread(target=sample, daemon=True).start()

    def end_with_runner(self) -> None:
        while sys.stdin.buffer.read(1024):
            pass
        if self.process is not None and self.process.poll() is None:
            # The kernel leads a process group of its own, with whatever it has started.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)
        os._exit(INTERRUPTED)


class Client(NotebookClient):
    """nbclient's, which keeps the kernel's process at hand."""

    def __init__(self, notebook, run: Run, **options):
        super().__init__(notebook, **options)
        self.run = run

    async def async_start_new_kernel(self, **options) -> None:
        await super().async_start_new_kernel(**options)
        self.run.watch(self.km.provisioner.process)


def page(notebook, name: str, args) -> str:
    """The notebook as one HTML page that needs no network."""
    exporter = HTMLExporter(
        template_name="plateau",
        extra_template_basedirs=[str(args.templates)],
        mathjax_url="",
        require_js_url="",
        embed_images=True,
    )
    exporter.config.NbConvertBase.display_data_priority.insert(0, PLOTLY)
    has_plots = any(PLOTLY in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))
    resources = {
        "metadata": {"name": title(notebook) or name, "path": str(args.notebook.resolve().parent)},
        # Inside a script element only its own end tag ends it.
        "plotly": args.plotly.read_text("utf-8").replace("</script", "<\\/script") if has_plots else "",
    }
    return exporter.from_notebook_node(notebook, resources=resources)[0]


def title(notebook) -> str:
    """The notebook's first heading."""
    lines = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((line.lstrip("#").strip() for line in lines if line.startswith("# ")), "")


def write(file: Path, text: str) -> None:
    """Whole or not at all."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    temporary.write_text(text, "utf-8")
    temporary.replace(file)


def tell(**event) -> None:
    print(json.dumps(event), flush=True)


if __name__ == "__main__":
    sys.exit(main())
