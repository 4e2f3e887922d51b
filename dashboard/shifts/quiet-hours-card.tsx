// The user's quiet hours: the site's, own ones, or none.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnQuietHours, QuietHours } from '../../contracts/index.ts';
import { useList } from '../account/use-list.ts';
import type { Failure } from '../api/answer.ts';
import { useSession } from '../session/session-provider.tsx';
import { failureText } from '../shared/failure-text.ts';
import { draftOf, hoursOf, type QuietDraft } from './quiet-draft.ts';

export function QuietHoursCard() {
  const { t } = useTranslation();
  const { client } = useSession();
  const list = useList(useCallback((signal) => client.getQuietHours(signal), [client]));
  if (list.value === null) return null;
  return (
    <section className="card">
      <h2 className="card-title">{t('shifts.quiet.title')}</h2>
      <p className="muted">{t('shifts.quiet.about')}</p>
      <QuietForm key={JSON.stringify(list.value)} known={list.value} onSaved={list.reload} />
    </section>
  );
}

function QuietForm({ known, onSaved }: { known: OwnQuietHours; onSaved: () => void }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [draft, setDraft] = useState<QuietDraft>(() => draftOf(known));
  const [outcome, setOutcome] = useState<Failure | 'saved' | null>(null);
  const save = async () => {
    const answer = await client.setQuietHours(hoursOf(draft, known));
    if (answer.status === 'aborted') return;
    setOutcome(answer.status === 'error' ? answer : 'saved');
    if (answer.status === 'ok') onSaved();
  };
  const change = (part: Partial<QuietDraft>) => {
    setDraft({ ...draft, ...part });
    setOutcome(null);
  };
  return (
    <form
      className="shift-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Choice draft={draft} known={known} onChange={change} />
      {draft.which === 'own' && <OwnFields draft={draft} onChange={change} />}
      {outcome !== null && (
        <p className={outcome === 'saved' ? 'note note-info' : 'note note-danger'} role="status">
          {outcome === 'saved' ? t('shifts.quiet.saved') : failureText(t, outcome)}
        </p>
      )}
      <button type="submit" className="button button-tall" disabled={draft.from === draft.to}>
        {t('shifts.quiet.save')}
      </button>
    </form>
  );
}

interface FieldProps {
  draft: QuietDraft;
  onChange: (part: Partial<QuietDraft>) => void;
}

function Choice({ draft, known, onChange }: FieldProps & { known: OwnQuietHours }) {
  const { t } = useTranslation();
  return (
    <fieldset className="shift-choice">
      <legend className="visually-hidden">{t('shifts.quiet.title')}</legend>
      {(['site', 'own', 'none'] as const).map((which) => (
        <label key={which}>
          <input
            type="radio"
            name="quiet"
            checked={draft.which === which}
            onChange={() => {
              onChange({ which });
            }}
          />
          {which === 'site'
            ? t('shifts.quiet.site', { hours: textOf(known.site) ?? t('shifts.quiet.noHours') })
            : t(`shifts.quiet.${which}`)}
        </label>
      ))}
    </fieldset>
  );
}

function textOf(quiet: QuietHours | null): string | null {
  if (quiet === null || quiet.hours.length === 0) return null;
  return quiet.hours.map(({ from, to }) => `${from}–${to}`).join(', ');
}

function OwnFields({ draft, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <div className="shift-times">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="field">
          <span className="field-label">{t(`shifts.quiet.${end}`)}</span>
          <input
            className="input"
            type="time"
            required
            value={draft[end]}
            onChange={(event) => {
              onChange({ [end]: event.target.value });
            }}
          />
        </label>
      ))}
      <label className="field">
        <span className="field-label">{t('shifts.quiet.then')}</span>
        <select
          className="select"
          value={draft.then}
          onChange={(event) => {
            onChange({ then: event.target.value === 'wait' ? 'wait' : 'next-person' });
          }}
        >
          <option value="wait">{t('shifts.quiet.wait')}</option>
          <option value="next-person">{t('shifts.quiet.next-person')}</option>
        </select>
      </label>
    </div>
  );
}
