// The channels of a person in the form: in the order in which they are tried, each with where it goes or what is missing.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PeopleSetup } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { RemoveButton } from './duties-field.tsx';
import { moved, type PersonDraft } from './person-draft.ts';
import { ReachText } from './person-texts.tsx';
import { reachOf } from './reach.ts';

interface ChannelsProps {
  setup: PeopleSetup;
  draft: PersonDraft;
  /** Of the log-in as it is stored. */
  devices: number;
  change: (part: Partial<PersonDraft>) => void;
}

export function ChannelsField({ setup, draft, devices, change }: ChannelsProps) {
  const { t } = useTranslation();
  const { channels, email, phone, user } = draft;
  const all = ['mqtt', ...setup.channels.map(({ id }) => id)];
  const offered = all.filter((one) => !channels.includes(one));
  return (
    <fieldset className="person-choice">
      <legend className="field-label">{t('people.channels')}</legend>
      <span className="field-hint">{t('people.channelsHint')}</span>
      {channels.map((channel, index) => (
        <div key={channel} className="listed-choice" data-channel={channel}>
          <ReachText reach={reachOf(channel, { email, phone, user, devices }, setup.channels)} />
          {index > 0 && (
            <button
              type="button"
              className="button"
              aria-label={`${t('people.earlier')}: ${channel}`}
              onClick={() => {
                change({ channels: moved(channels, channel) });
              }}
            >
              {t('people.earlier')}
            </button>
          )}
          <RemoveButton
            what={channel}
            onRemove={() => {
              change({ channels: channels.filter((one) => one !== channel) });
            }}
          />
        </div>
      ))}
      <p className="camera-buttons">
        {offered.map((channel) => (
          <button
            key={channel}
            type="button"
            className="button"
            data-add={channel}
            onClick={() => {
              change({ channels: [...channels, channel] });
            }}
          >
            <Icon name="plus" />
            <span className="code">{channel}</span>
          </button>
        ))}
      </p>
      {setup.channels.length === 0 && (
        <p className="note note-warn">
          {t('people.noChannels')}{' '}
          <Link href="/health" className="button">
            {t('app.health')}
          </Link>
        </p>
      )}
    </fieldset>
  );
}
