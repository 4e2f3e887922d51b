// A back-test: what fences would have said of a stretch of a camera's observation log. The very engine that runs live, so
// the incidents are the same, bit for bit. Pure: feed it the log in any portions, then ask for the result.
import type { Box, Calendar, Fence, IncidentEvent, Observation } from '../../contracts/index.ts';
import { createQuietEngine, emptyEngineState } from '../engine.ts';
import { incidentList, type BackTestIncident } from './incident-list.ts';
import { createWatchMeter, type UnwatchedFence } from './watch-meter.ts';

export interface BackTestOptions {
  /** Fences of one camera. */
  readonly fences: readonly Fence[];
  /** IANA name of the site's time zone. */
  readonly timezone: string;
  /** Holidays and made-up workdays of the site; none when left out. */
  readonly calendar?: Calendar;
}

export interface BackTestResult {
  /** What the engine said, in order: opened, still there, cleared. */
  readonly events: readonly IncidentEvent[];
  /** One entry an incident, in the order in which they opened. */
  readonly incidents: readonly BackTestIncident[];
  /** How many observations were judged. */
  readonly observations: number;
  /** `capturedAt` of the first and of the last observation, epoch ms; null when there was none. */
  readonly from: number | null;
  readonly to: number | null;
  /**
   * Fences of which the detector was not given all while the log was written, and how much: what it does not know there,
   * the result does not know either. Null when no part of the log says what was watched.
   */
  readonly unwatched: readonly UnwatchedFence[] | null;
}

export interface BackTest {
  /**
   * Observations must come in order of `capturedAt`, over all calls; gives the events that they led to.
   * @param watched what the detector was given of the picture meanwhile, as the log says; null when it is not known
   */
  feed(
    observations: readonly Observation[],
    watched?: readonly Box[] | null,
  ): readonly IncidentEvent[];
  end(): BackTestResult;
}

/** Nothing is known before the log begins: what stood there then is judged from the first observation on. */
export function createBackTest({ fences, timezone, calendar }: BackTestOptions): BackTest {
  const engine = createQuietEngine(fences, timezone, calendar);
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
        if (advance.events.length > 0) events.push(...advance.events);
      }
      observations += batch.length;
      from ??= batch[0]?.capturedAt ?? null;
      to = batch.at(-1)?.capturedAt ?? to;
      return events.slice(before);
    },
    end: () => ({
      ...{ events: [...events], incidents: incidentList(events), observations, from, to },
      unwatched: meter.end(),
    }),
  };
}
