export class PrerequisiteError extends Error {
  readonly exitCode: 2;
}
export function checkPrerequisites(root: string): void;
export function findPython(): string | undefined;
export function findCompiler(): string[] | undefined;
