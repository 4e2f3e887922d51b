// "Ring on this phone": switches Web Push on and off for this device, and sends an end-to-end test.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelTestAnswer } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { Icon } from '../shared/icon.tsx';
import { usePush } from './use-push.ts';

export function PushCard() {
  const { t } = useTranslation();
  const { state, turnOn, turnOff } = usePush();
  const isOn = state === 'on';
  return (
    <section className="card push-card">
      <h2 className="card-title">{t('push.title')}</h2>
      <p className="muted">{t(`push.state.${state}`)}</p>
      {(state === 'off' || isOn || state === 'failed') && (
        <button
          type="button"
          className="button button-wide button-tall"
          onClick={() => void (isOn ? turnOff() : turnOn())}
        >
          <Icon name="alerts" />
          {t(isOn ? 'push.turnOff' : 'push.turnOn')}
        </button>
      )}
      {isOn && <PushTest />}
    </section>
  );
}

function PushTest() {
  const { t, i18n } = useTranslation();
  const { client } = useSession();
  const [outcome, setOutcome] = useState<ChannelTestAnswer['outcome'] | 'testing' | null>(null);
  const test = async () => {
    setOutcome('testing');
    const answer = await client.testPush(i18n.language === 'en' ? 'en' : 'zh-CN');
    setOutcome(answer.status === 'ok' ? answer.value.outcome : 'retryable');
  };
  return (
    <>
      <button type="button" className="button button-wide button-tall" onClick={() => void test()}>
        {t('push.test')}
      </button>
      {outcome !== null && <p role="status">{t(`push.outcome.${outcome}`)}</p>}
    </>
  );
}
