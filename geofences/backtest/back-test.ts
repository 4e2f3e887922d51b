// A back-test: runs fences over a part of a camera's observation log. It uses the live engine, so the incidents are identical. Pure:
// feed it the log in batches of any size, then get the result.
import type {
  Box,
  Calendar,
  Fence,
  IncidentEvent,
  Observation,
  WhyCount,
} from '../../contracts/index.ts';
import { createFenceEngine, createQuietEngine, emptyEngineState } from '../engine.ts';
import { incidentList, type BackTestIncident } from './incident-list.ts';
import { createWhyTally } from '../why-not.ts';
import { createWatchMeter, type UnwatchedFence } from './watch-meter.ts';

export interface BackTestOptions {
  /** Fences of one camera. */
  readonly fences: readonly Fence[];
  /** IANA name of the site's time zone. */
  readonly timezone: string;
  /** Holidays and make-up workdays of the site; none when absent. */
  readonly calendar?: Calendar;
  /** Whether to compute why there was no alert, which takes longer; false when absent. */
  readonly asksWhy?: boolean;
}

export interface BackTestResult {
  /** The engine's events in order: opened, still there, cleared. */
  readonly events: readonly IncidentEvent[];
  /** One entry per incident, in order of opening. */
  readonly incidents: readonly BackTestIncident[];
  /** How many observations were judged. */
  readonly observations: number;
  /** `capturedAt` of the first and of the last observation, epoch ms; null when there was none. */
  readonly from: number | null;
  readonly to: number | null;
  /**
   * Fences that the detector saw only in part while the log was written, with the unseen share; results are incomplete there.
   * Null when the log does not record the watched areas.
   */
  readonly unwatched: readonly UnwatchedFence[] | null;
  /** Why there was no alert, and in how many looks; null without `asksWhy`. */
  readonly why: readonly WhyCount[] | null;
}

export interface BackTest {
  /**
   * Observations must come in order of `capturedAt`, across all calls; returns the events that they cause.
   * @param watched the areas that the detector was given, from the log; null when unknown
   */
  feed(
    observations: readonly Observation[],
    watched?: readonly Box[] | null,
  ): readonly IncidentEvent[];
  end(): BackTestResult;
}

/** There is no state before the log: objects that stood there earlier are judged from the first observation on. */
export function createBackTest(options: BackTestOptions): BackTest {
  const { fences, timezone, calendar, asksWhy = false } = options;
  const engine = (asksWhy ? createFenceEngine : createQuietEngine)(fences, timezone, calendar);
  const tally = asksWhy ? createWhyTally() : null;
  const meter = createWatchMeter(fences);
  const events: IncidentEvent[] = [];
  let state = emptyEngineState;
  let observations = 0;
  let from: number | null = null;
  let to: number | null = null;
  return {
    feed: (batch, watched = null) => {
      meter.add(batch.length, watched);
      const before = events.length;
      for (const observation of batch) {
        const advance = engine.advance(state, observation);
        state = advance.state;
        tally?.add(advance, observation.capturedAt);
        if (advance.events.length > 0) events.push(...advance.events);
      }
      observations += batch.length;
      from ??= batch[0]?.capturedAt ?? null;
      to = batch.at(-1)?.capturedAt ?? to;
      return events.slice(before);
    },
    end: () => ({
      events: [...events],
      incidents: incidentList(events),
      observations,
      from,
      to,
      unwatched: meter.end(),
      why: tally?.counts() ?? null,
    }),
  };
}
