// The inputs of the fence form: text, duration with unit, share in per cent, choice. An empty input removes the setting, so that
// the default applies, which it shows.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import {
  durationParts,
  durationText,
  durationUnits,
  partsOfMs,
  type DurationUnit,
} from './duration-text.ts';

interface InputProps<T> {
  label: string;
  path: string;
  hint?: string;
  value: T | undefined;
  onChange: (value: T | undefined) => void;
}

interface TextInputProps extends InputProps<string> {
  placeholder?: string;
  maxLength?: number;
}

export function TextInput({ value, onChange, placeholder, maxLength, ...field }: TextInputProps) {
  return (
    <Field {...field}>
      {(input) => (
        <input
          {...input}
          className="input input-small"
          type="text"
          autoComplete="off"
          value={value ?? ''}
          placeholder={placeholder}
          maxLength={maxLength}
          onChange={(event) => {
            onChange(event.target.value === '' ? undefined : event.target.value);
          }}
        />
      )}
    </Field>
  );
}

export function DurationInput({
  value,
  onChange,
  defaultMs,
  ...field
}: InputProps<string> & { defaultMs: number }) {
  const { t } = useTranslation();
  const usual = partsOfMs(defaultMs);
  const parts = durationParts(value);
  // The unit of an empty field is kept only here.
  const [chosenUnit, setUnit] = useState<DurationUnit | null>(null);
  const unit = parts?.unit ?? chosenUnit ?? usual.unit;
  return (
    <Field {...field}>
      {(input) => (
        <div className="input-pair">
          <input
            {...input}
            className="input input-small"
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={parts?.amount ?? ''}
            placeholder={usual.unit === unit ? usual.amount : ''}
            onChange={(event) => {
              setUnit(unit);
              onChange(durationText({ amount: event.target.value, unit }));
            }}
          />
          <select
            className="select"
            aria-label={t('fences.form.unitOf', { label: field.label })}
            value={unit}
            onChange={(event) => {
              const chosen = event.target.value as DurationUnit;
              setUnit(chosen);
              if (parts) onChange(durationText({ amount: parts.amount, unit: chosen }));
            }}
          >
            {durationUnits.map((one) => (
              <option key={one} value={one}>
                {t(`fences.unit.${one}`)}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}

/** `value` is a share, 0..1, shown as per cent. */
export function PercentInput({
  value,
  onChange,
  usual,
  ...field
}: InputProps<number> & { usual?: number | undefined }) {
  return (
    <Field {...field}>
      {(input) => (
        <div className="input-pair">
          <input
            {...input}
            className="input input-small"
            type="number"
            step="any"
            value={value === undefined ? '' : toPercent(value)}
            placeholder={usual === undefined ? '' : String(toPercent(usual))}
            onChange={({ target: { value: typed, validity } }) => {
              if (!validity.badInput) onChange(typed === '' ? undefined : toShare(Number(typed)));
            }}
          />
          <span className="input-unit">%</span>
        </div>
      )}
    </Field>
  );
}

export function NumberInput({
  value,
  onChange,
  usual,
  ...field
}: InputProps<number> & { usual?: number | undefined }) {
  return (
    <Field {...field}>
      {(input) => (
        <input
          {...input}
          className="input input-small"
          type="number"
          step="any"
          value={value ?? ''}
          placeholder={usual === undefined ? '' : String(usual)}
          onChange={({ target: { value: typed, validity } }) => {
            if (!validity.badInput) onChange(typed === '' ? undefined : Number(typed));
          }}
        />
      )}
    </Field>
  );
}

/** Rounded, so that 7 % is written 0.07 and not 0.07000000000000001. */
export const toPercent = (share: number) => Number((share * 100).toPrecision(8));
export const toShare = (percent: number) => Number((percent / 100).toPrecision(8));

interface SelectInputProps<T extends string> extends InputProps<T> {
  options: readonly { value: T; label: string }[];
  /** The text for "nothing chosen", if that is allowed. */
  none?: string;
}

export function SelectInput<T extends string>({
  value,
  onChange,
  options,
  none,
  ...field
}: SelectInputProps<T>) {
  return (
    <Field {...field}>
      {(input) => (
        <select
          {...input}
          className="select select-square"
          value={value ?? ''}
          onChange={(event) => {
            onChange(options.find((option) => option.value === event.target.value)?.value);
          }}
        >
          {none !== undefined && <option value="">{none}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
