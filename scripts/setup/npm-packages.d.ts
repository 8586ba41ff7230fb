export function packagesAreCurrent(root: string): boolean;
export function installPackages(root: string, onProcess: (pid: number) => void): Promise<void>;
