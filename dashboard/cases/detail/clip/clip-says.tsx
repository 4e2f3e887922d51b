// Below a clip, in a sentence: what the picture means for the alert. Before it: how long the object has stood and why there was no
// alert yet. From its moment on: why it was raised.
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../../../contracts/index.ts';
import { whyText } from '../../../shared/why-text.ts';
import { formatDuration } from '../../../time/duration.ts';
import { becauseText } from '../because-text.ts';
import type { ShownOpening } from '../shown-openings.ts';
import { momentsOf, phaseAt, type Phase } from './clip-moments.ts';
import type { WhyThen } from './use-judged-then.ts';

interface ClipSaysProps {
  kind: Kind;
  opening: ShownOpening;
  at: number;
  why: WhyThen;
}

export function ClipSays({ kind, opening, at, why }: ClipSaysProps) {
  const { t, i18n } = useTranslation();
  const phase = phaseAt(momentsOf(opening), at);
  const isBefore = phase.phase === 'before' || phase.phase === 'dwell';
  const look = why.status === 'ready' && isBefore ? lookAt(why, at) : null;
  return (
    <div className="clip-says" data-phase={phase.phase}>
      {phase.phase === 'dwell' && (
        <progress max={phase.neededMs} value={phase.stoodMs} aria-label={t('clip.says.progress')} />
      )}
      <p>
        <PhaseText phase={phase} />
        {look?.why && (
          <span className="muted"> {t('clip.says.notYet', { reason: whyText(t, look.why) })}</span>
        )}
        {!isBefore && <span> {becauseText(t, i18n.language, { ...opening, kind })}</span>}
      </p>
    </div>
  );
}

/** The last look at or before a picture. */
function lookAt({ looks }: Extract<WhyThen, { status: 'ready' }>, at: number) {
  return looks.findLast((one) => one.at <= at) ?? null;
}

function PhaseText({ phase }: { phase: Phase }) {
  const { t } = useTranslation();
  switch (phase.phase) {
    case 'before':
      return t('clip.says.before');
    case 'dwell':
      return t('clip.says.dwell', {
        stood: formatDuration(t, phase.stoodMs),
        needed: formatDuration(t, phase.neededMs),
      });
    case 'alert':
    case 'gone':
      if (phase.sinceMs < 1000) return <strong>{t(`clip.says.${phase.phase}Now`)}</strong>;
      return t(`clip.says.${phase.phase}`, { since: formatDuration(t, phase.sinceMs) });
  }
}
