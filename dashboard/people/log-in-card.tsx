// The log-in of a person, for administrators: role, cells, whether it is enabled, and an invitation with which the person sets a
// password. Nobody else learns the password.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userRoles, type User, type UserEntry } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { ChoiceField } from '../camera-setup/form-fields.tsx';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { formatMoment } from '../time/moment.ts';
import { GoodNote, WrittenField } from './below-people.tsx';
import { InvitationNote } from './invitation-note.tsx';
import { forgetMade, takeMade } from './made-log-ins.ts';
import { invite, makeLogIn, type MadeLogIn } from './make-log-in.ts';
import { cellsOf } from './person-draft.ts';

interface LogInCardProps {
  /** Empty while the person has none. */
  username: string;
  /** Null while there is no such log-in. */
  entry: UserEntry | null;
  onChanged: () => void;
}

export function LogInCard({ username, entry, onChanged }: LogInCardProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const [made, setMade] = useState<MadeLogIn | null>(() => takeMade(username));
  useEffect(forgetMade, []);
  const isOwn = username === session.user.username;
  const show = (next: MadeLogIn | null) => {
    setMade(next);
    onChanged();
  };
  return (
    <section className="card person-card" aria-label={t('people.logIn')}>
      <h2 className="card-title">{t('people.logIn')}</h2>
      {username === '' && <p>{t('people.noUser')}</p>}
      {isOwn && <p className="note note-info">{t('people.ownLogIn')}</p>}
      {entry !== null && <Passwords entry={entry} />}
      {made?.is === 'invited' && <InvitationNote invitation={made.invitation} />}
      {made?.is === 'failed' && <RefusalNote failure={made.failure} />}
      {entry !== null && !isOwn && (
        <>
          <InviteButton entry={entry} onMade={show} />
          <Rights key={JSON.stringify(entry)} entry={entry} onChanged={onChanged} />
        </>
      )}
      {entry === null && username !== '' && <NewLogIn username={username} onMade={show} />}
    </section>
  );
}

function Passwords({ entry }: { entry: UserEntry }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { logsInWith, hasPassword, invitedUntil, disabledAt, username } = entry;
  const state =
    disabledAt !== null
      ? 'disabled'
      : logsInWith === 'provider'
        ? 'provider'
        : hasPassword
          ? 'password'
          : 'none';
  const moment = invitedUntil === null ? '' : formatMoment(invitedUntil, format);
  const isOver = invitedUntil !== null && invitedUntil < Date.now();
  return (
    <p data-password={state}>
      <span className="code">{username}</span>: {t(`people.passwordIs.${state}`)}{' '}
      {invitedUntil !== null &&
        t(isOver ? 'people.invitationOver' : 'people.invitationOpen', { moment })}
    </p>
  );
}

interface InviteProps {
  entry: UserEntry;
  onMade: (made: MadeLogIn | null) => void;
}

function InviteButton({ entry: { username, ...entry }, onMade }: InviteProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [isBusy, setBusy] = useState(false);
  if (entry.logsInWith === 'provider' || entry.disabledAt !== null) return null;
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={isBusy}
        onClick={() => {
          setBusy(true);
          void invite(client, username).then((made) => {
            setBusy(false);
            onMade(made);
          });
        }}
      >
        {t(entry.hasPassword ? 'people.resetByLink' : 'people.inviteAgain')}
      </button>
      {entry.hasPassword && <span className="field-hint">{t('people.resetHint')}</span>}
    </>
  );
}

function Rights({ entry, onChanged }: { entry: UserEntry; onChanged: () => void }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [role, setRole] = useState(entry.role);
  const [written, setWritten] = useState(entry.cells?.join(' ') ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSaved, setSaved] = useState(false);
  const cells = cellsOf(written);
  const isDisabled = entry.disabledAt !== null;
  const save = async (disabled: boolean) => {
    if (cells === 'wrong') return;
    const user: User = { username: entry.username, role, ...(cells && { cells }) };
    const answer = await client.changeUser(user, disabled);
    setFailure(answer.status === 'error' ? answer : null);
    setSaved(answer.status === 'ok');
    if (answer.status === 'ok') onChanged();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(isDisabled);
      }}
    >
      <ChoiceField
        label={t('account.role')}
        value={role}
        options={userRoles.map((one) => [one, t(`role.${one}`)] as const)}
        onChange={setRole}
      />
      <WrittenField
        name="log-in-cells"
        label={t('account.cellsOf')}
        value={written}
        isCode
        hint={t('account.cellsHint')}
        fault={cells === 'wrong' ? t('people.fault.cells') : null}
        onChange={setWritten}
      />
      {isSaved && <GoodNote>{t('people.rightsSaved')}</GoodNote>}
      <RefusalNote failure={failure} />
      <p className="camera-buttons">
        <button type="submit" className="button" disabled={cells === 'wrong'}>
          {t('people.saveRights')}
        </button>
        <button type="button" className="button" onClick={() => void save(!isDisabled)}>
          {t(isDisabled ? 'account.enable' : 'account.disable')}
        </button>
      </p>
    </form>
  );
}

interface NewLogInProps {
  username: string;
  onMade: (made: MadeLogIn | null) => void;
}

function NewLogIn({ username, onMade }: NewLogInProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [role, setRole] = useState<User['role']>('responder');
  const [cells, setCells] = useState('');
  const isWrong = cellsOf(cells) === 'wrong';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) void makeLogIn(client, { user: username, role, cells }).then(onMade);
      }}
    >
      <p>{t('people.noLogIn', { username })}</p>
      <ChoiceField
        label={t('account.role')}
        value={role}
        options={userRoles.map((one) => [one, t(`role.${one}`)] as const)}
        onChange={setRole}
      />
      <WrittenField
        name="log-in-cells"
        label={t('account.cellsOf')}
        value={cells}
        isCode
        hint={t('account.cellsHint')}
        fault={isWrong ? t('people.fault.cells') : null}
        onChange={setCells}
      />
      <button type="submit" className="button">
        {t('people.makeIt')}
      </button>
    </form>
  );
}
