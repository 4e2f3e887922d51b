// Watches for new alerts on every page: says them to screen readers, and sounds the alarm where it is switched on.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvents } from '../live/live-provider.tsx';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { soundAlarm } from './alarm.ts';
import { placeText } from './case-presence.ts';

export function NewCaseAlarm() {
  const { t } = useTranslation();
  const { preferences } = usePreferences();
  const [announcement, setAnnouncement] = useState('');
  const known = useRef(new Set<string>());
  useLiveEvents((event) => {
    if (event.type !== 'case' || known.current.has(event.case.id)) return;
    known.current.add(event.case.id);
    const { kind, present, openedAt, lastEventAt } = event.case;
    if (!present || lastEventAt > openedAt) return;
    setAnnouncement(
      t('cases.announced', { kind: t(`kind.${kind}`), place: placeText(event.case) }),
    );
    if (preferences.sound) soundAlarm();
  });
  return (
    <p className="visually-hidden" role="status">
      {announcement}
    </p>
  );
}
