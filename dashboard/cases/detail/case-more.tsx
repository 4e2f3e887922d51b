// What is read of a case after the first screen: its record and the reason as a table. One file, loaded by the page of a case when it
// is shown.
import { lazy, Suspense } from 'react';
import { getI18n } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { AskedClipsCard } from '../../evidence/asked-clips-card.tsx';
import { CredentialsCard } from '../../evidence/credentials-card.tsx';
import { ExportCard } from '../../evidence/export-card.tsx';
import { HoldCard } from '../../evidence/hold-card.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { FactList } from './fact-list.tsx';
import { Timeline } from './timeline.tsx';

export { UnsignedNote } from '../../evidence/unsigned-note.tsx';
export { SpoiltNote } from '../../evidence/spoilt-note.tsx';
export { TraceTable } from './trace-table.tsx';

// Not every site has a map. Offline, where it cannot be loaded, the page does without it.
const PlaceSketch = lazy(async () => {
  try {
    await getI18n().loadNamespaces('work');
    return await import('../../place/place-sketch.tsx');
  } catch {
    return { default: () => null };
  }
});

export function CaseRecord({ detail }: { detail: CaseDetail }) {
  return (
    <>
      <Suspense fallback={null}>
        <PlaceSketch detail={detail} />
      </Suspense>
      <FactList detail={detail} />
      <Timeline detail={detail} />
      <DeliveryList detail={detail} />
      <ExportCard caseId={detail.id} />
      <HoldCard detail={detail} />
      <CredentialsCard detail={detail} />
      <AskedClipsCard detail={detail} />
    </>
  );
}
