// People as files, the way to the units, and what to know: which of both rules counts.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PeopleSetup } from '../../contracts/index.ts';
import { peopleFileAddress, rosterFileAddress } from '../api/people-calls.ts';
import { Icon } from '../shared/icon.tsx';

export function PeopleFiles({ hasPeople }: { hasPeople: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <section className="card" aria-label={t('people.files')}>
      <h2 className="card-title">{t('people.files')}</h2>
      <p className="camera-buttons">
        <Link href="/people/units" className="button">
          {t('people.units')}
        </Link>
        <Link href="/people/import" className="button">
          <Icon name="import" />
          {t('peopleImport.title')}
        </Link>
        {hasPeople && (
          <a className="button" href={peopleFileAddress('export.csv', i18n.language)} download>
            <Icon name="export" />
            {t('people.exportCsv')}
          </a>
        )}
        <a className="button" href={rosterFileAddress()} download>
          <Icon name="export" />
          {t('people.exportYaml')}
        </a>
      </p>
      <p className="field-hint">{t('people.exportHint')}</p>
    </section>
  );
}

const notes = ['which', 'soon', 'leave', 'channels'] as const;

export function PeopleNotes({ setup: { simpleDuties } }: { setup: PeopleSetup }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t('people.notes')}>
      <h2 className="card-title">{t('people.notes')}</h2>
      <ul className="limits">
        {notes.map((one) => (
          <li key={one}>{t(`people.note.${one}`)}</li>
        ))}
        {simpleDuties > 0 && <li>{t('people.note.simple', { count: simpleDuties })}</li>}
      </ul>
    </section>
  );
}
