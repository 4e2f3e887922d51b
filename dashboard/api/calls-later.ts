// Calls of the API that only some pages make: their code and what checks their answers come over the line when one of them is made
// first. Takes their names and the way to load them; gives calls of the same kind. Without a line they fail as every call does.
import { createFailure, type Answer } from './answer.ts';

/** @param names of all calls; a test holds them against the real ones */
export function callsLater<Calls extends object>(
  names: readonly (keyof Calls & string)[],
  load: () => Promise<Calls>,
): Calls {
  let loading: Promise<Calls> | null = null;
  const later =
    (name: keyof Calls) =>
    async (...args: unknown[]): Promise<Answer<unknown>> => {
      try {
        const calls = await (loading ??= load());
        const call = calls[name] as (...args: unknown[]) => Promise<Answer<unknown>>;
        return await call(...args);
      } catch (error) {
        // The next try may have a line.
        loading = null;
        return createFailure('network', error instanceof Error ? error.message : String(error));
      }
    };
  return Object.fromEntries(names.map((name) => [name, later(name)])) as Calls;
}
