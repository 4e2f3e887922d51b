// The page of all cameras for administrators: where each comes from, its state, which edge watches it; the edges that ask for
// cameras; and in an empty install what is needed first.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import type { CameraSetup } from '../../contracts/index.ts';
import { useCameras } from '../cameras/use-cameras.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { Page } from '../shared/page.tsx';
import { CameraRow } from './camera-row.tsx';
import { EdgesCard } from './edges-card.tsx';
import { FilesCard } from './files-card.tsx';
import { findCameras, listedCameras } from './find-cameras.ts';
import { FirstSteps } from './first-steps.tsx';
import { LimitsCard } from './limits-card.tsx';
import { useSetup } from './use-setup.ts';
import './camera-setup.css';

export default function CamerasPage() {
  const { t } = useTranslation();
  const { setup, failure, reload } = useSetup();
  return (
    <Page
      title={t('cameraSetup.title')}
      documentTitle={t('cameraSetup.title')}
      aside={
        <Link href="/cameras/add" className="button button-primary">
          <Icon name="plus" />
          {t('cameraSetup.add')}
        </Link>
      }
    >
      <div className="camera-setup">
        <Removed />
        {failure && <FailureNote failure={failure} onRetry={reload} />}
        {setup === null && !failure && <p role="status">{t('app.loading')}</p>}
        {setup !== null && <Content setup={setup} />}
      </div>
    </Page>
  );
}

function Content({ setup }: { setup: CameraSetup }) {
  const isEmpty = setup.cameras.length === 0;
  return (
    <>
      {isEmpty && <FirstSteps edges={setup.edges} />}
      {!isEmpty && <CameraList setup={setup} />}
      <EdgesCard edges={setup.edges} isOpen={isEmpty} />
      <FilesCard hasCameras={setup.cameras.some(({ origin }) => origin === 'dashboard')} />
      <LimitsCard />
    </>
  );
}

function Removed() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const id = search.get('removed');
  if (id === null) return null;
  return (
    <p className="note note-info" role="status">
      {t('cameraSetup.removed', { id })}
    </p>
  );
}

const shownAtOnce = 50;

function CameraList({ setup }: { setup: CameraSetup }) {
  const { t } = useTranslation();
  const { cameras: views } = useCameras();
  const [text, setText] = useState('');
  const [most, setMost] = useState(shownAtOnce);
  const found = findCameras(listedCameras(setup, views), text);
  const shown = found.slice(0, most);
  return (
    <section aria-label={t('cameraSetup.list')} className="camera-list">
      <div className="camera-find">
        <input
          type="search"
          className="input"
          aria-label={t('cameraSetup.find')}
          placeholder={t('cameraSetup.find')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMost(shownAtOnce);
          }}
        />
        <p className="muted" role="status">
          {t('cameraSetup.shownOf', { shown: found.length, total: setup.cameras.length })}
        </p>
      </div>
      {found.length === 0 && <p>{t('cameraSetup.nothingFound')}</p>}
      <ul className="camera-rows">
        {shown.map((one) => (
          <CameraRow key={`${one.camera.origin} ${one.camera.id}`} listed={one} />
        ))}
      </ul>
      {found.length > shown.length && (
        <button
          type="button"
          className="button"
          onClick={() => {
            setMost(most + shownAtOnce);
          }}
        >
          {t('cameraSetup.more', { count: Math.min(shownAtOnce, found.length - shown.length) })}
        </button>
      )}
    </section>
  );
}
