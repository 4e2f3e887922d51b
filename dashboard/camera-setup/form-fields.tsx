// The fields of a camera's form, each with its hint, and its fault once the form was sent.
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpEdge } from '../../contracts/index.ts';
import type { Draft, DraftField } from './draft.ts';

export interface FormPart {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Those to be shown. */
  faults: readonly DraftField[];
}

type TextProps = FormPart & {
  field: DraftField;
  label: string;
  hint?: string;
  type?: 'text' | 'password' | 'url';
  isCode?: boolean;
  isFixed?: boolean;
  fault?: string;
};

export function TextField(props: TextProps) {
  const { draft, change, faults, field, label, hint, type = 'text' } = props;
  const { t } = useTranslation();
  const id = useId();
  const isWrong = faults.includes(field);
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={props.isCode ? 'input code' : 'input'}
        name={`camera-${field}`}
        type={type}
        value={draft[field]}
        readOnly={props.isFixed === true}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          change({ [field]: event.target.value });
        }}
      />
      <span id={`${id}-hint`} className={isWrong ? 'field-fault' : 'field-hint'}>
        {isWrong ? (props.fault ?? t(`cameraSetup.fault.${field}`)) : hint}
      </span>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
  children?: ReactNode;
}

export function ChoiceField<T extends string>(props: ChoiceProps<T>) {
  const { label, value, options, onChange, children } = props;
  return (
    <div className="field">
      <label className="field">
        <span className="field-label">{label}</span>
        <select
          className="input"
          value={value}
          onChange={(event) => {
            const found = options.find(([one]) => one === event.target.value);
            if (found) onChange(found[0]);
          }}
        >
          {options.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {children}
    </div>
  );
}

/** @param hasStored whether there is a log-in that can be kept */
export function LogInFields({ hasStored, ...part }: FormPart & { hasStored: boolean | null }) {
  const { t } = useTranslation();
  const { draft, change } = part;
  const choices: Draft['logIn'][] = hasStored === true ? ['keep', 'new', 'none'] : ['new', 'none'];
  return (
    <fieldset className="log-in-fields">
      <legend className="visually-hidden">{t('cameraSetup.logIn')}</legend>
      {hasStored !== null && (
        <ChoiceField
          label={t('cameraSetup.logIn')}
          value={draft.logIn}
          options={choices.map((one) => [one, t(`cameraSetup.logInChoice.${one}`)] as const)}
          onChange={(logIn) => {
            change({ logIn });
          }}
        />
      )}
      {draft.logIn === 'new' && (
        <>
          <TextField {...part} field="user" label={t('cameraSetup.user')} />
          <TextField
            {...part}
            field="password"
            type="password"
            label={t('cameraSetup.password')}
            hint={t('cameraSetup.logInHint')}
          />
        </>
      )}
    </fieldset>
  );
}

const other = '\u0000other';

export function EdgeField({ edges, ...part }: FormPart & { edges: readonly SetUpEdge[] }) {
  const { t } = useTranslation();
  const { draft, change } = part;
  const ids = edges.map(({ edgeId }) => edgeId);
  const [isOther, setOther] = useState(draft.edge !== '' && !ids.includes(draft.edge));
  return (
    <ChoiceField
      label={t('cameraSetup.edge')}
      value={isOther ? other : draft.edge}
      options={[
        ['', t('cameraSetup.anyEdge')] as const,
        ...ids.map((id) => [id, id] as const),
        [other, t('cameraSetup.otherEdge')] as const,
      ]}
      onChange={(edge) => {
        setOther(edge === other);
        change({ edge: edge === other ? '' : edge });
      }}
    >
      {isOther && <TextField {...part} field="edge" label={t('cameraSetup.otherName')} isCode />}
    </ChoiceField>
  );
}
