// Carries out the planned faults of a night: kills dispatch, Redis, the broker and the webhook servers. Takes the plan; records
// in the history when each was down.
import type { Dies, Night } from './open-night.ts';
import type { PlannedDisturbance } from './night-plan.ts';

export interface DisturbOptions {
  dispatches: number;
  onProgress?: (line: string) => void;
}

export async function hurtAll(
  disturbances: readonly PlannedDisturbance[],
  night: Night,
  options: DisturbOptions,
): Promise<void> {
  let victim = 0;
  for (const planned of disturbances) {
    await night.time.untilMinute(planned.at);
    options.onProgress?.(`minute ${Math.round(planned.at)}: ${planned.what}`);
    const from = Date.now();
    const shownFrom = night.time.shown();
    await hurt(planned, night, victim % options.dispatches);
    if (planned.what === 'kill-dispatch') victim += 1;
    // Unanswered requests are repeated within seconds of its end.
    const until = Date.now();
    const shownUntil = night.time.shown();
    night.history.disturbances.push({ what: planned.what, from, until, shownFrom, shownUntil });
  }
}

async function hurt(planned: PlannedDisturbance, night: Night, victim: number): Promise<void> {
  const away = () => night.time.sleepMinutes(planned.minutes);
  const dieFor = async (part: Dies | null) => {
    await part?.die();
    await away();
    await night.pace.hold(async () => part?.comeBack());
  };
  switch (planned.what) {
    case 'kill-dispatch':
      await night.dispatches.kill(victim);
      await away();
      return night.pace.hold(() => night.dispatches.start(victim));
    case 'restart-redis':
      return night.pace.hold(() => night.restartRedis());
    case 'hook-1-dies':
      return dieFor(night.hooks[0]);
    case 'hook-2-dies':
      return dieFor(night.hooks[1]);
    case 'broker-dies':
      return dieFor(night.broker);
  }
}
