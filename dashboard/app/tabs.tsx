// The pages of the app as tabs: a rail on a wide screen, a bar under the thumb on a phone. If there are too many for a phone, the
// last ones are behind a button, in a row above the bar.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { HealthBadge } from '../problems/health-badge.tsx';
import { useSession } from '../session/session-provider.tsx';
import { Icon } from '../shared/icon.tsx';
import { useDismiss } from './use-dismiss.ts';

const leaders = ['operator', 'auditor', 'admin'];
const checkers = ['auditor', 'admin'];
const tabs = [
  { href: '/', name: 'alerts', owns: /^\/($|cases\/)/ },
  { href: '/desk', name: 'desk', owns: /^\/(desk|reviews)$/, who: leaders },
  { href: '/supervision', name: 'supervision', owns: /^\/supervision$/, who: leaders },
  { href: '/map', name: 'map', owns: /^\/map$/, who: leaders },
  { href: '/wall', name: 'wall', owns: /^\/wall$/ },
  // Addresses and log-ins of cameras concern all cells.
  {
    href: '/cameras',
    name: 'cameras',
    owns: /^\/cameras(\/|$)/,
    who: ['admin'],
    isWholeSite: true,
  },
  // Telephone numbers of everybody.
  {
    href: '/people',
    name: 'people',
    owns: /^\/people(\/|$)/,
    who: ['operator', 'admin'],
    isWholeSite: true,
  },
  { href: '/fences', name: 'fences', owns: /^\/fences(\/|$)/ },
  { href: '/quality', name: 'quality', owns: /^\/quality(\/|$)/, who: checkers },
  { href: '/report', name: 'report', owns: /^\/report$/ },
  { href: '/health', name: 'health', owns: /^\/health$/ },
] as const;

/** The number that fits on the narrowest phone. */
const mostBeside = 5;

export function Tabs() {
  const { t } = useTranslation();
  const [location] = useLocation();
  const { role, cells } = useSession().session.user;
  const [openAt, setOpenAt] = useState<string | null>(null);
  const root = useRef<HTMLElement>(null);
  // Opening another page closes it.
  const isOpen = openAt === location;
  useDismiss(root, isOpen, () => {
    setOpenAt(null);
  });
  const shown = tabs.filter(
    (tab) =>
      (!('who' in tab) || tab.who.some((one) => one === role)) &&
      (!('isWholeSite' in tab) || cells === undefined),
  );
  const beside = shown.length > mostBeside ? mostBeside - 1 : shown.length;
  const isHere = ({ owns }: { owns: RegExp }) => owns.test(location);
  return (
    <nav className="tabs" aria-label={t('app.nav')} ref={root} data-more={isOpen}>
      {shown.map((tab, index) => (
        <Link
          key={tab.href}
          href={tab.href}
          className={index < beside ? 'tab' : 'tab tab-behind'}
          aria-current={isHere(tab) ? 'page' : undefined}
        >
          <Icon name={tab.name} />
          {t(`app.${tab.name}`)}
          {tab.name === 'health' && <HealthBadge />}
        </Link>
      ))}
      {beside < shown.length && (
        <button
          type="button"
          className="tab tab-more"
          aria-expanded={isOpen}
          data-current={shown.slice(beside).some(isHere)}
          onClick={() => {
            setOpenAt(isOpen ? null : location);
          }}
        >
          <Icon name="more" />
          {t('app.morePages')}
          <HealthBadge />
        </button>
      )}
    </nav>
  );
}
