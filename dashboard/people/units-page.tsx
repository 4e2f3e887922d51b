// The units of the site as a tree, from the city down to the grid, each with its cells and a form.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleSetup, Unit } from '../../contracts/index.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { BelowPeople, GoodNote } from './below-people.tsx';
import { unitTree, type UnitInTree } from './unit-tree.ts';
import { UnitForm } from './unit-form.tsx';
import { usePeople } from './use-people.ts';

export default function UnitsPage() {
  const { t } = useTranslation();
  const { setup, failure, reload } = usePeople();
  const [saved, setSaved] = useState<string | null>(null);
  return (
    <BelowPeople title={t('people.units')}>
      <p>{t('people.unitsHint')}</p>
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      {setup === null && !failure && <p role="status">{t('app.loading')}</p>}
      {saved !== null && <GoodNote>{t('people.unitSaved', { name: saved })}</GoodNote>}
      {setup !== null && (
        <Units
          setup={setup}
          onSaved={(name) => {
            setSaved(name);
            reload();
          }}
        />
      )}
    </BelowPeople>
  );
}

interface UnitsProps {
  setup: PeopleSetup;
  onSaved: (name: string) => void;
}

function Units({ setup, onSaved }: UnitsProps) {
  const { t } = useTranslation();
  const tree = useMemo(() => unitTree(setup.units), [setup.units]);
  return (
    <>
      {tree.length > 0 && (
        <section className="card" aria-label={t('people.units')}>
          <ul>
            {tree.map((one) => (
              <UnitRow key={one.unit.id} one={one} setup={setup} onSaved={onSaved} />
            ))}
          </ul>
        </section>
      )}
      <section className="card person-card" aria-label={t('people.newUnit')}>
        <h2 className="card-title">{t('people.newUnit')}</h2>
        <UnitForm key={setup.version} setup={setup} unit={null} onSaved={onSaved} />
      </section>
    </>
  );
}

interface RowProps extends UnitsProps {
  one: UnitInTree;
}

const fewCells = 4;

function UnitRow({ one: { unit, depth }, setup, onSaved }: RowProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="unit-row" data-unit={unit.id} data-depth={Math.min(depth, 4)}>
      <details
        open={isOpen}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <span>
            {unit.name} · {t(`people.level.${unit.level}`)} <Cells unit={unit} />
          </span>
        </summary>
        {isOpen && (
          <div className="person-card">
            <UnitForm
              setup={setup}
              unit={unit}
              onSaved={(name) => {
                setOpen(false);
                onSaved(name);
              }}
            />
          </div>
        )}
      </details>
    </li>
  );
}

function Cells({ unit: { cells = [] } }: { unit: Unit }) {
  const rest = cells.length - fewCells;
  return (
    <small className="code">
      {cells.slice(0, fewCells).join(' ')}
      {rest > 0 && ` +${rest}`}
    </small>
  );
}
