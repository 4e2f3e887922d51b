// The channels of a person as they are stored, each with a test that goes the whole way: to the person's own address, with the result.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { testDetail, testWord, type TestState } from '../problems/channel-test.ts';
import { useSession } from '../session/session-provider.tsx';
import { OriginalText } from '../shared/original-text.tsx';
import type { ListedPerson } from './find-people.ts';
import { ReachText } from './person-texts.tsx';
import type { Reach } from './reach.ts';

export function ChannelsCard({ listed: { person, reaches } }: { listed: ListedPerson }) {
  const { t } = useTranslation();
  return (
    <section className="card person-card" aria-label={t('people.testTitle')}>
      <h2 className="card-title">{t('people.testTitle')}</h2>
      {reaches.length === 0 && <p className="note note-warn">{t('people.lackSays.reach')}</p>}
      {reaches.length > 0 && <p className="field-hint">{t('people.testHint')}</p>}
      <ul>
        {reaches.map((reach) => (
          <TestRow key={reach.channel} reach={reach} person={person.id} />
        ))}
      </ul>
    </section>
  );
}

function TestRow({ reach, person }: { reach: Reach; person: string }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [state, setState] = useState<TestState>({ state: 'none' });
  const run = async () => {
    setState({ state: 'testing' });
    const answer = await client.testChannelOf(reach.channel, person);
    if (answer.status === 'ok') setState({ state: 'answered', answer: answer.value });
    else
      setState(
        answer.status === 'error' ? { state: 'failed', failure: answer } : { state: 'none' },
      );
  };
  const canTest = reach.way === 'group' || reach.way === 'own';
  const outcome = state.state === 'answered' ? state.answer.outcome : state.state;
  return (
    <li className="listed-choice" data-test={outcome}>
      <ReachText reach={reach} />
      <span role="status">
        {testWord(t, state)} <OriginalText text={testDetail(state)} />
      </span>
      {canTest && (
        <button
          type="button"
          className="button"
          disabled={state.state === 'testing'}
          aria-label={`${t('channels.test')}: ${reach.channel}`}
          onClick={() => void run()}
        >
          {t('channels.test')}
        </button>
      )}
    </li>
  );
}
