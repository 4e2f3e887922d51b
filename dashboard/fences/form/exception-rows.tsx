// Dates with other hours than the schedule's: a market day, a festival.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../../contracts/index.ts';
import { withPart } from '../edit/with-part.ts';
import { Faults, Field } from './field.tsx';
import { SpanInputs } from './hours-rows.tsx';
import { TextInput } from './inputs.tsx';
import { replaced, Rows, without } from './rows.tsx';

type ExceptionFile = NonNullable<FenceFile['exceptions']>[number];

interface ExceptionRowsProps {
  exceptions: readonly ExceptionFile[] | undefined;
  onChange: (exceptions: ExceptionFile[] | undefined) => void;
}

export function ExceptionRows({ exceptions = [], onChange }: ExceptionRowsProps) {
  const { t } = useTranslation();
  return (
    <Rows
      items={exceptions}
      emptyText={t('fences.form.noExceptions')}
      addLabel={t('fences.form.addException')}
      removeLabel={(number) => t('fences.form.removeException', { number })}
      onAdd={() => {
        onChange([...exceptions, { dates: [], hours: [] }]);
      }}
      onRemove={(index) => {
        onChange(without(exceptions, index));
      }}
    >
      {(item, index) => (
        <ExceptionFields
          path={`exceptions[${index}]`}
          exception={item}
          onChange={(next) => {
            onChange(replaced(exceptions, index, next));
          }}
        />
      )}
    </Rows>
  );
}

interface ExceptionFieldsProps {
  path: string;
  exception: ExceptionFile;
  onChange: (exception: ExceptionFile) => void;
}

function ExceptionFields({ path, exception, onChange }: ExceptionFieldsProps) {
  const { t } = useTranslation();
  const { hours } = exception;
  return (
    <>
      <TextInput
        label={t('fences.form.exceptionName')}
        path={`${path}.name`}
        value={exception.name}
        onChange={(name) => {
          onChange(withPart(exception, { name }));
        }}
      />
      <DatesInput
        path={`${path}.dates`}
        dates={exception.dates}
        onChange={(dates) => {
          onChange({ ...exception, dates });
        }}
      />
      <Rows
        items={hours}
        emptyText={t('fences.form.restsAllDay')}
        addLabel={t('fences.form.addHours')}
        removeLabel={(number) => t('fences.form.removeHours', { number })}
        onAdd={() => {
          onChange({ ...exception, hours: [...hours, { from: '08:00', to: '20:00' }] });
        }}
        onRemove={(index) => {
          onChange({ ...exception, hours: without(hours, index) ?? [] });
        }}
      >
        {(span, index) => (
          <SpanInputs
            path={`${path}.hours[${index}]`}
            span={span}
            onChange={(next) => {
              onChange({ ...exception, hours: replaced(hours, index, next) });
            }}
          />
        )}
      </Rows>
      <Faults path={path} only />
    </>
  );
}

interface DatesInputProps {
  path: string;
  dates: readonly string[];
  onChange: (dates: string[]) => void;
}

/** Dates separated by commas or spaces. The text is not reformatted while typing. */
function DatesInput({ path, dates, onChange }: DatesInputProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(dates.join(', '));
  const isTyped = splitDates(typed).join() === dates.join();
  return (
    <Field label={t('fences.form.dates')} path={path}>
      {(input) => (
        <input
          {...input}
          className="input input-small"
          type="text"
          autoComplete="off"
          placeholder="2026-10-01, 2026-10-02"
          value={isTyped ? typed : dates.join(', ')}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(splitDates(event.target.value));
          }}
        />
      )}
    </Field>
  );
}

export function splitDates(text: string): string[] {
  return text.split(/[\s,，、;；]+/).filter((date) => date !== '');
}
