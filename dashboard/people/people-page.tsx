// The people of the site: who there is, what each does, how each is reached, which log-in each has, and what is missing. For
// administrators also the log-ins that belong to nobody in the roster.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import type { PeopleSetup } from '../../contracts/index.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { Page } from '../shared/page.tsx';
import { GoodNote } from './below-people.tsx';
import { findPeople, hasLack, lacks, type Lack, type ListedPerson } from './find-people.ts';
import { LooseLogIns } from './loose-log-ins.tsx';
import { PeopleFiles, PeopleNotes } from './people-files.tsx';
import { PersonRow } from './person-row.tsx';
import { usePeople } from './use-people.ts';
import '../camera-setup/camera-setup.css';
import './people.css';

export default function PeoplePage() {
  const { t } = useTranslation();
  const { setup, listed, failure, reload } = usePeople();
  const [search] = useSearchParams();
  const removed = search.get('removed');
  return (
    <Page
      title={t('people.title')}
      documentTitle={t('people.title')}
      aside={
        <Link href="/people/add" className="button button-primary">
          <Icon name="plus" />
          {t('people.add')}
        </Link>
      }
    >
      <div className="camera-setup">
        {removed !== null && <GoodNote>{t('people.removed', { name: removed })}</GoodNote>}
        {failure && <FailureNote failure={failure} onRetry={reload} />}
        {setup === null && !failure && <p role="status">{t('app.loading')}</p>}
        {setup !== null && <Content setup={setup} listed={listed} />}
      </div>
    </Page>
  );
}

interface ContentProps {
  setup: PeopleSetup;
  listed: readonly ListedPerson[];
}

function Content({ setup, listed }: ContentProps) {
  return (
    <>
      {listed.length === 0 ? (
        <FirstPerson setup={setup} />
      ) : (
        <PeopleList listed={listed} seesLogIns={setup.logIns !== null} />
      )}
      <LooseLogIns setup={setup} />
      <PeopleFiles hasPeople={listed.length > 0} />
      <PeopleNotes setup={setup} />
    </>
  );
}

/** What an empty roster needs before somebody is notified. */
function FirstPerson({ setup }: { setup: PeopleSetup }) {
  const { t } = useTranslation();
  const hasUnit = setup.units.length > 0;
  return (
    <section className="card" aria-label={t('people.emptyTitle')}>
      <h2 className="camera-name">{t('people.emptyTitle')}</h2>
      <ol className="first-steps">
        <li data-done={hasUnit}>
          {hasUnit && <Icon name="check" />}
          {t('people.steps.unit')}{' '}
          <Link href="/people/units" className="button">
            {t('people.units')}
          </Link>
        </li>
        <li>{t('people.steps.person')}</li>
        <li>{t('people.steps.channel')}</li>
      </ol>
      <AllSteps setup={setup} />
    </section>
  );
}

/** Only administrators see all steps of a new install. */
function AllSteps({ setup }: { setup: PeopleSetup }) {
  const { t } = useTranslation();
  if (setup.logIns === null) return null;
  return (
    <p className="camera-buttons">
      <Link href="/first-steps" className="button">
        {t('settings.firstSteps')}
      </Link>
    </p>
  );
}

const shownAtOnce = 50;

interface ListProps {
  listed: readonly ListedPerson[];
  seesLogIns: boolean;
}

function PeopleList({ listed, seesLogIns }: ListProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [lack, setLack] = useState<Lack | null>(null);
  const [most, setMost] = useState(shownAtOnce);
  const found = findPeople(listed, text, lack);
  const shown = found.slice(0, most);
  return (
    <section aria-label={t('people.list')} className="camera-list">
      <div className="camera-find">
        <input
          type="search"
          className="input"
          aria-label={t('people.find')}
          placeholder={t('people.find')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMost(shownAtOnce);
          }}
        />
        <p className="muted" role="status">
          {t('people.shownOf', { shown: found.length, total: listed.length })}
        </p>
      </div>
      <LackChoice listed={listed} seesLogIns={seesLogIns} lack={lack} onChange={setLack} />
      {found.length === 0 && <p>{t('people.nothingFound')}</p>}
      <ul className="camera-rows">
        {shown.map((one) => (
          <PersonRow key={one.person.id} listed={one} seesLogIns={seesLogIns} />
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
          {t('people.more', { count: Math.min(shownAtOnce, found.length - shown.length) })}
        </button>
      )}
    </section>
  );
}

interface LackProps extends ListProps {
  lack: Lack | null;
  onChange: (lack: Lack | null) => void;
}

/** One button for each thing that somebody lacks. */
function LackChoice({ listed, seesLogIns, lack, onChange }: LackProps) {
  const { t } = useTranslation();
  const offered = lacks
    .filter((one) => seesLogIns || (one !== 'log-in' && one !== 'open-log-in'))
    .map((one) => [one, listed.filter((person) => hasLack(person, one)).length] as const)
    .filter(([one, count]) => count > 0 || one === lack);
  if (offered.length === 0) return null;
  return (
    <div className="camera-buttons" role="group" aria-label={t('people.lacks')}>
      {offered.map(([one, count]) => (
        <button
          key={one}
          type="button"
          className="button"
          aria-pressed={one === lack}
          data-lack={one}
          onClick={() => {
            onChange(one === lack ? null : one);
          }}
        >
          {t(`people.lack.${one}`)}: {count}
        </button>
      ))}
    </div>
  );
}
