// All cameras with their fences: the armed versions, by whom and when, and whether they are in force.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CameraView, FenceVersion } from '../../../contracts/index.ts';
import { cameraPictureAddress } from '../../api/addresses.ts';
import { useWatchingSeen } from '../../cameras/use-watching.ts';
import { Page } from '../../shared/page.tsx';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { useSession } from '../../session/session-provider.tsx';
import { Icon } from '../../shared/icon.tsx';
import { KindName } from '../../shared/kind-mark.tsx';
import { Scene, type SceneFence } from '../../shared/scene.tsx';
import { formatMoment } from '../../time/moment.ts';
import { canEditFences } from '../may-edit.ts';
import { ArmedState, useArmed } from '../feed/use-armed.tsx';
import { ForceMark } from './force-mark.tsx';

export default function FencesPage() {
  const { t } = useTranslation();
  const armed = useArmed();
  const { cameras, feed, isLoading } = armed;
  const list = useRef<HTMLUListElement>(null);
  // The list is there once all is loaded.
  const shown = isLoading ? [] : cameras.map(({ id }) => id);
  useWatchingSeen(list, shown);
  return (
    <Page title={t('fences.title')} documentTitle={t('fences.title')}>
      <ArmedState armed={armed} shape="list" />
      {!isLoading && (
        <ul ref={list} className="fence-cameras" aria-label={t('wall.list')}>
          {cameras.map((camera) => (
            <CameraCard
              key={camera.id}
              camera={camera}
              fences={feed.fences.filter(({ fence }) => fence?.camera === camera.id)}
            />
          ))}
        </ul>
      )}
    </Page>
  );
}

interface CameraCardProps {
  camera: CameraView;
  fences: readonly FenceVersion[];
}

function CameraCard({ camera, fences }: CameraCardProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { id, name, hasPicture, pictureAt } = camera;
  const address = `/fences/${encodeURIComponent(id)}`;
  return (
    <li className="fence-camera card" data-camera={id}>
      <Link href={address} className="fence-camera-picture">
        <span className="visually-hidden">{t('fences.pictureLink', { camera: name })}</span>
        <Scene
          source={hasPicture && pictureAt !== null ? cameraPictureAddress(id, pictureAt) : null}
          alt={t('wall.pictureOf', { camera: name })}
          emptyText={t('wall.noPicture')}
          fences={drawnFences(camera, fences)}
        />
      </Link>
      <div className="fence-camera-body">
        <div className="fence-camera-head">
          <h2 className="camera-name">{name}</h2>
          <Link href={address} className="button">
            <Icon name="polygon" />
            {t(canEditFences(session.user) ? 'fences.edit' : 'fences.look')}
          </Link>
        </div>
        {fences.length === 0 ? (
          <p className="setting-hint">{t('wall.noFences')}</p>
        ) : (
          <ul className="fence-lines">
            {fences.map((version) => (
              <FenceLine key={version.fenceId} camera={camera} version={version} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** The armed version, and whether it has an open incident. */
function drawnFences(camera: CameraView, versions: readonly FenceVersion[]): SceneFence[] {
  return versions.flatMap(({ fenceId, fence }) => {
    const open = camera.fences.some((one) => one.id === fenceId && one.open);
    return fence ? [{ id: fenceId, kind: fence.kind, polygon: fence.polygon, open }] : [];
  });
}

function FenceLine({ camera, version }: { camera: CameraView; version: FenceVersion }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { fence, fenceId, author } = version;
  const name = author === 'site file' ? t('fences.versions.siteFile') : author;
  return (
    <li className="fence-line" data-fence-line={fenceId}>
      <Link
        href={`/fences/${encodeURIComponent(camera.id)}?fence=${encodeURIComponent(fenceId)}`}
        className="fence-line-name"
      >
        {fence?.name ?? fenceId}
      </Link>
      {fence && <KindName kind={fence.kind} />}
      <span className="fence-line-who">
        v{version.version} · {name} · {formatMoment(version.at, format)}
      </span>
      <ForceMark version={version} status={camera.status} />
    </li>
  );
}
