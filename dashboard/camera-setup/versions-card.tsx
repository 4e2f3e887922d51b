// The versions of a camera, newest first: who changed what and why. No version holds a log-in.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraVersionEntry } from '../../contracts/index.ts';
import { useList } from '../account/use-list.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { formatMoment } from '../time/moment.ts';
import { changedFields } from './changed-fields.ts';

export function VersionsCard({ id }: { id: string }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const load = useCallback(
    (signal: AbortSignal) => client.listCameraVersions(id, signal),
    [client, id],
  );
  const { value, failure, reload } = useList(load);
  const versions = value?.versions ?? [];
  return (
    <section className="card" aria-label={t('cameraSetup.versions')}>
      <h2 className="card-title">{t('cameraSetup.versions')}</h2>
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      <ol className="version-rows">
        {versions.map((one, index) => (
          <Version key={one.version} entry={one} before={versions[index + 1]} />
        ))}
      </ol>
    </section>
  );
}

interface VersionProps {
  entry: CameraVersionEntry;
  before: CameraVersionEntry | undefined;
}

function Version({ entry, before }: VersionProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { version, change, author, at, reason, camera } = entry;
  const fields = changedFields(camera, before?.camera ?? null);
  const names = fields.map((field) => t(`cameraSetup.${field}`));
  return (
    <li className="version-row">
      <p>
        <strong>{t('cameraSetup.version', { version })}</strong> {t(`cameraSetup.change.${change}`)}
        : {reason}
      </p>
      <p className="muted">{t('cameraSetup.by', { author, time: formatMoment(at, format) })}</p>
      {change === 'edited' && (
        <p>
          {t('cameraSetup.differs', {
            fields: names.length > 0 ? names.join(', ') : t('cameraSetup.newLogIn'),
          })}
        </p>
      )}
      {camera !== null && <p className="code camera-source">{camera.source}</p>}
    </li>
  );
}
