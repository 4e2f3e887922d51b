// Removes a camera, with a reason. A camera that has fences is not removed: they are watched by it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { SetUpCamera } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { ReasonField } from './below-cameras.tsx';

export function RemoveCard({ camera: { id, version } }: { camera: SetUpCamera }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [, goTo] = useLocation();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const answer = await client.removeCamera(id, { baseVersion: version, reason: reason.trim() });
    setBusy(false);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') goTo(`/cameras?removed=${encodeURIComponent(id)}`);
  };
  return (
    <details className="card remove-card">
      <summary>{t('cameraSetup.remove')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void remove();
        }}
      >
        <p className="field-hint">{t('cameraSetup.removeHint')}</p>
        <ReasonField reason={reason} onChange={setReason} />
        <RefusalNote failure={failure} />
        {failure?.code === 'camera-has-fences' && (
          <Link href={`/fences/${encodeURIComponent(id)}`} className="button">
            {t('cameraSetup.toFences')}
          </Link>
        )}
        <button type="submit" className="button" disabled={isBusy || reason.trim() === ''}>
          {t('cameraSetup.removeIt')}
        </button>
      </form>
    </details>
  );
}
