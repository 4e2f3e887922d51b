// Captures the output of a command that runs in this process.
import { vi } from 'vitest';

export interface Caught<T> {
  result: T;
  output: string;
  errors: string;
}

export async function catchOutput<T>(run: () => Promise<T>): Promise<Caught<T>> {
  const [output, errors]: [string[], string[]] = [[], []];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => output.push(line));
  const error = vi.spyOn(console, 'error').mockImplementation((line: string) => errors.push(line));
  try {
    const result = await run();
    return { result, output: output.join('\n'), errors: errors.join('\n') };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}
