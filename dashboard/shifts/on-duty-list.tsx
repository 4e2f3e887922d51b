// Who is on duty now, unit by unit, and the button to take over a shift.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/answer.ts';
import type { DutyNow } from '../api/desk-calls.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';

type Duty = DutyNow['duties'][number];

interface OnDutyListProps {
  duty: DutyNow | null;
  /** The user in the roster; null if the user cannot take a shift. */
  me: string | null;
  onTaken: () => void;
}

export function OnDutyList({ duty, me, onTaken }: OnDutyListProps) {
  const { t } = useTranslation();
  const [taking, setTaking] = useState<Duty | null>(null);
  return (
    <section className="card">
      <h2 className="card-title">{t('shifts.now')}</h2>
      {duty?.duties.length === 0 && <p className="muted">{t('shifts.noDuty')}</p>}
      <ul className="shift-list">
        {duty?.duties.map((one) => (
          <DutyItem key={`${one.unit} ${one.part}`} duty={one} me={me} onTake={setTaking} />
        ))}
      </ul>
      {taking && (
        <TakeDialog
          duty={taking}
          onClose={(isTaken) => {
            setTaking(null);
            if (isTaken) onTaken();
          }}
        />
      )}
    </section>
  );
}

interface DutyItemProps {
  duty: Duty;
  me: string | null;
  onTake: (duty: Duty) => void;
}

function DutyItem({ duty, me, onTake }: DutyItemProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { unit, unitName = unit, part, people, nextChange } = duty;
  const serves = people.some(({ person }) => person === me);
  const names = people.map(({ name, person }) => name ?? person).join(', ');
  return (
    <li className="shift-row" data-gap={people.length === 0}>
      <span className="shift-what">
        <strong>
          {unitName} · {t(`duty.${part}`)}
        </strong>
        <span>{people.length === 0 ? t('shifts.nobody') : names}</span>
        {nextChange !== null && (
          <span className="muted">
            {t('shifts.until', { time: formatSince(nextChange, now, format) })}
          </span>
        )}
      </span>
      {me !== null &&
        (serves ? (
          <span className="shift-mine">{t('shifts.mine')}</span>
        ) : (
          <button
            type="button"
            className="button button-tall"
            onClick={() => {
              onTake(duty);
            }}
          >
            {t('shifts.take')}
          </button>
        ))}
    </li>
  );
}

interface TakeDialogProps {
  duty: Duty;
  onClose: (isTaken: boolean) => void;
}

function TakeDialog({ duty, onClose }: TakeDialogProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const { unit, unitName = unit, part, people } = duty;
  const take = async () => {
    const answer = await client.takeShift({ unit, part, reason: reason.trim() });
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') onClose(true);
  };
  const first = people[0];
  return (
    <Dialog
      title={t('shifts.takeTitle', { unit: unitName, part: t(`duty.${part}`) })}
      onClose={() => {
        onClose(false);
      }}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <p>
          {first
            ? t('shifts.insteadOf', { name: first.name ?? first.person })
            : t('shifts.intoGap')}
        </p>
        <label className="field">
          <span className="field-label">{t('shifts.reason')}</span>
          <textarea
            className="input input-area"
            rows={2}
            maxLength={300}
            required
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        </label>
        <RefusalNote failure={failure} />
        <button
          type="submit"
          className="button button-primary button-tall"
          disabled={reason.trim() === ''}
        >
          {t('shifts.take')}
        </button>
      </form>
    </Dialog>
  );
}
