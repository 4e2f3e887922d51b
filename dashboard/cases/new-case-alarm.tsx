// Watches for new alerts and objects that come back, on every page: announces them to screen readers, and plays the alarm if it
// is on.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvents } from '../live/live-provider.tsx';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { soundAlarm } from './alarm.ts';
import { lastOpening, newsOf } from './case-news.ts';
import { placeText } from './case-presence.ts';
import { kindText } from '../shared/kind-text.ts';

export function NewCaseAlarm() {
  const { t } = useTranslation();
  const { preferences } = usePreferences();
  const [announcement, setAnnouncement] = useState('');
  const known = useRef(new Map<string, number>());
  useLiveEvents((event) => {
    if (event.type !== 'case') return;
    const { id, kind } = event.case;
    const news = newsOf(known.current.get(id), event.case);
    known.current.set(id, lastOpening(event.case));
    if (news === null) return;
    const what = { kind: kindText(t, kind), place: placeText(event.case) };
    setAnnouncement(t(news === 'new' ? 'cases.announced' : 'cases.announcedBack', what));
    if (preferences.sound) soundAlarm();
  });
  return (
    <p className="visually-hidden" role="status">
      {announcement}
    </p>
  );
}
