// The page that imports people, units or shifts from a table: first as a dry run that lists every fault, then with a reason.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxImportBytes } from '../../contracts/index.ts';
import { peopleFileAddress } from '../api/people-calls.ts';
import { ReasonField } from '../camera-setup/below-cameras.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { BelowPeople } from './below-people.tsx';
import { changesIn, RosterOutcome } from './roster-outcome.tsx';
import { useRosterImport } from './use-roster-import.ts';

export default function ImportPeoplePage() {
  const { t } = useTranslation();
  return (
    <BelowPeople title={t('peopleImport.title')}>
      <HowTo />
      <Import />
    </BelowPeople>
  );
}

const hints = ['columns', 'id', 'empty', 'encoding', 'others', 'repeat'] as const;

function HowTo() {
  const { t, i18n } = useTranslation();
  return (
    <section className="card" aria-label={t('cameraImport.how')}>
      <h2 className="card-title">{t('cameraImport.how')}</h2>
      <ul className="limits">
        {hints.map((one) => (
          <li key={one}>{t(`peopleImport.hint.${one}`)}</li>
        ))}
      </ul>
      <p className="camera-buttons">
        <a className="button" href={peopleFileAddress('template.csv', i18n.language)} download>
          <Icon name="export" />
          {t('cameraImport.template')}
        </a>
      </p>
    </section>
  );
}

function Import() {
  const { t } = useTranslation();
  const { file, answer, failure, isTooLarge, isBusy, choose, tryAgain, store } = useRosterImport();
  const isGood = answer !== null && answer.faults.length === 0 && answer.version === null;
  const mayStore = isGood && changesIn(answer) > 0 && !isBusy && !failure;
  return (
    <section className="card import-card" aria-label={t('cameraImport.file')}>
      <p className="camera-buttons">
        <label className="button button-primary file-button">
          <Icon name="import" />
          {t(file === null ? 'peopleImport.choose' : 'cameraImport.chooseOther')}
          <input
            className="visually-hidden"
            type="file"
            accept=".csv,.txt,.tsv,.yaml,.yml"
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
          {t('cameraImport.tooLarge', { most: maxImportBytes / 1024 / 1024 })}
        </p>
      )}
      {isBusy && <p role="status">{t('cameraImport.busy')}</p>}
      {failure && <FailureNote failure={failure} onRetry={() => void tryAgain()} />}
      {answer && !isBusy && <RosterOutcome answer={answer} />}
      {mayStore && <Store onStore={(reason) => void store(reason)} />}
    </section>
  );
}

function Store({ onStore }: { onStore: (reason: string) => void }) {
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
        {t('peopleImport.store')}
      </button>
    </form>
  );
}
