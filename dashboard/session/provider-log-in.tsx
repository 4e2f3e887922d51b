// The log-in with the site's OpenID provider, if there is one, and why it was refused.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '../api/client.ts';
import { ownAddress } from '../api/own-address.ts';
import type { LogInWays } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { refusalIn, returnTo } from './provider-refusal.ts';

export function ProviderLogIn({ client }: { client: Client }) {
  const { t } = useTranslation();
  const provider = useProvider(client);
  const refusal = refusalIn(window.location.search);
  if (provider === null && refusal === null) return null;
  return (
    <div className="log-in-provider">
      {refusal && (
        <p className="note note-danger" role="alert">
          <Icon name="warning" />
          {t(`logInRefusal.${refusal}`)}
        </p>
      )}
      {provider && (
        <a className="button button-wide" href={wayTo()}>
          {t('logIn.provider', { name: provider.name })}
        </a>
      )}
    </div>
  );
}

function wayTo(): string {
  const target = returnTo(window.location, ownAddress(''));
  return ownAddress(`/api/log-in/provider?returnTo=${encodeURIComponent(target)}`);
}

/** Without an answer only the password log-in is shown. */
function useProvider(client: Client): LogInWays['provider'] {
  const [provider, setProvider] = useState<LogInWays['provider']>(null);
  useEffect(() => {
    const controller = new AbortController();
    void client.getLogInWays(controller.signal).then((answer) => {
      if (answer.status === 'ok') setProvider(answer.value.provider);
    });
    return () => {
      controller.abort();
    };
  }, [client]);
  return provider;
}
