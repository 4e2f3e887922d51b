// A report while it is written, and its sending. Uploaded photos are not sent again, and the same report keeps its idempotency
// key, so that a lost answer does not make two cases.
import { useCallback, useRef, useState } from 'react';
import type { Answer, Failure } from '../api/answer.ts';
import type { Client } from '../api/client.ts';
import { newKey } from '../api/new-key.ts';
import { useSession } from '../session/session-provider.tsx';
import { shrinkPhoto } from '../shared/shrink-photo.ts';

export interface ReportDraft {
  photos: readonly File[];
  kind: string;
  gridCell: string;
  text: string;
  note: string;
}

export const emptyDraft: ReportDraft = { photos: [], kind: '', gridCell: '', text: '', note: '' };

export function isComplete({ photos, kind, gridCell, text }: ReportDraft): boolean {
  return photos.length > 0 && kind !== '' && (gridCell !== '' || text.trim() !== '');
}

export function useReportDraft(onSent: () => void) {
  const { client } = useSession();
  const [draft, setDraft] = useState(emptyDraft);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Failure | 'incomplete' | null>(null);
  const sent = useRef(new Map<File, string>());
  const key = useRef(newKey('report'));
  const change = useCallback((part: Partial<ReportDraft>) => {
    // Changed content is another report.
    key.current = newKey('report');
    setDraft((before) => ({ ...before, ...part }));
  }, []);
  const send = async () => {
    if (busy) return;
    if (!isComplete(draft)) {
      setTrouble('incomplete');
      return;
    }
    setBusy(true);
    setTrouble(null);
    const answer = await sendAll(client, draft, { sent: sent.current, key: key.current });
    setBusy(false);
    if (answer.status === 'ok') onSent();
    if (answer.status === 'error') setTrouble(answer);
  };
  return { draft, change, send, busy, trouble };
}

interface Sent {
  sent: Map<File, string>;
  key: string;
}

async function sendAll(
  client: Pick<Client, 'sendPhoto' | 'sendReport'>,
  { photos, kind, gridCell, text, note }: ReportDraft,
  { sent, key }: Sent,
): Promise<Answer<unknown>> {
  for (const photo of photos) {
    if (sent.has(photo)) continue;
    const answer = await client.sendPhoto(await shrinkPhoto(photo));
    if (answer.status !== 'ok') return answer;
    sent.set(photo, answer.value.photo);
  }
  const where = {
    ...(gridCell === '' ? {} : { gridCell }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
  const report = {
    kind,
    where,
    photos: photos.flatMap((photo) => sent.get(photo) ?? []),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
  return client.sendReport(report, key);
}
