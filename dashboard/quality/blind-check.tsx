// One case of a check: its picture and clip, what the camera reported, and the verdicts to choose from. It shows nothing that
// others said.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { secondVerdicts, type SampleView, type SecondVerdict } from '../../contracts/index.ts';
import { caseClipAddress, casePictureAddress } from '../api/addresses.ts';
import type { Failure } from '../api/answer.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { Playable } from '../shared/playable.tsx';
import { Blurable } from '../shared/blurred.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { kindText } from '../shared/kind-text.ts';
import { Scene } from '../shared/scene.tsx';
import { formatMoment } from '../time/moment.ts';
import { useBlindCase } from './use-samples.ts';
import { useVerdictText } from './verdict-text.ts';

interface BlindCheckProps {
  sample: SampleView;
  position: number;
  onChanged: () => void;
}

export function BlindCheck({ sample, position, onChanged }: BlindCheckProps) {
  const { t } = useTranslation();
  const { value: file, failure, reload } = useBlindCase(sample.sample, position);
  const format = useMomentFormat();
  if (failure) return <FailureNote failure={failure} onRetry={reload} />;
  if (file === null) return <p role="status">{t('app.loading')}</p>;
  const { caseId, kind, fenceName, polygon, region, hasPicture, hasClip } = file;
  const title = `${kindText(t, kind)} · ${fenceName}`;
  const fence = { id: 'then', kind, polygon, open: true };
  return (
    <>
      <p role="status" className="blind-position">
        {t('quality.position', { position, size: sample.size })}
      </p>
      <div className="blind-case">
        <div className="card blind-media">
          <Scene
            source={hasPicture ? casePictureAddress(caseId) : null}
            alt={title}
            emptyText={t('quality.noPicture')}
            fences={[fence]}
            region={{ box: region, kind }}
          />
          {hasClip && <BlindClip caseId={caseId} />}
        </div>
        <section className="card blind-verdicts">
          <h2 className="card-title">{title}</h2>
          <p className="muted">
            {file.cameraName} · {formatMoment(file.openedAt, format)} · {caseId}
          </p>
          <Verdicts sample={sample.sample} position={position} onChanged={onChanged} />
        </section>
      </div>
    </>
  );
}

function BlindClip({ caseId }: { caseId: string }) {
  return (
    <Playable address={caseClipAddress(caseId)} clip={null}>
      {(address, onFail) => (
        <Blurable>
          <video className="blind-clip" src={address} controls muted onError={onFail} />
        </Blurable>
      )}
    </Playable>
  );
}

interface VerdictsProps {
  sample: number;
  position: number;
  onChanged: () => void;
}

function Verdicts({ sample, position, onChanged }: VerdictsProps) {
  const { t } = useTranslation();
  const textOf = useVerdictText();
  const { client } = useSession();
  const [chosen, setChosen] = useState<SecondVerdict | null>(null);
  const [note, setNote] = useState('');
  const [isWaiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const take = async (call: () => Promise<{ status: string } | Failure>) => {
    setWaiting(true);
    const answer = await call();
    setWaiting(false);
    setFailure(answer.status === 'error' ? (answer as Failure) : null);
    onChanged();
  };
  const give = () => {
    if (chosen === null) return;
    const said = { verdict: chosen, ...(note.trim() !== '' && { note: note.trim() }) };
    void take(() => client.giveSecondVerdict(sample, position, said));
  };
  return (
    <form
      className="verdict-form"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <fieldset className="verdict-choices">
        <legend className="field-label">{t('quality.verdict')}</legend>
        {secondVerdicts.map((verdict) => (
          <label key={verdict} className="verdict-choice">
            <input
              type="radio"
              name="verdict"
              value={verdict}
              checked={chosen === verdict}
              onChange={() => {
                setChosen(verdict);
              }}
            />
            {textOf(verdict)}
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span className="field-label">{t('quality.note')}</span>
        <input
          className="input"
          name="note"
          maxLength={500}
          value={note}
          onChange={({ target }) => {
            setNote(target.value);
          }}
        />
      </label>
      <button
        type="submit"
        className="button button-primary button-tall"
        disabled={chosen === null || isWaiting}
      >
        {t('quality.give')}
      </button>
      <p className="field-hint">{t('quality.giveHint')}</p>
      <button
        type="button"
        className="link-button verdict-end"
        disabled={isWaiting}
        onClick={() => {
          if (window.confirm(t('quality.endSure'))) void take(() => client.finishCheck(sample));
        }}
      >
        {t('quality.end')}
      </button>
      {failure !== null && <FailureNote failure={failure} />}
    </form>
  );
}
