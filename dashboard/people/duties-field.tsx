// The duties of a person in the form: those that there are, each with a button that takes the person out, and a choice of unit, part and
// shift for another one.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import {
  dutyParts,
  type DutyPart,
  type PeopleSetup,
  type Shift,
  type StandingDuty,
} from '../../contracts/index.ts';
import { ChoiceField } from '../camera-setup/form-fields.tsx';
import { Icon } from '../shared/icon.tsx';
import { HoursText } from './person-texts.tsx';
import type { PersonDraft } from './person-draft.ts';

interface DutiesProps {
  setup: PeopleSetup;
  draft: PersonDraft;
  change: (part: Partial<PersonDraft>) => void;
}

export function DutiesField({ setup, draft, change }: DutiesProps) {
  const { t } = useTranslation();
  const shifts = setup.shifts.filter(({ id }) => draft.shifts.includes(id));
  const unitName = (id: string) => setup.units.find((unit) => unit.id === id)?.name ?? id;
  return (
    <fieldset className="person-choice">
      <legend className="field-label">{t('people.duties')}</legend>
      {shifts.map((shift) => (
        <ShiftLine
          key={shift.id}
          shift={shift}
          unitName={unitName(shift.unit)}
          isOnly={shift.people.every((one) => one === draft.id)}
          onRemove={() => {
            change({ shifts: draft.shifts.filter((one) => one !== shift.id) });
          }}
        />
      ))}
      {draft.duties.map((duty) => (
        <div key={`${duty.unit} ${duty.part}`} className="listed-choice">
          <span>
            {t(`duty.${duty.part}`)} · {unitName(duty.unit)} · {t('people.allHours')}
          </span>
          <RemoveButton
            what={`${t(`duty.${duty.part}`)} ${unitName(duty.unit)}`}
            onRemove={() => {
              change({ duties: draft.duties.filter((one) => one !== duty) });
            }}
          />
        </div>
      ))}
      {setup.units.length === 0 ? (
        <p className="note note-warn">
          {t('people.noUnits')}{' '}
          <Link href="/people/units" className="button">
            {t('people.units')}
          </Link>
        </p>
      ) : (
        <NewDuty setup={setup} draft={draft} change={change} />
      )}
    </fieldset>
  );
}

interface ShiftLineProps {
  shift: Shift;
  unitName: string;
  isOnly: boolean;
  onRemove: () => void;
}

function ShiftLine({ shift, unitName, isOnly, onRemove }: ShiftLineProps) {
  const { t } = useTranslation();
  const name = `${t(`duty.${shift.part}`)} · ${unitName}`;
  return (
    <div className="listed-choice" data-shift={shift.id}>
      <span>
        {name} · <HoursText shift={shift} /> <span className="code">{shift.id}</span>
        {isOnly && <small> {t('people.onlyOne')}</small>}
      </span>
      <RemoveButton what={name} onRemove={onRemove} />
    </div>
  );
}

export function RemoveButton({ what, onRemove }: { what: string; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="button"
      aria-label={`${t('people.takeOut')}: ${what}`}
      onClick={onRemove}
    >
      <Icon name="close" />
      {t('people.takeOut')}
    </button>
  );
}

const allHours = '\u0000all';

function NewDuty({ setup, draft, change }: DutiesProps) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState('');
  const [part, setPart] = useState<DutyPart>('officer');
  const [shift, setShift] = useState(allHours);
  const offered = setup.shifts.filter(
    (one) => one.unit === unit && one.part === part && !draft.shifts.includes(one.id),
  );
  const chosen = offered.some(({ id }) => id === shift) ? shift : (offered[0]?.id ?? allHours);
  const add = () => {
    setUnit('');
    if (chosen !== allHours) change({ shifts: [...draft.shifts, chosen] });
    else change({ duties: withDuty(draft.duties, { unit, part }) });
  };
  return (
    <div className="person-fields">
      <ChoiceField
        label={t('people.dutyUnit')}
        value={unit}
        options={[
          ['', t('people.chooseUnit')] as const,
          ...setup.units.map(({ id, name }) => [id, name] as const),
        ]}
        onChange={setUnit}
      />
      <ChoiceField
        label={t('people.dutyPart')}
        value={part}
        options={dutyParts.map((one) => [one, t(`duty.${one}`)] as const)}
        onChange={setPart}
      />
      {offered.length > 0 && (
        <ChoiceField
          label={t('people.dutyShift')}
          value={chosen}
          options={[
            ...offered.map((one) => [one.id, one.id] as const),
            [allHours, t('people.allHours')] as const,
          ]}
          onChange={setShift}
        />
      )}
      <p className="camera-buttons">
        <button type="button" className="button" disabled={unit === ''} onClick={add}>
          <Icon name="plus" />
          {t('people.addDuty')}
        </button>
      </p>
    </div>
  );
}

function withDuty(duties: readonly StandingDuty[], duty: StandingDuty): StandingDuty[] {
  const others = duties.filter((one) => one.unit !== duty.unit || one.part !== duty.part);
  return [...others, duty];
}
