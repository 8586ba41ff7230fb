/** What JupyterLab knows of the notebook in front, read from the application itself: it is started to expose that. */
import type { Page } from "playwright-core";

/** One cell with code in it. */
export interface CellState {
  /** Its number, null while it waits or runs and where it never did. */
  count: number | null;
  /** "NAME: MESSAGE" of each error among its outputs. */
  errors: string[];
  /** The MIME types of each of its displays. */
  displays: string[][];
  /** What it printed. */
  printed: string;
}

export interface NotebookState {
  path: string;
  kernel?: { id: string; status: string };
  /** Whether it differs from what is saved. */
  unsaved: boolean;
  cells: CellState[];
}

/** The little that is read of `window.jupyterapp`. */
interface Application {
  shell: { currentWidget?: Panel };
}

interface Panel {
  context?: { path: string; model: { dirty: boolean } };
  sessionContext?: { session?: { kernel?: { id: string; status: string } } };
  content?: { widgets: { model: CellModel }[] };
}

interface CellModel {
  type: string;
  executionCount: number | null;
  sharedModel: { source: string };
  outputs: { toJSON(): Output[] };
}

interface Output {
  output_type: string;
  data?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
  text?: string | string[];
}

/** The state of the notebook in front; undefined where there is none. */
export function notebookState(page: Page): Promise<NotebookState | undefined> {
  return page.evaluate(() => {
    const { jupyterapp } = window as unknown as { jupyterapp?: Application };
    const { context, sessionContext, content } = jupyterapp?.shell.currentWidget ?? {};
    if (!context || !content) return undefined;
    const kernel = sessionContext?.session?.kernel;
    const models = content.widgets.map(({ model }) => model);
    return {
      path: context.path,
      kernel: kernel && { id: kernel.id, status: kernel.status },
      unsaved: context.model.dirty,
      cells: models
        .filter(({ type, sharedModel }) => type === "code" && sharedModel.source.trim() !== "")
        .map(({ executionCount, outputs }) => {
          const all = outputs.toJSON();
          return {
            count: executionCount,
            errors: all
              .filter(({ output_type }) => output_type === "error")
              .map(({ ename, evalue }) => `${ename}: ${evalue}`),
            displays: all.flatMap(({ data }) => (data ? [Object.keys(data)] : [])),
            printed: all.flatMap(({ text }) => text ?? []).join(""),
          };
        }),
    };
  });
}
