// A duty and a channel of a person in words.
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icon.tsx';
import type { ListedDuty } from './find-people.ts';
import type { Reach } from './reach.ts';

export function DutyText({ duty: { shift, unit, part } }: { duty: ListedDuty }) {
  const { t } = useTranslation();
  return (
    <span data-shift={shift.id}>
      {t(`duty.${part}`)} · {unit?.name ?? shift.unit} · <HoursText shift={shift} />
    </span>
  );
}

export function HoursText({ shift: { hours, rotation } }: { shift: ListedDuty['shift'] }) {
  const { t } = useTranslation();
  const spans = (hours ?? []).map(({ from, to }) => `${from}–${to}`);
  return (
    <>
      {spans.length === 0 ? t('people.allHours') : [...new Set(spans)].join(', ')}
      {rotation && ` · ${t('people.turns', { count: rotation.days })}`}
    </>
  );
}

/** Where it goes, or what is missing. */
export function ReachText({ reach }: { reach: Reach }) {
  return (
    <span className="reach" data-channel={reach.channel} data-lacks={reach.lacks ?? undefined}>
      <Icon name={reach.lacks === null ? 'check' : 'warning'} />
      <span>
        <strong className="code">{reach.channel}</strong> <WayText reach={reach} />
      </span>
    </span>
  );
}

function WayText({ reach }: { reach: Reach }) {
  const { t } = useTranslation();
  if (reach.lacks !== null) return t(`people.reach.lacks.${reach.lacks}`);
  if (reach.way === 'broker') return t('people.reach.broker');
  const type = t(`channels.type.${reach.type}`);
  if (reach.way === 'group') return t('people.reach.group', { type, address: reach.address });
  if (reach.type === 'web-push') return t('people.reach.devices', { count: Number(reach.address) });
  return (
    <>
      {type}: <span className="code">{reach.address}</span>
    </>
  );
}
