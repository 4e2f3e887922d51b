// Plays films as cameras over RTSP, in separate processes whose cost is not measured. Takes films and the number of cameras;
// returns their addresses. Key frames of the cameras are spread evenly in time.
import { setTimeout as delay } from 'node:timers/promises';
import { startRtspServer, type RtspServer } from '../../simulator/rtsp.ts';
import type { BenchSource } from './camera-site.ts';
import type { Film } from './films.ts';

export interface Sources {
  readonly cameras: readonly BenchSource[];
  stop(): Promise<void>;
}

/** The streams of one server are in step, so there are several servers, started one after another. */
const servers = 8;
const keyFrameEveryMs = 2000;

export async function playSources(films: readonly Film[], count: number): Promise<Sources> {
  const groups = spread(films, count);
  const running: RtspServer[] = [];
  const cameras: BenchSource[] = [];
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  try {
    for (const group of groups) {
      const startedMs = performance.now();
      const mounts = Object.fromEntries(group.map(({ path, film }) => [path, [film.file]]));
      const server = await startRtspServer({ mounts, transports: ['tcp'] });
      running.push(server);
      for (const { path, film } of group)
        cameras.push({ url: `${server.url}${path}`, film: film.name });
      const passedMs = performance.now() - startedMs;
      await delay(Math.max(0, keyFrameEveryMs / servers - (passedMs % keyFrameEveryMs)));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { cameras, stop };
}

/** Cameras are distributed to servers, and films to cameras, in turn. */
export function spread<T>(films: readonly T[], count: number): { path: string; film: T }[][] {
  const groups: { path: string; film: T }[][] = [];
  for (let n = 0; n < count; n++) {
    const film = films[n % films.length];
    if (film === undefined) return [];
    // Neighbours show different films, so no server may get only every second camera.
    const group = Math.floor(n / films.length) % servers;
    (groups[group] ??= []).push({ path: `/camera-${n + 1}`, film });
  }
  return groups;
}
