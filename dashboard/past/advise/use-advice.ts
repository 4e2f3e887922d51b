// Asks for advice: reads the verdicts, then lets the worker search. What was asked for another fence or another time is
// forgotten. Takes what is edited and the log that is at hand; gives the state and the way to ask.
import { useEffect, useRef, useState } from 'react';
import { emptyCalendar, type FenceFile } from '../../../contracts/index.ts';
import { useSession } from '../../session/session-provider.tsx';
import type { LoadedLog } from '../replay/load-log.ts';
import type { AdviseJob } from '../replay/message.ts';
import type { AdviceState } from './advice-card.tsx';
import { loadVerdicts } from './load-verdicts.ts';

interface AdviceWish {
  cameraId: string;
  file: FenceFile | null;
  log: LoadedLog | null;
  advise: (job: AdviseJob) => Promise<Exclude<AdviceState, { status: 'idle' | 'busy' | 'failed' }>>;
}

export function useAdvice({ cameraId, file, log, advise }: AdviceWish) {
  const { client, session, timezone } = useSession();
  const [state, setState] = useState<AdviceState>({ status: 'idle' });
  const asked = useRef(0);
  const key = `${cameraId}/${file?.id ?? ''}/${log?.span.from ?? ''}`;
  useEffect(() => {
    asked.current++;
    setState({ status: 'idle' });
  }, [key]);
  const ask = async () => {
    if (!file || !log) return;
    const own = ++asked.current;
    setState({ status: 'busy' });
    const answer = await loadVerdicts(client, { cameraId, fenceId: file.id, span: log.span });
    if (asked.current !== own) return;
    if (answer.status !== 'ok') {
      setState(
        answer.status === 'error' ? { status: 'failed', failure: answer } : { status: 'idle' },
      );
      return;
    }
    const calendar = session.site?.calendar ?? emptyCalendar;
    const found = await advise({
      ...{ file, verdicts: answer.value, timezone, calendar, parts: log.parts, span: log.span },
    });
    if (asked.current === own) setState(found);
  };
  return { state, ask };
}
