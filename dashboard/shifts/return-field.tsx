// The shift of a colleague that the user would serve in return, or none. One component per colleague, so that its list never
// belongs to another one.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../account/use-list.ts';
import type { DutyNow } from '../api/desk-calls.ts';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { ComingField } from './coming-field.tsx';

export type Stretch = NonNullable<DutyNow['coming']>[number];

interface ReturnFieldProps {
  person: string;
  duty: DutyNow;
  onChange: (stretch: Stretch | undefined) => void;
}

export function ReturnField({ person, duty, onChange }: ReturnFieldProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [index, setIndex] = useState('');
  const { value, failure } = useList(
    useCallback((signal) => client.getComing(person, signal), [client, person]),
  );
  const coming = value?.coming ?? [];
  const isNone = value !== null && coming.length === 0;
  return (
    <>
      <ComingField
        label={t('shifts.inReturn')}
        none={t(isNone ? 'shifts.noReturn' : 'shifts.nothingInReturn')}
        duty={duty}
        coming={coming}
        index={index}
        onChange={(chosen) => {
          setIndex(chosen);
          onChange(chosen === '' ? undefined : coming[Number(chosen)]);
        }}
      />
      <RefusalNote failure={failure} />
    </>
  );
}
