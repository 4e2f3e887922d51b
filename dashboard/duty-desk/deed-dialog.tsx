// Asks for the input of a bulk action: the reason, the duration, the assignee.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignee, DutyContent } from '../../contracts/index.ts';
import { Dialog } from '../shared/dialog.tsx';
import { useNow } from '../time/clock.tsx';
import type { Deed, DeedName } from './deeds.ts';

interface DeedDialogProps {
  name: Exclude<DeedName, 'acknowledge'>;
  total: number;
  roster: DutyContent | null;
  onDo: (deed: Deed) => void;
  onClose: () => void;
}

const hourMs = 3_600_000;
const muteHours = [1, 4, 8, 24, 72];

export function DeedDialog(props: DeedDialogProps) {
  const { name, total, onDo, onClose } = props;
  const { t } = useTranslation();
  const now = useNow(60_000);
  const [reason, setReason] = useState('');
  const [of, setOf] = useState<'camera' | 'fence'>('fence');
  const [hours, setHours] = useState(1);
  const [to, setTo] = useState<Assignee | null>(null);
  const deed = deedOf({ name, reason: reason.trim(), of, until: now + hours * hourMs, to });
  return (
    <Dialog title={t('desk.deedTitle', { deed: t(`desk.deed-${name}`), total })} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (deed) onDo(deed);
        }}
      >
        {name === 'mute' && <MuteFields of={of} hours={hours} setOf={setOf} setHours={setHours} />}
        {name === 'assign' && <AssigneeField roster={props.roster} onChange={setTo} />}
        <Field label={t('desk.reason')}>
          <textarea
            className="input input-area"
            rows={3}
            maxLength={300}
            autoFocus
            required
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        </Field>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={onClose}>
            {t('fences.arm.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={deed === null}>
            {t(`desk.deed-${name}`)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface Given {
  name: Exclude<DeedName, 'acknowledge'>;
  reason: string;
  of: 'camera' | 'fence';
  until: number;
  to: Assignee | null;
}

/** Null while input is missing. */
export function deedOf({ name, reason, of, until, to }: Given): Deed | null {
  if (reason === '') return null;
  if (name === 'escalate') return { name, reason };
  if (name === 'mute') return { name, of, until, reason };
  return to && { name, to, reason };
}

interface MuteFieldsProps {
  of: 'camera' | 'fence';
  hours: number;
  setOf: (of: 'camera' | 'fence') => void;
  setHours: (hours: number) => void;
}

function MuteFields({ of, hours, setOf, setHours }: MuteFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t('desk.muteOf')}>
        <select
          className="select"
          value={of}
          onChange={(event) => {
            setOf(event.target.value === 'camera' ? 'camera' : 'fence');
          }}
        >
          <option value="fence">{t('desk.muteFence')}</option>
          <option value="camera">{t('desk.muteCamera')}</option>
        </select>
      </Field>
      <Field label={t('desk.muteFor')}>
        <select
          className="select"
          value={hours}
          onChange={(event) => {
            setHours(Number(event.target.value));
          }}
        >
          {muteHours.map((one) => (
            <option key={one} value={one}>
              {t('duration.hours', { hours: one })}
            </option>
          ))}
        </select>
      </Field>
    </>
  );
}

interface AssigneeFieldProps {
  roster: DutyContent | null;
  onChange: (to: Assignee | null) => void;
}

/** People and units of the roster. */
function AssigneeField({ roster, onChange }: AssigneeFieldProps) {
  const { t } = useTranslation();
  const people = roster?.people ?? [];
  const units = roster?.units ?? [];
  return (
    <Field label={t('desk.assignTo')}>
      <select
        className="select"
        defaultValue=""
        onChange={(event) => {
          const [what, id = ''] = event.target.value.split(/ (.*)/);
          onChange(what === 'person' ? { person: id } : what === 'unit' ? { unit: id } : null);
        }}
      >
        <option value="">{t('desk.choosePerson')}</option>
        <optgroup label={t('desk.people')}>
          {people.map(({ id, name }) => (
            <option key={id} value={`person ${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('desk.units')}>
          {units.map(({ id, name }) => (
            <option key={id} value={`unit ${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
    </Field>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      {children}
    </label>
  );
}
