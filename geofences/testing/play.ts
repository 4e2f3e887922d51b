// Plays observations through an engine, like a worker, and collects the results.
import type { Fence, IncidentEvent, Observation } from '../../contracts/index.ts';
import {
  createFenceEngine,
  emptyEngineState,
  engineStateSchema,
  type Advance,
  type EngineState,
} from '../index.ts';

export interface Played {
  readonly events: IncidentEvent[];
  readonly drops: Advance['drops'][number][];
  readonly state: EngineState;
}

export interface PlayOptions {
  readonly timezone?: string;
  readonly state?: EngineState;
  /** Before which observations the worker restarts from its stored state. */
  readonly isRestartBefore?: (index: number) => boolean;
}

export function play(
  fences: readonly Fence[],
  observations: readonly Observation[],
  options: PlayOptions = {},
): Played {
  const timezone = options.timezone ?? 'UTC';
  let engine = createFenceEngine(fences, timezone);
  let state = options.state ?? emptyEngineState;
  const events: IncidentEvent[] = [];
  const drops: Played['drops'] = [];
  observations.forEach((observation, index) => {
    if (options.isRestartBefore?.(index)) {
      engine = createFenceEngine(fences, timezone);
      state = engineStateSchema.parse(JSON.parse(JSON.stringify(state)));
    }
    const advance = engine.advance(state, observation);
    state = advance.state;
    events.push(...advance.events);
    drops.push(...advance.drops);
  });
  return { events, drops, state };
}

/** Each event as `name@seconds`, seconds after `from`. */
export function story(events: readonly IncidentEvent[], from: number): string[] {
  return events.map(({ event, capturedAt }) => `${event}@${(capturedAt - from) / 1000}`);
}
