// One camera on the wall: its last picture with its fences, its state in colour and words, and its problems.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { cameraPictureAddress } from '../api/addresses.ts';
import type { CameraView, ReportedProblem } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { markOf, useOwnKinds } from '../shared/own-kinds.ts';
import { Scene } from '../shared/scene.tsx';
import { useNow } from '../time/clock.tsx';
import { formatDuration } from '../time/duration.ts';
import { valueTexts } from '../problem-wording/problem-values.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { formatSince } from '../time/moment.ts';
import { useWatch } from '../watch/watch-provider.tsx';
import { problemText } from './problem-text.ts';
import { conditionOf, oldPictureMs, type CameraCondition } from '../cameras/camera-condition.ts';
import { kindText } from '../shared/kind-text.ts';
import { OriginalText } from '../shared/original-text.tsx';

export function CameraTile({ camera, isSought }: { camera: CameraView; isSought: boolean }) {
  const { t } = useTranslation();
  const condition = conditionOf(camera);
  const source =
    camera.hasPicture && camera.pictureAt !== null
      ? cameraPictureAddress(camera.id, camera.pictureAt)
      : null;
  return (
    <li
      className={isSought ? 'camera is-sought' : 'camera'}
      data-camera={camera.id}
      data-tone={condition.tone}
    >
      <Scene
        source={source}
        alt={t('wall.pictureOf', { camera: camera.name })}
        emptyText={t('wall.noPicture')}
        fences={camera.fences}
      >
        <div className="camera-badges">
          <StateBadge condition={condition} />
          {source !== null && camera.pictureAt !== null && <PictureAge at={camera.pictureAt} />}
        </div>
      </Scene>
      <div className="camera-foot">
        <h2 className="camera-name">{camera.name}</h2>
        <OpenLink camera={camera} />
        <FenceNames camera={camera} />
        {condition.viewTrouble && camera.fences.length > 0 && (
          <Suspended camera={camera} hasMoved={condition.viewTrouble === 'moved'} />
        )}
        <Holder camera={camera} />
        <Problems id={camera.id} condition={condition} />
      </div>
    </li>
  );
}

function StateBadge({ condition: { state, viewTrouble, tone } }: { condition: CameraCondition }) {
  const { t } = useTranslation();
  const stateText = t(`cameraState.${state}`);
  return (
    <span className="badge camera-state" data-tone={tone}>
      <span className="state-dot" aria-hidden="true" />
      {viewTrouble ? `${stateText} · ${t(`view.${viewTrouble}`)}` : stateText}
    </span>
  );
}

function PictureAge({ at }: { at: number }) {
  const { t } = useTranslation();
  const ageMs = useNow() - at;
  const age = t('duration.ago', { duration: formatDuration(t, ageMs) });
  const isOld = ageMs >= oldPictureMs;
  return (
    <span className="badge camera-age" data-tone={isOld ? 'bad' : undefined}>
      <Icon name="clock" />
      {isOld ? t('wall.stale', { age }) : age}
    </span>
  );
}

function OpenLink({ camera }: { camera: CameraView }) {
  const { t } = useTranslation();
  const total = camera.fences.filter(({ open }) => open).length;
  return (
    <Link
      href={`/?camera=${encodeURIComponent(camera.id)}`}
      className={total > 0 ? 'camera-open is-present' : 'camera-open'}
    >
      <span className="visually-hidden">{t('wall.alertsOf', { camera: camera.name })}: </span>
      {total > 0 && <span className="pulse" aria-hidden="true" />}
      {total > 0 ? t('wall.open', { total }) : t('app.alerts')}
      <Icon name="forward" />
    </Link>
  );
}

function FenceNames({ camera: { fences } }: { camera: CameraView }) {
  const { t } = useTranslation();
  const own = useOwnKinds();
  if (fences.length === 0) return <p className="camera-no-fence">{t('wall.noFences')}</p>;
  return (
    <ul className="fence-names" aria-label={t('wall.fences')}>
      {fences.map(({ id, name, kind, open }) => (
        <li
          key={id}
          className={open ? 'fence-name is-open' : 'fence-name'}
          data-kind={kind}
          data-hue={markOf(kind, own).hue}
        >
          <Icon name={markOf(kind, own).icon} />
          <span>{name}</span>
          <span className="visually-hidden">{kindText(t, kind)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Which edge has the camera, where edges share them. */
function Holder({ camera: { status } }: { camera: CameraView }) {
  const { t } = useTranslation();
  if (!status?.lease) return null;
  return <p className="camera-holder">{t('wall.edge', { edge: status.edgeId })}</p>;
}

/** While a view cannot be trusted, its fences are suspended; a moved view waits for an operator. */
function Suspended({ camera, hasMoved }: { camera: CameraView; hasMoved: boolean }) {
  const { t } = useTranslation();
  return (
    <p className="camera-suspended">
      <Icon name="eye-off" />
      <span>{t('movedView.suspended')}</span>
      {hasMoved && (
        <Link href={`/fences/${encodeURIComponent(camera.id)}`}>
          <span className="visually-hidden">{t('movedView.check', { camera: camera.name })}: </span>
          {t('movedView.reopen')}
          <Icon name="forward" />
        </Link>
      )}
    </p>
  );
}

/** Texts come from the problem codes; if an edge sends no codes, its own sentence is shown. */
function Problems({ id, condition }: { id: string; condition: CameraCondition }) {
  const { problems } = useWatch();
  const own = problems.present.filter(
    ({ code, subject }) => subject === id && code.startsWith('camera-'),
  );
  const codes = new Set(own.map(({ code }) => code));
  if (codes.size === 0) return <SaidProblem condition={condition} />;
  return own
    .filter(({ code }) => codes.delete(code))
    .map((problem) => <CodedProblem key={problem.code} problem={problem} />);
}

function CodedProblem({ problem: { code, values, since } }: { problem: ReportedProblem }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(10_000);
  const time = formatSince(since, now, format);
  const words = valueTexts(t, values, format).filter(({ name }) => name !== 'edgeId');
  return (
    <p className="camera-problem">
      <Icon name="warning" />
      <span>
        {t(`problem.${code}.title`)} <span className="muted">{t('health.since', { time })}</span>
        <span className="camera-advice">{t(`problem.${code}.advice`)}</span>
        {words.map(({ name, text, isRaw }) => (
          <span key={name} className="camera-problem-detail">
            {isRaw ? <OriginalText text={text} /> : text}
          </span>
        ))}
      </span>
    </p>
  );
}

function SaidProblem({ condition: { state, problem } }: { condition: CameraCondition }) {
  const { t } = useTranslation();
  if (state !== 'unknown' && problem === null) return null;
  const { text, detail } =
    problem === null ? { text: t('wall.unknownProblem'), detail: null } : problemText(t, problem);
  return (
    <p className="camera-problem">
      <Icon name="warning" />
      <span>
        <span>{text}</span>
        {detail !== null && (
          <span className="camera-problem-detail">
            <OriginalText text={detail} />
          </span>
        )}
      </span>
    </p>
  );
}
