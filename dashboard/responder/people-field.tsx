// The assignee of a transfer: people who are on duty now.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session-provider.tsx';

interface PeopleFieldProps {
  person: string;
  onChange: (person: string) => void;
}

export function PeopleField({ person, onChange }: PeopleFieldProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [people, setPeople] = useState<readonly string[]>([]);
  useEffect(() => {
    void client.listDuty().then((answer) => {
      if (answer.status !== 'ok') return;
      const all = answer.value.duties.flatMap((duty) => duty.people.map((one) => one.person));
      setPeople([...new Set(all)]);
    });
  }, [client]);
  return (
    <label className="field">
      <span className="field-label">{t('responder.toWhom')}</span>
      <select
        className="select"
        value={person}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        <option value="">{t('responder.choose')}</option>
        {people.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}
