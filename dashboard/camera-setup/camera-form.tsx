// The form of one camera with the try of its address. Takes the cameras and edges that there are and the camera to edit, null for a
// new one; reports what was saved.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cameraTakersOf, type CameraSetup, type SetUpCamera } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import {
  addressIsGood,
  cameraOf,
  draftOf,
  faultsIn,
  logInOf,
  newDraft,
  triedText,
  type Draft,
  type DraftField,
} from './draft.ts';
import { ChoiceField, EdgeField, LogInFields, TextField, type FormPart } from './form-fields.tsx';
import { TakersLine } from './takers-line.tsx';
import { TryCard } from './try-card.tsx';
import { useTry } from './use-try.ts';

interface CameraFormProps {
  setup: CameraSetup;
  camera: SetUpCamera | null;
  onSaved: (camera: SetUpCamera) => void;
}

export function CameraForm({ setup, camera, onSaved }: CameraFormProps) {
  const { t } = useTranslation();
  const form = useCameraForm({ setup, camera, onSaved });
  const { draft, failure, isBusy, part, submit } = form;
  const trying = useTry();
  const isTried = trying.state?.text === triedText(draft);
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
        <AddressFields part={part} camera={camera} />
      </section>
      <TryCard
        edges={setup.edges}
        wanted={draft.edge}
        text={triedText(draft)}
        wish={wishOf(draft, camera)}
        trying={trying}
      />
      <section className="card">
        <PlaceFields part={part} setup={setup} isIdTaken={form.isIdTaken} isNew={camera === null} />
        {camera === null && !isTried && (
          <p className="note note-warn">{t('cameraSetup.notTried')}</p>
        )}
        {form.isOutdated && <p className="note note-warn">{t('cameraSetup.meanwhile')}</p>}
        <RefusalNote failure={failure} />
        <button type="submit" className="button button-primary" disabled={isBusy}>
          {t(camera === null ? 'cameraSetup.addIt' : 'cameraSetup.save')}
        </button>
      </section>
    </form>
  );
}

function AddressFields({ part, camera }: { part: FormPart; camera: SetUpCamera | null }) {
  const { t } = useTranslation();
  const hasStored = camera === null ? null : camera.hasLogIn;
  return (
    <>
      <TextField
        {...part}
        field="source"
        type="url"
        isCode
        label={t('cameraSetup.source')}
        hint={t('cameraSetup.sourceHint')}
      />
      <LogInFields {...part} hasStored={hasStored} />
      <ChoiceField
        label={t('cameraSetup.transport')}
        value={part.draft.transport}
        options={(['auto', 'tcp', 'udp'] as const).map(
          (one) => [one, t(`cameraSetup.transportOf.${one}`)] as const,
        )}
        onChange={(transport) => {
          part.change({ transport });
        }}
      />
    </>
  );
}

interface PlaceProps {
  part: FormPart;
  setup: CameraSetup;
  isNew: boolean;
  isIdTaken: boolean;
}

function PlaceFields({ part, setup: { edges }, isNew, isIdTaken }: PlaceProps) {
  const { t } = useTranslation();
  const { draft } = part;
  return (
    <>
      <TextField {...part} field="name" label={t('cameraSetup.name')} />
      <TextField
        {...part}
        field="id"
        isCode
        isFixed={!isNew}
        label={t('cameraSetup.id')}
        hint={isNew ? t('cameraSetup.idHint') : ''}
        {...(isIdTaken && { fault: t('cameraSetup.fault.idTaken') })}
      />
      <TextField {...part} field="location" label={t('cameraSetup.location')} />
      <TextField
        {...part}
        field="gridCell"
        isCode
        label={t('cameraSetup.gridCell')}
        hint={t('cameraSetup.gridCellHint')}
      />
      <EdgeField {...part} edges={edges} />
      <TakersLine takers={cameraTakersOf(draft.edge.trim() || null, edges)} />
      <TextField
        {...part}
        field="reason"
        label={t('cameraSetup.reason')}
        hint={t('cameraSetup.reasonHint')}
      />
    </>
  );
}

function wishOf(draft: Draft, camera: SetUpCamera | null) {
  if (!addressIsGood(draft.source)) return null;
  const { source, transport } = draft;
  const logIn = logInOf(draft);
  return {
    ...{ source: source.trim(), transport, logIn },
    ...(logIn === 'keep' && camera !== null && { cameraId: camera.id }),
  };
}

function useCameraForm({ setup, camera, onSaved }: CameraFormProps) {
  const { client } = useSession();
  const [draft, setDraft] = useState(() =>
    camera === null
      ? newDraft(
          setup.cameras.map(({ id }) => id),
          onlyEdgeOf(setup),
        )
      : draftOf(camera),
  );
  const [faults, setFaults] = useState<readonly DraftField[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Somebody else may change the camera meanwhile: what is sent names the version that this form started from.
  const [base] = useState(camera?.version ?? null);
  const isNew = camera === null;
  const isIdTaken = isNew && setup.cameras.some(({ id }) => id === draft.id);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setFaults(faults.filter((field) => !(field in part)));
    setFailure(null);
  };
  const submit = async () => {
    const wrong = faultsIn(draft, isNew);
    const all = isIdTaken && !wrong.includes('id') ? (['id', ...wrong] as const) : wrong;
    setFaults(all);
    if (all.length > 0 || isBusy) return;
    setBusy(true);
    const by = { baseVersion: base, reason: draft.reason.trim() };
    const answer = await client.putCamera(draft.id, by, cameraOf(draft));
    setBusy(false);
    if (answer.status === 'error') setFailure(answer);
    if (answer.status === 'ok') onSaved(answer.value);
  };
  const isOutdated = base !== (camera?.version ?? null);
  return { draft, failure, isBusy, isIdTaken, isOutdated, submit, part: { draft, change, faults } };
}

/** With a single edge that does not share there is nothing to choose. */
function onlyEdgeOf({ edges }: CameraSetup): string {
  const able = edges.filter(({ refusal }) => refusal === null);
  const [only] = able;
  return able.length === 1 && only && !only.shares ? only.edgeId : '';
}
