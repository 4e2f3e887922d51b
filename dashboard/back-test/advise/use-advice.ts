// Asks for advice: loads the verdicts, then lets the worker search. If a place was void repeatedly for one cause, it asks by
// itself, once per fence and log. Answers for another fence or time are dropped. Takes the edited fence and the loaded log;
// returns the state and a function to ask.
import { useEffect, useRef, useState } from 'react';
import { emptyCalendar, type FenceFile } from '../../../contracts/index.ts';
import { timesVoid } from '../../../geofences/index.ts';
import { useSession } from '../../session/session-provider.tsx';
import type { LoadedLog } from '../replay/load-log.ts';
import type { AdviseJob } from '../replay/message.ts';
import type { AdviceState } from './advice-card.tsx';
import { isWorthAsking } from './is-worth-asking.ts';
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
  const ask = async (unasked = false) => {
    if (!file || !log) return;
    const own = ++asked.current;
    if (!unasked) setState({ status: 'busy' });
    const answer = await loadVerdicts(client, {
      cameraId,
      fenceId: file.id,
      span: log.span,
      leastVoid: unasked ? timesVoid : 0,
    });
    if (asked.current !== own) return;
    if (unasked && !isWorthAsking(answer)) return;
    if (unasked) setState({ status: 'busy' });
    if (answer.status !== 'ok') {
      setState(
        answer.status === 'error' ? { status: 'failed', failure: answer } : { status: 'idle' },
      );
      return;
    }
    const calendar = session.site?.calendar ?? emptyCalendar;
    const found = await advise({
      file,
      verdicts: answer.value,
      timezone,
      calendar,
      parts: log.parts,
      span: log.span,
    });
    if (asked.current === own) setState(found);
  };
  const hasLog = file !== null && log !== null && log.parts.length > 0;
  useEffect(() => {
    if (hasLog) void ask(true);
    // Once per fence and log, not for each change of the draft.
  }, [key, hasLog]);
  return { state, ask: () => ask() };
}
