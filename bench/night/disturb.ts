// Carries out what dies in a night: dispatch by SIGKILL, Redis, the broker and the webhook servers. Takes what is planned; writes down in
// the history from when to when each was away.
import { setTimeout as delay } from 'node:timers/promises';
import type { Dies, Night } from './open-night.ts';
import type { PlannedDisturbance } from './night-plan.ts';

export interface DisturbOptions {
  dispatches: number;
  onProgress?: (line: string) => void;
}

export async function untilShown({ time }: Pick<Night, 'time'>, minutes: number): Promise<void> {
  const at = time.worldStart + (minutes * 60_000) / time.factor;
  await delay(Math.max(0, at - Date.now()));
}

export async function hurtAll(
  disturbances: readonly PlannedDisturbance[],
  night: Night,
  options: DisturbOptions,
): Promise<void> {
  let victim = 0;
  for (const planned of disturbances) {
    await untilShown(night, planned.at);
    options.onProgress?.(`minute ${Math.round(planned.at)}: ${planned.what}`);
    const from = Date.now();
    await hurt(planned, night, victim % options.dispatches);
    if (planned.what === 'kill-dispatch') victim += 1;
    // What was unanswered is tried again within seconds of its end.
    night.history.disturbances.push({ what: planned.what, from, until: Date.now() });
  }
}

async function hurt(planned: PlannedDisturbance, night: Night, victim: number): Promise<void> {
  const away = () => delay((planned.minutes * 60_000) / night.time.factor);
  const dieFor = async (part: Dies | null) => {
    await part?.die();
    await away();
    await part?.comeBack();
  };
  switch (planned.what) {
    case 'kill-dispatch':
      await night.dispatches.kill(victim);
      await away();
      return night.dispatches.start(victim);
    case 'restart-redis':
      return night.restartRedis();
    case 'hook-1-dies':
      return dieFor(night.hooks[0]);
    case 'hook-2-dies':
      return dieFor(night.hooks[1]);
    case 'broker-dies':
      return dieFor(night.broker);
  }
}
