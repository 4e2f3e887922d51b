// The result of an import or a dry run: counts, every fault by line, warnings, and overwritten cameras.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type {
  CameraImportAnswer,
  CameraRowFault,
  CameraRowWarning,
} from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';

export function ImportOutcome({ answer }: { answer: CameraImportAnswer }) {
  const { t } = useTranslation();
  const { faultCount, warningCount, stored, added, changed, same } = answer;
  const isIdle = faultCount === 0 && added + changed === 0;
  const state = faultCount > 0 ? 'faulty' : isIdle ? 'idle' : stored ? 'stored' : 'good';
  return (
    <div className="import-outcome" data-state={state}>
      <p className={state === 'faulty' ? 'note note-danger' : 'note note-good'} role="status">
        <Icon name={state === 'faulty' ? 'warning' : 'check'} />
        {t(`cameraImport.state.${state}`, { count: faultCount, added, changed, same })}
      </p>
      <Counts answer={answer} />
      {state === 'stored' && (
        <p>
          <Link href="/cameras" className="button">
            {t('cameraImport.toList')}
          </Link>
        </p>
      )}
      <RowNotes title={t('cameraImport.faults')} count={faultCount} notes={answer.faults} />
      <RowNotes title={t('cameraImport.warnings')} count={warningCount} notes={answer.warnings} />
      {!stored && <Changes answer={answer} />}
    </div>
  );
}

function Counts({ answer }: { answer: CameraImportAnswer }) {
  const { t } = useTranslation();
  const { encoding, rows, skipped, added, changed, same } = answer;
  const facts = { rows, skipped, added, changed, same };
  return (
    <dl className="try-facts">
      {(Object.keys(facts) as (keyof typeof facts)[]).map((name) => (
        <div key={name}>
          <dt>{t(`cameraImport.count.${name}`)}</dt>
          <dd>{facts[name]}</dd>
        </div>
      ))}
      {encoding !== null && (
        <div>
          <dt>{t('cameraImport.count.encoding')}</dt>
          <dd className="code">{encoding.toUpperCase()}</dd>
        </div>
      )}
    </dl>
  );
}

type Note = CameraRowFault | CameraRowWarning;

interface RowNotesProps {
  title: string;
  count: number;
  notes: readonly Note[];
}

function RowNotes({ title, count, notes }: RowNotesProps) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="card-title">
        {title}: {count}
      </h2>
      {notes.length < count && <p>{t('cameraImport.firstOf', { count: notes.length })}</p>}
      <ul className="row-notes" tabIndex={0}>
        {notes.map((note, index) => (
          <RowNote key={index} note={note} />
        ))}
      </ul>
    </section>
  );
}

/** Their sentence names it, or it is a code. */
const saysGot: ReadonlySet<Note['code']> = new Set([
  'same-address',
  'twice',
  'too-many-rows',
  'too-many-cells',
  'not-csv',
]);

function RowNote({ note: { line, id, column, code, got } }: { note: Note }) {
  const { t } = useTranslation();
  const of = column === null ? '' : t(`cameraSetup.${column}`);
  return (
    <li className="row-note" data-code={code}>
      <span className="row-note-place">
        {line === null ? t('cameraImport.wholeFile') : t('cameraImport.line', { line })}
        {id !== null && id !== '' && <span className="code"> {id}</span>}
      </span>
      <span>
        {of !== '' && <strong>{of}: </strong>}
        {t(`cameraImport.note.${code}`, { got })}
        {got !== '' && !saysGot.has(code) && (
          <>
            {' '}
            {t('cameraImport.got')} <span className="code">{got}</span>
          </>
        )}
      </span>
    </li>
  );
}

function Changes({ answer: { changes, changed } }: { answer: CameraImportAnswer }) {
  const { t } = useTranslation();
  if (changes.length === 0) return null;
  return (
    <section aria-label={t('cameraImport.overwrites')}>
      <h2 className="card-title">
        {t('cameraImport.overwrites')}: {changed}
      </h2>
      {changes.length < changed && <p>{t('cameraImport.firstOf', { count: changes.length })}</p>}
      <ul className="row-notes" tabIndex={0}>
        {changes.map(({ line, id, fields }) => (
          <li key={line} className="row-note">
            <span className="row-note-place">
              {t('cameraImport.line', { line })} <span className="code">{id}</span>
            </span>
            <span>{fields.map((field) => t(`cameraSetup.${field}`)).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
