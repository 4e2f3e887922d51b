// A choice among coming shifts, each with its time, unit and part.
import { useTranslation } from 'react-i18next';
import type { DutyNow } from '../api/desk-calls.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';

interface ComingFieldProps {
  label: string;
  /** The option for no shift; one must be chosen when absent. */
  none?: string;
  duty: DutyNow;
  coming: NonNullable<DutyNow['coming']>;
  /** The place of the chosen one in the list, as text. */
  index: string;
  onChange: (index: string) => void;
}

export function ComingField({ label, none, duty, coming, index, onChange }: ComingFieldProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const nameOf = (id: string) => duty.duties.find(({ unit }) => unit === id)?.unitName ?? id;
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        className="select"
        value={index}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {none !== undefined && <option value="">{none}</option>}
        {coming.map(({ unit, part, from, until }, place) => (
          <option key={`${unit} ${part} ${from}`} value={place}>
            {`${formatSince(from, now, format)} – ${formatSince(until, from, format)} · ${nameOf(unit)} · ${t(`duty.${part}`)}`}
          </option>
        ))}
      </select>
    </label>
  );
}
