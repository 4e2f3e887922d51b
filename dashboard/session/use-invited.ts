// Asks for whom an invitation is, and again on request.
import { useEffect, useState } from 'react';
import type { Invited } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import type { Client } from '../api/client.ts';

export function useInvited(client: Pick<Client, 'lookAtInvitation'>, code: string) {
  const [invited, setInvited] = useState<Invited | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    void client.lookAtInvitation(code, controller.signal).then((answer) => {
      if (answer.status === 'aborted') return;
      setFailure(answer.status === 'error' ? answer : null);
      if (answer.status === 'ok') setInvited(answer.value);
    });
    return () => {
      controller.abort();
    };
  }, [client, code, round]);
  const reload = () => {
    setRound(round + 1);
  };
  return { invited, failure, reload };
}
