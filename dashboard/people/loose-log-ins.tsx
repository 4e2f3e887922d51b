// The log-ins that belong to nobody in the roster, for administrators.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PeopleSetup } from '../../contracts/index.ts';
import { looseLogIns } from './find-people.ts';

export function LooseLogIns({ setup }: { setup: PeopleSetup }) {
  const { t } = useTranslation();
  const loose = looseLogIns(setup);
  if (loose.length === 0) return null;
  return (
    <section className="card" aria-label={t('people.loose')}>
      <h2 className="card-title">{t('people.loose')}</h2>
      <p className="field-hint">{t('people.looseHint')}</p>
      <ul className="version-rows">
        {loose.map(({ username, role, cells, disabledAt }) => (
          <li key={username} className="loose-row" data-user={username}>
            <span>
              <span className="code">{username}</span> · {t(`role.${role}`)}
              {disabledAt !== null && ` · ${t('account.disabled')}`}
              <small className="code"> {cells?.join(', ')}</small>
            </span>
            <Link href={`/people/log-in/${encodeURIComponent(username)}`} className="button">
              <span className="visually-hidden">{username}: </span>
              {t('people.edit')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
