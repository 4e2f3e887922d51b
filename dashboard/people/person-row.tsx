// One person in the list: duties, channels, log-in, and what is missing.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Icon } from '../shared/icon.tsx';
import { DutyText, ReachText } from './person-texts.tsx';
import { hasLack, type ListedPerson } from './find-people.ts';

interface PersonRowProps {
  listed: ListedPerson;
  seesLogIns: boolean;
}

const mostDuties = 6;

export function PersonRow({ listed, seesLogIns }: PersonRowProps) {
  const { t } = useTranslation();
  const { person, origin, duties, reaches, presence } = listed;
  const path = encodeURIComponent(person.id);
  return (
    <li className="camera-row card" data-person={person.id} data-presence={presence}>
      <div className="camera-row-head">
        <h2 className="camera-name">{person.name}</h2>
        {presence !== 'here' && (
          <span className="chip" data-tone="todo">
            {t(`people.presence.${presence}`, { day: person.until ?? '' })}
          </span>
        )}
        <span className="chip">{t(`people.origin.${origin}`)}</span>
      </div>
      <p className="camera-facts">
        <span className="code">{person.id}</span>
        {duties.slice(0, mostDuties).map((duty) => (
          <DutyText key={duty.shift.id} duty={duty} />
        ))}
        {duties.length > mostDuties && (
          <span>{t('people.moreDuties', { count: duties.length - mostDuties })}</span>
        )}
      </p>
      {reaches.length > 0 && (
        <p className="camera-facts">
          {reaches.map((reach) => (
            <ReachText key={reach.channel} reach={reach} />
          ))}
        </p>
      )}
      {seesLogIns && <LogInText listed={listed} />}
      <Lacks listed={listed} seesLogIns={seesLogIns} />
      <p className="camera-buttons">
        <Link href={`/people/edit/${path}`} className="button">
          <span className="visually-hidden">{person.name}: </span>
          {t('people.edit')}
        </Link>
      </p>
    </li>
  );
}

function LogInText({ listed: { logIn } }: { listed: ListedPerson }) {
  const { t } = useTranslation();
  if (logIn === null) return null;
  const { username, role, disabledAt, cells } = logIn;
  return (
    <p className="camera-facts">
      <span>
        {t('people.logIn')}: <span className="code">{username}</span>
      </span>
      <span>{t(`role.${role}`)}</span>
      <span className="code">{cells?.join(', ') ?? ''}</span>
      {disabledAt !== null && <span>{t('account.disabled')}</span>}
    </p>
  );
}

const told = ['duty', 'reach', 'log-in', 'open-log-in'] as const;

function Lacks({ listed, seesLogIns }: PersonRowProps) {
  const { t } = useTranslation();
  const found = told.filter(
    (one) => hasLack(listed, one) && (seesLogIns || one === 'duty' || one === 'reach'),
  );
  if (found.length === 0) return null;
  return (
    <ul className="person-lacks">
      {found.map((one) => (
        <li key={one}>
          <Icon name="warning" />
          {t(`people.lackSays.${one}`)}
        </li>
      ))}
    </ul>
  );
}
