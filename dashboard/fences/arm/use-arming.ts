// The result of this user's last change: which version is armed, and since when it is in force on the camera.
import { useContext, useEffect, useState } from 'react';
import type { CameraStatus, FenceVersion } from '../../../contracts/index.ts';
import type { Answer, Failure } from '../../api/answer.ts';
import { ClockContext } from '../../time/clock.tsx';
import { forceOf, isGoneFromForce, type Force } from '../feed/in-force.ts';

export interface LastChange {
  version: FenceVersion;
  force: Force;
  /** From the request to the camera's confirmation; null before that. */
  tookMs: number | null;
}

export interface Arming {
  last: LastChange | null;
  /** Makes a change, and follows its result. */
  carryOut: (change: () => Promise<Answer<FenceVersion>>) => Promise<Failure | FenceVersion | null>;
  forget: () => void;
}

interface Sent {
  version: FenceVersion;
  at: number;
  obeyedAt: number | null;
}

export function useArming(
  status: CameraStatus | null,
  take: (version: FenceVersion) => void,
): Arming {
  const clock = useContext(ClockContext);
  const [sent, setSent] = useState<Sent | null>(null);
  const force = sent && forceOfChange(sent.version, status);
  const isObeyed = force?.state === 'in-force';
  useEffect(() => {
    if (!isObeyed) return;
    setSent((old) => (old && old.obeyedAt === null ? { ...old, obeyedAt: clock() } : old));
  }, [isObeyed, clock]);

  const carryOut: Arming['carryOut'] = async (change) => {
    const at = clock();
    const answer = await change();
    if (answer.status === 'error') return answer;
    if (answer.status === 'aborted') return null;
    setSent({ version: answer.value, at, obeyedAt: null });
    take(answer.value);
    return answer.value;
  };
  return {
    last:
      sent && force
        ? { version: sent.version, force, tookMs: sent.obeyedAt && sent.obeyedAt - sent.at }
        : null,
    carryOut,
    forget: () => {
      setSent(null);
    },
  };
}

function forceOfChange(version: FenceVersion, status: CameraStatus | null): Force {
  if (version.change !== 'removed') return forceOf(version, status);
  if (!status?.fences) return { state: 'unknown' };
  return isGoneFromForce(version.fenceId, status)
    ? { state: 'in-force' }
    : { state: 'pending', instead: version.version - 1 };
}
