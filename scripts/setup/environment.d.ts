export function engineEnvironment(root: string): Record<string, string>;
export function commandEnvironment(root: string, current: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
