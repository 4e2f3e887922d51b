// The direct channels on the health page, each with a button for an end-to-end test. Only for users who may; empty on a site
// without channels.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelView } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { isLanguage } from '../i18n/language.ts';
import { useFreshLoad } from '../live/use-fresh-load.ts';
import { useSession } from '../session/session-provider.tsx';
import { testDetail, testWord, type TestState } from './channel-test.ts';
import { OriginalText } from '../shared/original-text.tsx';

export function ChannelList() {
  const { session } = useSession();
  const mayTest = session.user.role === 'operator' || session.user.role === 'admin';
  return mayTest ? <Channels /> : null;
}

function Channels() {
  const { t } = useTranslation();
  const { client } = useSession();
  const [channels, setChannels] = useState<readonly ChannelView[]>([]);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const answer = await client.listChannels(signal);
      // Without the list nothing can be tested; problems of channels are shown above.
      if (answer.status === 'ok') setChannels(answer.value.channels);
    },
    [client],
  );
  useFreshLoad(load);
  if (channels.length === 0) return null;
  return (
    <section className="card channels" aria-labelledby="channels-title">
      <h2 className="card-title" id="channels-title">
        {t('channels.title')}
      </h2>
      <ul>
        {channels.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} />
        ))}
      </ul>
    </section>
  );
}

function ChannelRow({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation();
  const { state, start } = useTest(channel.id);
  return (
    <li className="channel-row" data-channel={channel.id} data-test={state.state}>
      <p className="channel-name">
        <strong>{channel.id}</strong>{' '}
        <span className="muted">
          {t(`channels.type.${channel.type}`)} · {channel.where}
        </span>
      </p>
      <p role="status">
        {testWord(t, state)} <OriginalText text={testDetail(state)} />
      </p>
      <button
        type="button"
        className="button"
        disabled={state.state === 'testing'}
        aria-label={t('channels.testOf', { channel: channel.id })}
        onClick={start}
      >
        {t('channels.test')}
      </button>
    </li>
  );
}

function useTest(channel: string): { state: TestState; start: () => void } {
  const { client } = useSession();
  const { i18n } = useTranslation();
  const [state, setState] = useState<TestState>({ state: 'none' });
  const run = async () => {
    setState({ state: 'testing' });
    const language = isLanguage(i18n.language) ? i18n.language : 'en';
    const answer = await client.testChannel(channel, language);
    if (answer.status === 'ok') setState({ state: 'answered', answer: answer.value });
    else setState(answer.status === 'error' ? failed(answer) : { state: 'none' });
  };
  return { state, start: () => void run() };
}

function failed(failure: Failure): TestState {
  return { state: 'failed', failure };
}
