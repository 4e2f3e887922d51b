// The form of one unit. Takes the set-up and the unit, null for a new one; reports the name of what was saved or removed.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { levels, type PeopleSetup, type Unit } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { ChoiceField } from '../camera-setup/form-fields.tsx';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { WrittenField } from './below-people.tsx';
import {
  draftOfUnit,
  parentsFor,
  unitFaults,
  unitOf,
  type UnitDraft,
  type UnitField,
} from './unit-draft.ts';

interface UnitFormProps {
  setup: PeopleSetup;
  unit: Unit | null;
  onSaved: (name: string) => void;
}

export function UnitForm(props: UnitFormProps) {
  const { t } = useTranslation();
  const { setup, unit } = props;
  const form = useUnitForm(props);
  const { draft, change, failure, submit, remove } = form;
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <UnitText form={form} field="name" />
      <UnitText
        form={form}
        field="id"
        isCode
        isFixed={unit !== null}
        hint={unit === null ? t('people.idHint') : ''}
      />
      <ChoiceField
        label={t('people.unitLevel')}
        value={draft.level}
        options={levels.map((one) => [one, t(`people.level.${one}`)] as const)}
        onChange={(level) => {
          change({ level });
        }}
      />
      <ChoiceField
        label={t('people.unitParent')}
        value={draft.parent}
        options={[
          ['', t('people.noParent')] as const,
          ...parentsFor(draft.level, setup.units, draft.id).map(
            ({ id, name }) => [id, name] as const,
          ),
        ]}
        onChange={(parent) => {
          change({ parent });
        }}
      />
      <UnitText form={form} field="cells" isCode isLong hint={t('people.unitCellsHint')} />
      <UnitText form={form} field="reason" hint={t('people.reasonHint')} />
      <RefusalNote failure={failure} />
      <p className="camera-buttons">
        <button type="submit" className="button button-primary">
          {t(unit === null ? 'people.addUnit' : 'people.save')}
        </button>
        {unit !== null && (
          <button type="button" className="button" onClick={() => void remove()}>
            {t('people.removeUnit')}
          </button>
        )}
      </p>
    </form>
  );
}

interface UnitTextProps {
  form: ReturnType<typeof useUnitForm>;
  field: UnitField;
  hint?: string;
  isCode?: boolean;
  isFixed?: boolean;
  isLong?: boolean;
}

function UnitText({ form: { draft, faults, change }, field, ...rest }: UnitTextProps) {
  const { t } = useTranslation();
  return (
    <WrittenField
      {...rest}
      name={`unit-${field}`}
      label={t(`people.unitField.${field}`)}
      value={draft[field]}
      fault={faults.includes(field) ? t(`people.unitFault.${field}`) : null}
      onChange={(value) => {
        change({ [field]: value });
      }}
    />
  );
}

function useUnitForm({ setup, unit, onSaved }: UnitFormProps) {
  const { client } = useSession();
  const ids = setup.units.map(({ id }) => id);
  const [draft, setDraft] = useState(() => draftOfUnit(unit, ids));
  const [faults, setFaults] = useState<readonly UnitField[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [baseVersion] = useState(setup.version);
  const change = (part: Partial<UnitDraft>) => {
    setDraft({ ...draft, ...part });
    setFaults(faults.filter((field) => !(field in part)));
    setFailure(null);
  };
  const base = { baseVersion, reason: draft.reason.trim() };
  const submit = async () => {
    const others = setup.units.filter((one) => one !== unit);
    const wrong = unitFaults(draft, others);
    setFaults(wrong);
    if (wrong.length > 0) return;
    const answer = await client.putUnit(unitOf(draft, unit), base);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') onSaved(draft.name.trim());
  };
  const remove = async () => {
    if (base.reason === '') {
      setFaults(['reason']);
      return;
    }
    const answer = await client.removeUnit(draft.id, base);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') onSaved(draft.name.trim());
  };
  return { draft, faults, failure, change, submit, remove };
}
