// Hours of the week, for the schedule of a fence and for permits.
import { useTranslation } from 'react-i18next';
import { scheduleDays, type FenceFile, type ScheduleDay } from '../../../contracts/index.ts';
import { Faults, useFaults } from './field.tsx';
import { replaced, Rows, without } from './rows.tsx';

export type HoursFile = NonNullable<FenceFile['schedule']>[number];

interface HoursRowsProps {
  path: string;
  emptyText: string;
  hours: readonly HoursFile[] | undefined;
  onChange: (hours: HoursFile[] | undefined) => void;
}

export function HoursRows({ path, emptyText, hours = [], onChange }: HoursRowsProps) {
  const { t } = useTranslation();
  return (
    <Rows
      items={hours}
      emptyText={emptyText}
      addLabel={t('fences.form.addHours')}
      removeLabel={(number) => t('fences.form.removeHours', { number })}
      onAdd={() => {
        onChange([...hours, { from: '08:00', to: '20:00' }]);
      }}
      onRemove={(index) => {
        onChange(without(hours, index));
      }}
    >
      {(item, index) => (
        <>
          <Days
            days={item.days ?? [...scheduleDays]}
            onChange={(days) => {
              onChange(replaced(hours, index, withDays(item, days)));
            }}
          />
          <SpanInputs
            path={`${path}[${index}]`}
            span={item}
            onChange={(span) => {
              onChange(replaced(hours, index, { ...item, ...span }));
            }}
          />
        </>
      )}
    </Rows>
  );
}

/** No day means every day. */
function withDays({ from, to }: HoursFile, days: ScheduleDay[]): HoursFile {
  return days.length === scheduleDays.length ? { from, to } : { days, from, to };
}

function Days({
  days,
  onChange,
}: {
  days: ScheduleDay[];
  onChange: (days: ScheduleDay[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="weekdays" role="group" aria-label={t('fences.form.days')}>
      {scheduleDays.map((day) => (
        <button
          key={day}
          type="button"
          className="weekday"
          aria-pressed={days.includes(day)}
          aria-label={t(`fences.day.${day}`)}
          onClick={() => {
            onChange(scheduleDays.filter((one) => days.includes(one) !== (one === day)));
          }}
        >
          {t(`fences.dayShort.${day}`)}
        </button>
      ))}
    </div>
  );
}

interface Span {
  from: string;
  to: string;
}
interface SpanInputsProps {
  path: string;
  span: Span;
  onChange: (span: Span) => void;
}

export function SpanInputs({ path, span, onChange }: SpanInputsProps) {
  const { t } = useTranslation();
  const isWrong = useFaults(path).length > 0;
  return (
    <div className="span">
      {(['from', 'to'] as const).map((end) => (
        <input
          key={end}
          className="input input-small span-time"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          placeholder="00:00"
          aria-label={t(`fences.form.${end}`)}
          aria-invalid={isWrong}
          value={span[end]}
          onChange={(event) => {
            onChange({ from: span.from, to: span.to, [end]: event.target.value });
          }}
        />
      ))}
      <Faults path={path} />
    </div>
  );
}
