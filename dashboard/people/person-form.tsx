// The form of one person. Takes the set-up and the person to edit, null for a new one; reports what was saved.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userRoles, type PeopleSetup } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { ChoiceField } from '../camera-setup/form-fields.tsx';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { WrittenField } from './below-people.tsx';
import { ChannelsField } from './channels-field.tsx';
import { DutiesField } from './duties-field.tsx';
import type { ListedPerson } from './find-people.ts';
import {
  draftOfPerson,
  newPerson,
  personFaults,
  usernameFrom,
  wishOf,
  type PersonDraft,
  type PersonField,
} from './person-draft.ts';

interface PersonFormProps {
  setup: PeopleSetup;
  listed: ListedPerson | null;
  onSaved: (draft: PersonDraft) => void | Promise<void>;
}

export function PersonForm({ setup, listed, onSaved }: PersonFormProps) {
  const { t } = useTranslation();
  const form = usePersonForm({ setup, listed, onSaved });
  const { draft, change, failure, isBusy, isOutdated, submit } = form;
  const isNew = listed === null;
  return (
    <form
      className="camera-form"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <section className="card">
        <NameFields form={form} isNew={isNew} />
        <DutiesField setup={setup} draft={draft} change={change} />
      </section>
      <section className="card">
        <AddressFields form={form} />
        <ChannelsField
          setup={setup}
          draft={draft}
          devices={draft.user === listed?.person.user ? listed.devices : 0}
          change={change}
        />
      </section>
      <section className="card">
        {isNew && setup.logIns !== null && <LogInFields form={form} />}
        <FormField form={form} field="reason" hint={t('people.reasonHint')} />
        {isOutdated && <p className="note note-warn">{t('people.meanwhile')}</p>}
        <RefusalNote failure={failure} />
        <button type="submit" className="button button-primary" disabled={isBusy}>
          {t(isNew ? 'people.addIt' : 'people.save')}
        </button>
      </section>
    </form>
  );
}

type Form = ReturnType<typeof usePersonForm>;

interface FieldProps {
  form: Form;
  field: PersonField;
  hint?: string;
  type?: 'text' | 'email' | 'tel';
  isCode?: boolean;
  isFixed?: boolean;
}

function FormField({ form: { draft, change, faults }, field, ...rest }: FieldProps) {
  const { t } = useTranslation();
  return (
    <WrittenField
      {...rest}
      name={`person-${field}`}
      label={t(`people.field.${field}`)}
      value={draft[field]}
      fault={faults.includes(field) ? t(`people.fault.${field}`) : null}
      onChange={(value) => {
        change({ [field]: value });
      }}
    />
  );
}

function NameFields({ form, isNew }: { form: Form; isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="person-fields">
      <FormField form={form} field="name" />
      <FormField
        form={form}
        field="id"
        isCode
        isFixed={!isNew}
        hint={isNew ? t('people.idHint') : ''}
      />
    </div>
  );
}

const wordedIn = ['zh-CN', 'en'] as const;

function AddressFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  return (
    <div className="person-fields">
      <FormField form={form} field="phone" type="tel" />
      <FormField form={form} field="email" type="email" />
      <ChoiceField
        label={t('people.field.language')}
        value={form.draft.language}
        options={wordedIn.map((one) => [one, t(`people.languageOf.${one}`)] as const)}
        onChange={(language) => {
          form.change({ language });
        }}
      />
      <FormField form={form} field="user" isCode hint={t('people.userHint')} />
    </div>
  );
}

function LogInFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { draft, change } = form;
  return (
    <>
      <label className="check-field">
        <input
          type="checkbox"
          checked={draft.makesLogIn}
          onChange={(event) => {
            change({ makesLogIn: event.target.checked });
          }}
        />
        {t('people.makeLogIn')}
      </label>
      {draft.makesLogIn && (
        <div className="person-fields">
          <ChoiceField
            label={t('account.role')}
            value={draft.role}
            options={userRoles.map((one) => [one, t(`role.${one}`)] as const)}
            onChange={(role) => {
              change({ role });
            }}
          />
          <FormField form={form} field="cells" isCode hint={t('account.cellsHint')} />
        </div>
      )}
    </>
  );
}

function usePersonForm({ setup, listed, onSaved }: PersonFormProps) {
  const { client } = useSession();
  const [draft, setDraft] = useState(() =>
    listed === null
      ? newPerson(
          setup.people.map(({ person }) => person.id),
          setup.logIns !== null,
        )
      : draftOfPerson(listed),
  );
  const [faults, setFaults] = useState<readonly PersonField[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Others may change the person meanwhile: what is sent names the version that this form started from.
  const [start] = useState({ version: setup.version, listed: JSON.stringify(listed?.person) });
  const change = (part: Partial<PersonDraft>) => {
    setDraft((before) => ({ ...before, ...suggested(before, part), ...part }));
    setFaults(faults.filter((field) => !(field in part)));
    setFailure(null);
  };
  const submit = async () => {
    const taken = listed === null ? setup.people.map(({ person }) => person.id) : [];
    const wrong = personFaults(draft, new Set(taken));
    setFaults(wrong);
    if (wrong.length > 0 || isBusy) return;
    setBusy(true);
    const base = listed === null ? null : start.version;
    const answer = await client.putPerson(wishOf(draft, listed?.person ?? null, base));
    if (answer.status === 'ok') await onSaved(draft);
    setBusy(false);
    if (answer.status === 'error') setFailure(answer);
  };
  const isOutdated = start.listed !== JSON.stringify(listed?.person);
  return { draft, faults, failure, isBusy, isOutdated, change, submit };
}

/** The user name follows the name until somebody writes another one. */
function suggested(before: PersonDraft, { name }: Partial<PersonDraft>): Partial<PersonDraft> {
  const isOwn = before.user !== usernameFrom(before.name);
  return name === undefined || !before.makesLogIn || isOwn ? {} : { user: usernameFrom(name) };
}
