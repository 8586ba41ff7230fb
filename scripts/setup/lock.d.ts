export function withLock<T>(root: string, work: (alsoHeldBy: (pid: number) => void) => Promise<T>): Promise<T>;
