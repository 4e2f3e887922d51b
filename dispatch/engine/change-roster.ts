// Changes the newest roster. If somebody else changes it at the same time, the change is computed again from theirs.
import type { DutyContent } from '../../contracts/index.ts';
import type { DutyOutcome, DutyService, DutyWish } from './duty-service.ts';

export interface RosterChange extends Pick<DutyWish, 'author' | 'reason' | 'swap'> {
  /** Pure: may be called several times. Null when the newest roster does not allow it. */
  make: (content: DutyContent) => DutyContent | null;
}

const mostTries = 5;

export async function changeRoster(
  duty: Pick<DutyService, 'current' | 'change' | 'refresh'>,
  { make, ...by }: RosterChange,
): Promise<DutyOutcome | null> {
  for (let tries = 1; ; tries += 1) {
    const { version: baseVersion, content } = duty.current();
    const made = make(content);
    if (made === null) return null;
    const outcome = await duty.change({ ...by, change: 'edited', baseVersion, content: made });
    if (outcome.ok || outcome.reason !== 'stale' || tries === mostTries) return outcome;
    await duty.refresh();
  }
}
