// What a person holds now, and what becomes of it when the person leaves.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PersonHolds } from '../../contracts/index.ts';
import { kindText } from '../shared/kind-text.ts';

export function Holds({ holds }: { holds: PersonHolds }) {
  const { t } = useTranslation();
  const { caseCount, cases, onlyIn, overrides, openSwaps } = holds;
  const isFree = caseCount + onlyIn.length + overrides + openSwaps === 0;
  if (isFree) return <p data-holds="nothing">{t('people.holds.nothing')}</p>;
  return (
    <ul className="limits" data-holds="something">
      {caseCount > 0 && (
        <li>
          {t('people.holds.cases', { count: caseCount })}
          <ul className="held-cases">
            {cases.map(({ id, kind, isAccepted }) => (
              <li key={id}>
                <Link href={`/cases/${encodeURIComponent(id)}`} className="button">
                  {id}
                </Link>{' '}
                · {kindText(t, kind)} ·{' '}
                {t(isAccepted ? 'people.holds.accepted' : 'people.holds.given')}
              </li>
            ))}
          </ul>
        </li>
      )}
      {onlyIn.length > 0 && (
        <li>
          {t('people.holds.onlyIn')} <span className="code">{onlyIn.join(', ')}</span>
        </li>
      )}
      {overrides > 0 && <li>{t('people.holds.overrides', { count: overrides })}</li>}
      {openSwaps > 0 && <li>{t('people.holds.swaps', { count: openSwaps })}</li>}
    </ul>
  );
}
