// API calls that only some pages make: their code and schemas are loaded with the first call. Takes their names and a load
// function; returns calls of the same types. Offline they fail like every other call.
import { createFailure, type Answer } from './answer.ts';

/** @param names of all calls; a test compares them with the real ones */
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
        // Load again on the next call, which may be online.
        loading = null;
        return createFailure('network', error instanceof Error ? error.message : String(error));
      }
    };
  return Object.fromEntries(names.map((name) => [name, later(name)])) as Calls;
}
