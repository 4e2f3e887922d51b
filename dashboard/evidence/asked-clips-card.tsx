// Clips on demand: users with the right request a span of a camera with a reason, and see the state of their requests: waiting,
// also for an unreachable edge; playable; or why there is no clip. Requests and plays are recorded in the custody log.
import { useCallback, useEffect, useState } from 'react';
import { getI18n, useTranslation } from 'react-i18next';
import type { AskedClip, CaseDetail, NewClipRequest } from '../../contracts/index.ts';
import { askedClipAddress } from '../api/addresses.ts';
import type { Failure } from '../api/answer.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { Playable } from '../shared/playable.tsx';
import { Blurable } from '../shared/blurred.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { formatClock, formatMoment } from '../time/moment.ts';
import { clockTextOf, momentOf } from './asked-clips.ts';
import { mayCheck } from './credentials-card.tsx';
import { ReasonField } from './reason-field.tsx';

export function AskedClipsCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const cameras = camerasOf(detail);
  const [cameraId, setCameraId] = useState(cameras[0]?.id ?? '');
  const isOffered = mayCheck(session.user.role) && !detail.report && cameraId !== '';
  const hasTexts = useTexts(isOffered);
  if (!isOffered || !hasTexts) return null;
  return (
    <section className="card asked-clips-card">
      <h2 className="card-title">{t('askedClip.title')}</h2>
      {cameras.length > 1 && (
        <label className="field">
          <span className="field-label">{t('askedClip.camera')}</span>
          <select
            className="input"
            value={cameraId}
            onChange={(event) => {
              setCameraId(event.target.value);
            }}
          >
            {cameras.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <OfCamera key={cameraId} cameraId={cameraId} caseId={detail.id} />
    </section>
  );
}

/** The first pages load without the texts of clips. */
function useTexts(isOffered: boolean): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    if (isOffered)
      void getI18n()
        .loadNamespaces('work')
        .then(() => {
          setThere(true);
        });
  }, [isOffered]);
  return isThere;
}

function camerasOf({ cameraId, cameraName, incidents = [] }: CaseDetail) {
  const all = new Map([[cameraId, cameraName]]);
  for (const one of incidents) all.set(one.cameraId, one.cameraName);
  return [...all].map(([id, name]) => ({ id, name }));
}

const lookEveryMs = 3000;

function OfCamera({ cameraId, caseId }: { cameraId: string; caseId: string }) {
  const { client } = useSession();
  const [clips, setClips] = useState<readonly AskedClip[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = useCallback(async () => {
    const answer = await client.askedClips(cameraId);
    if (answer.status === 'ok') setClips(answer.value.clips);
  }, [client, cameraId]);
  const isWaiting = clips.some(({ state }) => state === 'waits');
  useEffect(() => {
    void load();
    if (!isWaiting) return undefined;
    const timer = setInterval(() => void load(), lookEveryMs);
    return () => {
      clearInterval(timer);
    };
  }, [load, isWaiting]);
  const ask = async (wish: NewClipRequest) => {
    const answer = await client.askClip(cameraId, { ...wish, caseId });
    setFailure(answer.status === 'error' ? answer : null);
    await load();
    return answer.status === 'ok';
  };
  return (
    <>
      <AskForm ask={ask} />
      {failure !== null && <FailureNote failure={failure} />}
      <ul className="asked-clips" role="status">
        {clips.map((clip) => (
          <Asked key={clip.clip} clip={clip} />
        ))}
      </ul>
    </>
  );
}

const usualSpanMs = 60_000;

function AskForm({ ask }: { ask: (wish: NewClipRequest) => Promise<boolean> }) {
  const { t } = useTranslation();
  const { timezone } = useMomentFormat();
  const [openedAt] = useState(() => Date.now());
  const [from, setFrom] = useState(() => clockTextOf(openedAt - usualSpanMs, timezone));
  const [until, setUntil] = useState(() => clockTextOf(openedAt, timezone));
  const [reason, setReason] = useState('');
  const [isAsking, setAsking] = useState(false);
  const submit = async () => {
    const now = Date.now();
    const end = momentOf(until, now, timezone);
    const start = end === null ? null : momentOf(from, end, timezone);
    if (start === null || end === null) return;
    setAsking(true);
    if (await ask({ from: start, until: end, reason: reason.trim() })) setReason('');
    setAsking(false);
  };
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="asked-clip-span">
        <TimeField name="from" value={from} onChange={setFrom} />
        <TimeField name="until" value={until} onChange={setUntil} />
      </div>
      <ReasonField
        name="clip-reason"
        label={t('askedClip.reason')}
        isRequired
        value={reason}
        onChange={setReason}
      />
      <button type="submit" className="button" disabled={reason.trim() === '' || isAsking}>
        {t('askedClip.ask')}
      </button>
      <p className="field-hint">{t('askedClip.hint')}</p>
    </form>
  );
}

interface TimeFieldProps {
  name: 'from' | 'until';
  value: string;
  onChange: (value: string) => void;
}

function TimeField({ name, value, onChange }: TimeFieldProps) {
  const { t } = useTranslation();
  return (
    <label className="field">
      <span className="field-label">{t(`askedClip.${name}`)}</span>
      <input
        className="input"
        type="time"
        step={1}
        required
        name={`clip-${name}`}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}

function Asked({ clip }: { clip: AskedClip }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { from, until, by, reason, state, isEdgeAway, finding } = clip;
  const gaps = finding?.coverage?.missing ?? [];
  return (
    <li data-state={state}>
      <p>{`${formatMoment(from, format)} – ${formatClock(until, format)}`}</p>
      <p className="field-hint">{`${by}: ${reason}`}</p>
      <p>{t(`askedClip.state.${isEdgeAway ? 'edgeAway' : state}`)}</p>
      {gaps.map((gap) => (
        <p key={gap.from} className="clip-gap">
          {t('askedClip.gap', {
            from: formatClock(gap.from, format),
            to: formatClock(gap.to, format),
            reason: t(`clip.reason.${gap.reason}`),
          })}
        </p>
      ))}
      {state === 'here' && (
        <Playable address={askedClipAddress(clip.cameraId, clip.clip)} clip={finding} isLazy>
          {(address, onFail) => (
            <Blurable>
              <video
                src={address}
                aria-label={t('askedClip.title')}
                controls
                muted
                playsInline
                preload="none"
                onError={onFail}
              />
            </Blurable>
          )}
        </Playable>
      )}
    </li>
  );
}
