export function installDependencies(folder: string, what: string): Promise<void>;
export function npm(args: readonly string[], folder: string): Promise<void>;
