// The state of the review queue: waiting cases, cursor, and verdicts. It reloads every few seconds and after each verdict,
// because others review at the same time.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { CaseAction, ReviewList, VoidReason } from '../../contracts/index.ts';
import { useList } from '../account/use-list.ts';
import type { Failure } from '../api/answer.ts';
import { newKey } from '../api/new-key.ts';
import { useSession } from '../session/session-provider.tsx';
import { usePageKeys } from '../shared/use-page-keys.ts';
import { cursorIn, movedIn, reviewCommandOf, type ReviewCommand } from './review-keys.ts';

const everyMs = 5000;

export function useReviews() {
  const { client, session } = useSession();
  const list = useList<ReviewList>(useCallback((signal) => client.listReviews(signal), [client]));
  const { reload } = list;
  const [wanted, setWanted] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [dismissing, setDismissing] = useState<string | null>(null);
  const reviews = list.value?.reviews ?? null;
  const cursor = useCursor(reviews?.map((one) => one.case.id) ?? [], wanted);
  const mayJudge = ['operator', 'admin'].includes(session.user.role);
  useReload(reload);
  const act = async (caseId: string, action: CaseAction) => {
    const answer = await client.act(caseId, action, newKey('review'));
    setRefusal(answer.status === 'error' ? answer : null);
    reload();
  };
  const [, navigate] = useLocation();
  const judge = (caseId: string, command: ReviewCommand) => {
    if (command === 'open') navigate(`/cases/${encodeURIComponent(caseId)}`);
    if (command === 'confirm' && mayJudge) void act(caseId, { action: 'confirm' });
    if (command === 'dismiss' && mayJudge) setDismissing(caseId);
  };
  usePageKeys(reviewCommandOf, (command) => {
    const ids = reviews?.map((one) => one.case.id) ?? [];
    if (command === 'down' || command === 'up')
      setWanted(movedIn(ids, cursor, command === 'down' ? 1 : -1));
    else if (cursor !== null) judge(cursor, command);
  });
  return {
    reviews,
    failure: list.failure,
    refusal,
    cursor,
    mayJudge,
    dismissing,
    reload,
    judge,
    point: setWanted,
    leave: () => {
      setDismissing(null);
    },
    dismiss: (caseId: string, why: VoidReason, reason: string) => {
      setDismissing(null);
      void act(caseId, { action: 'dismiss', why, reason });
    },
  };
}

function useReload(reload: () => void): void {
  useEffect(() => {
    const timer = setInterval(reload, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [reload]);
}

/** The cursor survives removals by others. */
function useCursor(ids: readonly string[], wanted: string | null): string | null {
  const before = useRef<{ ids: readonly string[]; cursor: string | null }>({
    ids: [],
    cursor: null,
  });
  const [shown, setShown] = useState<string | null>(null);
  const key = ids.join(' ');
  useEffect(() => {
    const now = key === '' ? [] : key.split(' ');
    const from = wanted ?? before.current.cursor;
    const cursor = cursorIn(now, from, before.current.ids);
    before.current = { ids: now, cursor };
    setShown(cursor);
  }, [key, wanted]);
  return shown;
}
