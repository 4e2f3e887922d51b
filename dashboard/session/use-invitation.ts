// The code of an invitation in the address, behind the #. It is taken out of the address as soon as it has been read: whoever looks
// over the shoulder or into the history does not find it.
import { useEffect, useState } from 'react';

const form = /^#invitation=(fwi_[\w-]+)$/;

export function invitationIn(hash: string): string | null {
  return form.exec(hash)?.[1] ?? null;
}

export function useInvitation(): { code: string | null; forget: () => void } {
  const [code, setCode] = useState(() => invitationIn(location.hash));
  useEffect(() => {
    const read = () => {
      const found = invitationIn(location.hash);
      if (found === null) return;
      history.replaceState(history.state, '', `${location.pathname}${location.search}`);
      setCode(found);
    };
    read();
    // A link that is opened in a tab with this page loads nothing.
    addEventListener('hashchange', read);
    return () => {
      removeEventListener('hashchange', read);
    };
  }, []);
  const forget = () => {
    setCode(null);
  };
  return { code, forget };
}
