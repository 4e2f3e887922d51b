// The page to import many cameras from a table: a template, a dry run with every fault by line, then the import.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  maxCameraFileBytes,
  maxCameraRows,
  type CameraImportAnswer,
} from '../../contracts/index.ts';
import { camerasFileAddress } from '../api/camera-setup-calls.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { BelowCameras, ReasonField } from './below-cameras.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { useImport } from './use-import.ts';
import './camera-setup.css';

export default function ImportCamerasPage() {
  const { t } = useTranslation();
  return (
    <BelowCameras title={t('cameraImport.title')}>
      <HowTo />
      <Import />
    </BelowCameras>
  );
}

const hints = ['columns', 'id', 'logIn', 'encoding', 'cells', 'repeat'] as const;

function HowTo() {
  const { t, i18n } = useTranslation();
  return (
    <section className="card" aria-label={t('cameraImport.how')}>
      <h2 className="card-title">{t('cameraImport.how')}</h2>
      <ul className="limits">
        {hints.map((one) => (
          <li key={one}>{t(`cameraImport.hint.${one}`, { rows: maxCameraRows })}</li>
        ))}
      </ul>
      <p className="camera-buttons">
        <a className="button" href={camerasFileAddress('template.csv', i18n.language)} download>
          <Icon name="export" />
          {t('cameraImport.template')}
        </a>
      </p>
    </section>
  );
}

function Import() {
  const { t } = useTranslation();
  const { file, answer, failure, isTooLarge, isBusy, choose, tryAgain, store } = useImport();
  const isGood = answer !== null && answer.faultCount === 0 && !answer.stored;
  const isIdle = isGood && answer.added + answer.changed === 0;
  return (
    <section className="card import-card" aria-label={t('cameraImport.file')}>
      <p className="camera-buttons">
        <label className="button button-primary file-button">
          <Icon name="import" />
          {t(file === null ? 'cameraImport.choose' : 'cameraImport.chooseOther')}
          <input
            className="visually-hidden"
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              if (chosen) void choose(chosen);
              // Otherwise the same file, corrected, could not be chosen again.
              event.target.value = '';
            }}
          />
        </label>
      </p>
      {file !== null && <p className="code">{file.name}</p>}
      {isTooLarge && (
        <p className="note note-danger" role="alert">
          {t('cameraImport.tooLarge', { most: maxCameraFileBytes / 1024 / 1024 })}
        </p>
      )}
      {isBusy && <p role="status">{t('cameraImport.busy')}</p>}
      {failure && <FailureNote failure={failure} onRetry={() => void tryAgain()} />}
      {answer && !isBusy && <ImportOutcome answer={answer} />}
      {isGood && !isIdle && !isBusy && !failure && (
        <Store answer={answer} onStore={(reason) => void store(reason)} />
      )}
    </section>
  );
}

interface StoreProps {
  answer: CameraImportAnswer;
  onStore: (reason: string) => void;
}

function Store({ answer: { added, changed }, onStore }: StoreProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <form
      className="import-store"
      onSubmit={(event) => {
        event.preventDefault();
        onStore(reason.trim());
      }}
    >
      <ReasonField reason={reason} onChange={setReason} />
      <button type="submit" className="button button-primary" disabled={reason.trim() === ''}>
        {t('cameraImport.store', { added, changed })}
      </button>
    </form>
  );
}
