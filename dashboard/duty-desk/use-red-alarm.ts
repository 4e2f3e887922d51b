// Plays a sound and announces a case that turns red, if the sound is on.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { soundAlarm } from '../cases/alarm.ts';
import { placeText } from '../cases/case-presence.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { kindText } from '../shared/kind-text.ts';
import { deskLightAt } from './light.ts';
import { newlyRed, type OpenCases } from './open-cases.ts';

/** @returns the text to announce: the last case that turned red */
export function useRedAlarm(cases: OpenCases, now: number): string {
  const { t } = useTranslation();
  const { preferences } = usePreferences();
  const before = useRef<ReadonlyMap<string, string>>(new Map());
  const [said, setSaid] = useState('');
  const { sound } = preferences;
  useEffect(() => {
    const lights = new Map(
      [...cases].map(([id, { deadline }]) => [id, deskLightAt(deadline, now)]),
    );
    const [id, ...others] = newlyRed(before.current, lights);
    before.current = lights;
    const one = id === undefined ? undefined : cases.get(id);
    if (!one) return;
    const what = { kind: kindText(t, one.kind), place: placeText(one), others: others.length };
    setSaid(t(others.length > 0 ? 'desk.turnedRedMany' : 'desk.turnedRed', what));
    if (sound) soundAlarm();
  }, [cases, now, sound, t]);
  return said;
}
