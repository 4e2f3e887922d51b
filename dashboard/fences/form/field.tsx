// One setting of a fence with its label, its purpose, and its faults. All forms of the editor are built from it.
import { createContext, useContext, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../../../contracts/index.ts';
import { Icon } from '../../shared/icon.tsx';
import { faultsAt } from '../edit/check-draft.ts';
import { faultText } from './fault-text.ts';

/** The faults of the fence that the form is about. */
export const FaultsContext = createContext<readonly Fault[]>([]);

export function useFaults(path: string): Fault[] {
  return faultsAt(useContext(FaultsContext), path);
}

export interface FieldInput {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

interface FieldProps {
  label: string;
  /** The path of its faults, e.g. `dwell.vehicle`. */
  path: string;
  hint?: string;
  /** Receives the attributes that connect the input with its label and faults. */
  children: (input: FieldInput) => ReactNode;
}

export function Field({ label, path, hint, children }: FieldProps) {
  const id = useId();
  const noteId = useId();
  const faults = useFaults(path);
  const hasNote = faults.length > 0 || hint !== undefined;
  return (
    <div className="setting" data-path={path}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': faults.length > 0,
        'aria-describedby': hasNote ? noteId : undefined,
      })}
      <div id={noteId}>
        {hint !== undefined && <p className="setting-hint">{hint}</p>}
        <FaultNotes faults={faults} />
      </div>
    </div>
  );
}

/** With `only`, faults of exactly this path and not below it. */
export function Faults({ path, only = false }: { path: string; only?: boolean }) {
  const faults = useFaults(path);
  return <FaultNotes faults={only ? faults.filter((fault) => fault.path === path) : faults} />;
}

export function FaultNotes({ faults }: { faults: readonly Fault[] }) {
  const { t } = useTranslation();
  return faults.map((fault, index) => {
    const { text, isRaw } = faultText(t, fault);
    return (
      <p
        key={index}
        className="setting-fault"
        data-fault={fault.path}
        lang={isRaw ? 'en' : undefined}
      >
        <Icon name="warning" />
        {text}
      </p>
    );
  });
}

interface SectionProps {
  title: string;
  /** A summary of its values, shown while it is folded. */
  summary?: string;
  /** A fault below these paths opens it. */
  paths: readonly string[];
  open?: boolean;
  children: ReactNode;
}

/** A group of settings that can be folded, and shows when it contains a fault. */
export function Section({ title, summary, paths, open = false, children }: SectionProps) {
  const { t } = useTranslation();
  const all = useContext(FaultsContext);
  const total = paths.reduce((sum, path) => sum + faultsAt(all, path).length, 0);
  return (
    <details className="section" open={open || total > 0}>
      <summary className="section-head">
        <Icon name="forward" />
        <span className="section-title">{title}</span>
        {total > 0 ? (
          <span className="chip" data-tone="bad">
            {t('fences.form.faults', { total })}
          </span>
        ) : (
          <span className="section-summary">{summary}</span>
        )}
      </summary>
      <div className="section-body">{children}</div>
    </details>
  );
}
