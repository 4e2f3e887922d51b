// What an import of the roster does or would do: counts by list, and every fault by line in the reader's language.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import {
  dutyLists,
  maxRowFaults,
  type ImportAnswer,
  type RowFault,
} from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { OriginalText } from '../shared/original-text.tsx';
import { faultField } from './fault-field.ts';

export function changesIn({ difference }: ImportAnswer): number {
  if (difference === null) return 0;
  return dutyLists.reduce((sum, list) => {
    const { added, changed, removed } = difference[list];
    return sum + added.length + changed.length + removed.length;
  }, 0);
}

export function RosterOutcome({ answer }: { answer: ImportAnswer }) {
  const { t } = useTranslation();
  const { faults, version, entries, skipped, encoding } = answer;
  const count = changesIn(answer);
  const isStored = version !== null;
  const state = faults.length > 0 ? 'faulty' : isStored ? 'stored' : count > 0 ? 'good' : 'idle';
  return (
    <div className="import-outcome" data-state={state}>
      <p className={state === 'faulty' ? 'note note-danger' : 'note note-good'} role="status">
        <Icon name={state === 'faulty' ? 'warning' : 'check'} />
        {t(`peopleImport.state.${state}`, { count: faults.length, version: version ?? 0 })}
      </p>
      <p className="camera-facts">
        <span>{t('peopleImport.read', { entries, skipped })}</span>
        <span className="code">{encoding.toUpperCase()}</span>
      </p>
      {state === 'stored' && (
        <p>
          <Link href="/people" className="button">
            {t('peopleImport.toList')}
          </Link>
        </p>
      )}
      <Faults faults={faults} />
      {state !== 'faulty' && <Changes answer={answer} />}
    </div>
  );
}

function Faults({ faults }: { faults: readonly RowFault[] }) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <section aria-label={t('cameraImport.faults')}>
      <h2 className="card-title">
        {t('cameraImport.faults')}: {faults.length}
      </h2>
      {faults.length >= maxRowFaults && (
        <p>{t('cameraImport.firstOf', { count: faults.length })}</p>
      )}
      <ul className="row-notes" tabIndex={0}>
        {faults.map((fault, index) => (
          <FaultLine key={index} fault={fault} />
        ))}
      </ul>
    </section>
  );
}

function FaultLine({ fault: { line, column, code, field, expected, got } }: { fault: RowFault }) {
  const { t } = useTranslation();
  const known = faultField(field);
  const place =
    line === null
      ? t('cameraImport.wholeFile')
      : t('peopleImport.place', { line, column: column ?? 1 });
  return (
    <li className="row-note" data-code={code}>
      <span className="row-note-place">{place}</span>
      <span>
        {field !== '' && (
          <strong>
            {known === null ? (
              <span className="code">{field}</span>
            ) : (
              t(`peopleImport.field.${known}`)
            )}
            {': '}
          </strong>
        )}
        {t(`peopleImport.fault.${code}`)}
        {code === 'bad-value' && known !== null && ` ${t(`peopleImport.expected.${known}`)}`}
        {got !== '' && got !== 'nothing' && (
          <>
            {' '}
            {t('cameraImport.got')} <span className="code">{got}</span>
          </>
        )}{' '}
        {code === 'bad-value' && known === null && <OriginalText text={expected} />}
      </span>
    </li>
  );
}

const mostNames = 30;

function Changes({ answer: { difference } }: { answer: ImportAnswer }) {
  const { t } = useTranslation();
  if (difference === null) return null;
  const shown = dutyLists.flatMap((list) =>
    (['added', 'changed', 'removed'] as const).map((change) => ({
      ...{ list, change },
      names: difference[list][change],
    })),
  );
  return (
    <ul className="limits">
      {shown
        .filter(({ names }) => names.length > 0)
        .map(({ list, change, names }) => (
          <li key={`${list} ${change}`}>
            {t(`peopleImport.list.${list}`)}: {t(`peopleImport.change.${change}`)} {names.length}{' '}
            <span className="code">
              {names.slice(0, mostNames).join(', ')}
              {names.length > mostNames && ' …'}
            </span>
          </li>
        ))}
    </ul>
  );
}
