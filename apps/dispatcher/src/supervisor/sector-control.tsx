import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { SectorList } from './sector-list.tsx';
import { isSectorListShown } from './supervisor-route.ts';
import './sectors.css';
import { s } from './text.ts';

/** In the top bar: which sectors are this desk's, and the list from which they are taken and given. */
export default function SectorControl() {
  const { sectors } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const isOutside =
        event instanceof KeyboardEvent
          ? event.key === 'Escape'
          : !box.current?.contains(event.target as Node);
      if (isOutside) isSectorListShown.value = false;
    };
    window.addEventListener('pointerdown', close);
    window.addEventListener('keydown', close);
    return () => {
      window.removeEventListener('pointerdown', close);
      window.removeEventListener('keydown', close);
    };
  }, []);
  const isOpen = isSectorListShown.value;
  useEffect(() => {
    if (isOpen) box.current?.querySelector<HTMLElement>('.sector-menu button, .sector-menu input')?.focus();
  }, [isOpen]);
  const names = sectors.mine.value.map(({ name }) => name).join(', ');
  return (
    <div class="user-menu sector-control" ref={box}>
      <button
        type="button"
        class="button is-small is-plain"
        aria-expanded={isOpen}
        title={`${s('sectorsTitle')} (F7)`}
        data-testid="sectors-open"
        onClick={() => (isSectorListShown.value = !isOpen)}
      >
        <span class="cut sector-names">{names === '' ? s('mineNone') : s('mine', { names })}</span>{' '}
        <kbd>F7</kbd>
      </button>
      {isOpen && (
        <div class="menu sector-menu" data-testid="sector-menu">
          <fieldset class="sector-filter">
            <legend class="visually-hidden">{s('incidents')}</legend>
            {[false, true].map((isOn) => (
              <label key={String(isOn)}>
                <input
                  type="radio"
                  name="sector-filter"
                  checked={sectors.isFiltering.value === isOn}
                  onChange={() => sectors.filter(isOn)}
                />{' '}
                {s(isOn ? 'filterMine' : 'filterAll')}
              </label>
            ))}
          </fieldset>
          <SectorList />
        </div>
      )}
    </div>
  );
}
