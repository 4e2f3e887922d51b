// Tries an address through an edge before it is saved: the picture and the format of the stream, or why nothing comes.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTryResult, NewCameraTry, SetUpEdge } from '../../contracts/index.ts';
import { tryPictureAddress } from '../api/camera-setup-calls.ts';
import { Icon } from '../shared/icon.tsx';
import { OriginalText } from '../shared/original-text.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { Scene } from '../shared/scene.tsx';
import type { Trying, TryState } from './use-try.ts';

interface TryCardProps {
  edges: readonly SetUpEdge[];
  /** The edge that will watch it, which should try it. */
  wanted: string;
  /** Null while the address is not one. */
  wish: Omit<NewCameraTry, 'edgeId'> | null;
  text: string;
  trying: Trying;
}

export function TryCard({ edges, wanted, wish, text, trying }: TryCardProps) {
  const { t } = useTranslation();
  const able = edges.filter(({ isConnected, refusal }) => isConnected && refusal === null);
  const [chosen, setChosen] = useState<string | null>(null);
  const usual = able.find(({ edgeId }) => edgeId === wanted) ?? able[0];
  const edgeId = able.some((one) => one.edgeId === chosen) ? chosen : (usual?.edgeId ?? null);
  const { state, isRunning, ask } = trying;
  return (
    <section className="card try-card" aria-label={t('cameraTry.title')}>
      <h2 className="card-title">{t('cameraTry.title')}</h2>
      <p className="field-hint">{t('cameraTry.hint')}</p>
      {edgeId === null && <p className="note note-warn">{t('cameraTry.noEdge')}</p>}
      {able.length > 1 && (
        <label className="field">
          <span className="field-label">{t('cameraTry.edge')}</span>
          <select
            className="input"
            value={edgeId ?? ''}
            onChange={(event) => {
              setChosen(event.target.value);
            }}
          >
            {able.map((one) => (
              <option key={one.edgeId}>{one.edgeId}</option>
            ))}
          </select>
        </label>
      )}
      <button
        type="button"
        className="button"
        disabled={edgeId === null || wish === null || isRunning}
        onClick={() => {
          if (edgeId !== null && wish !== null) ask({ ...wish, edgeId }, text);
        }}
      >
        <Icon name="play" />
        {t(state === null ? 'cameraTry.start' : 'cameraTry.again')}
      </button>
      {state !== null && <Progress state={state} isOutdated={state.text !== text} />}
    </section>
  );
}

function Progress({ state, isOutdated }: { state: TryState; isOutdated: boolean }) {
  const { t } = useTranslation();
  const { edgeId: edge, shown, failure } = state;
  if (failure !== null) return <RefusalNote failure={failure} />;
  const step = shown === null || shown.state === 'done' ? 'waiting' : shown.state;
  const result = shown?.result ?? null;
  if (shown === null || result === null)
    return (
      <p className={step === 'lost' ? 'note note-danger' : 'note note-info'} role="status">
        {t(`cameraTry.${step}`, { edge })}
      </p>
    );
  return (
    <div className="try-result" role="status">
      {isOutdated && <p className="note note-warn">{t('cameraTry.outdated')}</p>}
      <Result id={shown.id} result={result} />
    </div>
  );
}

function Result({ id, result }: { id: string; result: CameraTryResult }) {
  const { t } = useTranslation();
  if (result.outcome === 'picture')
    return (
      <>
        <p className="note note-good">
          <Icon name="check" />
          {t('cameraTry.picture')}
        </p>
        <Scene
          source={tryPictureAddress(id)}
          alt={t('cameraTry.alt')}
          emptyText={t('cameraTry.noPictureShown')}
        />
        <Stream result={result} />
      </>
    );
  const { fault, detail, codec } = result;
  return (
    <>
      <p className="note note-danger">
        <Icon name="warning" />
        {t(`cameraTry.fault.${fault}`, { codec: codec ?? '?' })}
      </p>
      {detail !== '' && (
        <p className="try-detail">
          {t('cameraTry.said')} <OriginalText text={detail} />
        </p>
      )}
    </>
  );
}

type Stream = Extract<CameraTryResult, { outcome: 'picture' }>;
const slowKeysMs = 2500;
const smallHeight = 720;

function Stream({ result }: { result: Stream }) {
  const { t } = useTranslation();
  const { codec, width, height, frameRate, keyFrameMs, transport, tookMs } = result;
  const seconds = (ms: number) => t('cameraTry.seconds', { seconds: Math.round(ms / 100) / 10 });
  const none = t('cameraTry.notMeasured');
  const facts = [
    ['codec', <span className="code">{codecName(codec)}</span>],
    ['size', t('cameraTry.pixels', { width, height })],
    ['frameRate', frameRate ?? none],
    ['keyFrame', keyFrameMs === null ? none : seconds(keyFrameMs)],
    ['transport', <span className="code">{transport.toUpperCase()}</span>],
    ['took', seconds(tookMs)],
  ] as const;
  return (
    <>
      <dl className="try-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`cameraTry.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {keyFrameMs !== null && keyFrameMs > slowKeysMs && (
        <p className="note note-warn">{t('cameraTry.slowKeys')}</p>
      )}
      {height < smallHeight && <p className="note note-warn">{t('cameraTry.small')}</p>}
    </>
  );
}

/** As cameras name it, not as ffmpeg does. */
function codecName(codec: string): string {
  const names: Record<string, string> = { h264: 'H.264', hevc: 'H.265' };
  return names[codec] ?? codec;
}
