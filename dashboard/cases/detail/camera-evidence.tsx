// The evidence of the cameras of a case: one opening at a time, with strips to choose another. While somebody watches a clip, a newer
// opening is offered and not shown by itself.
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { loadPatiently } from '../../shared/load-patiently.ts';
import { Icon } from '../../shared/icon.tsx';
import { formatClock } from '../../time/moment.ts';
import { becauseText } from './because-text.ts';
import { CameraStrip } from './camera-strip.tsx';
import { seenTogether } from './clip/seen-together.ts';
import { EvidenceView } from './evidence-view.tsx';
import { OpeningStrip } from './opening-strip.tsx';
import {
  chosenOpenings,
  newestOf,
  newSince,
  openingsByCamera,
  type Choice,
  type ShownOpening,
} from './shown-openings.ts';

const loadMore = () => loadPatiently(() => import('./case-more.tsx'));
const TraceTable = lazy(async () => ({ default: (await loadMore()).TraceTable }));
const UnsignedNote = lazy(async () => ({ default: (await loadMore()).UnsignedNote }));
const SpoiltNote = lazy(async () => ({ default: (await loadMore()).SpoiltNote }));

export function CameraEvidence({ detail }: { detail: CaseDetail }) {
  const { t, i18n } = useTranslation();
  const [choice, setChoice] = useState<Choice | null>(null);
  const all = openingsByCamera(detail);
  const { openings, shown } = chosenOpenings(detail, all, choice);
  const { kind } = detail;
  const newer = newSince(choice, all);
  const choose = ({ incidentId, opening }: Pick<ShownOpening, 'incidentId' | 'opening'>) => {
    setChoice({ incidentId, opening, knownUntil: newestOf(all).openedAt });
  };
  return (
    <>
      <Suspense fallback={null}>
        <SpoiltNote detail={detail} />
        <UnsignedNote detail={detail} />
      </Suspense>
      {newer && <NewOpeningNote opening={newer} onShow={choose} />}
      <EvidenceView
        key={`${shown.incidentId} ${shown.opening}`}
        kind={kind}
        sighting={shown}
        together={seenTogether(shown, all)}
        onWatch={() => {
          if (choice === null) choose(shown);
        }}
      />
      <OpeningStrip kind={kind} openings={openings} shown={shown} onShow={choose} />
      <CameraStrip
        kind={kind}
        sightings={all.map(([newest]) => newest)}
        shown={shown}
        onShow={(incidentId) => {
          const [newest] = all.find(([one]) => one.incidentId === incidentId) ?? all[0];
          choose(newest);
        }}
      />
      <Suspense fallback={null}>
        <TraceTable
          kind={kind}
          sighting={shown}
          saidAbove={becauseText(t, i18n.language, detail)}
        />
      </Suspense>
    </>
  );
}

interface NewOpeningNoteProps {
  opening: ShownOpening;
  onShow: (opening: ShownOpening) => void;
}

function NewOpeningNote({ opening, onShow }: NewOpeningNoteProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { openedAt, cameraName } = opening;
  return (
    <p className="note note-info new-opening" role="status">
      <Icon name="clock" />
      <span>
        {t('detail.newOpening', { time: formatClock(openedAt, format), camera: cameraName })}
      </span>
      <button
        type="button"
        className="button"
        onClick={() => {
          onShow(opening);
        }}
      >
        {t('detail.showNew')}
      </button>
    </p>
  );
}
