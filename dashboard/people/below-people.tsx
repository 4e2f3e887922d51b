// What the pages below the list of people share: the frame with the way back, and text fields with hint and fault.
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Icon } from '../shared/icon.tsx';
import { Page } from '../shared/page.tsx';
import '../camera-setup/camera-setup.css';
import './people.css';

interface BelowPeopleProps {
  title: string;
  /** The title when absent. */
  documentTitle?: string;
  children: ReactNode;
}

export function BelowPeople({ title, documentTitle = title, children }: BelowPeopleProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={title}
      documentTitle={documentTitle}
      above={
        <Link href="/people" className="back-link">
          <Icon name="back" />
          {t('people.title')}
        </Link>
      }
    >
      <div className="camera-setup">{children}</div>
    </Page>
  );
}

interface WrittenFieldProps {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** What is wrong; null while nothing is. */
  fault?: string | null;
  type?: 'text' | 'email' | 'tel' | 'date';
  isCode?: boolean;
  isFixed?: boolean;
  isLong?: boolean;
}

export function WrittenField(props: WrittenFieldProps) {
  const { name, label, value, onChange, hint = '', fault = null, type = 'text' } = props;
  const id = useId();
  const common = {
    ...{ id, name, value, readOnly: props.isFixed === true, autoComplete: 'off' },
    className: props.isCode === true ? 'input code' : 'input',
    'aria-invalid': fault !== null,
    'aria-describedby': `${id}-hint`,
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {props.isLong === true ? (
        <textarea
          {...common}
          rows={3}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      ) : (
        <input
          {...common}
          type={type}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
      <span id={`${id}-hint`} className={fault === null ? 'field-hint' : 'field-fault'}>
        {fault ?? hint}
      </span>
    </div>
  );
}

export function GoodNote({ children }: { children: ReactNode }) {
  return (
    <p className="note note-good" role="status">
      <Icon name="check" />
      {children}
    </p>
  );
}
