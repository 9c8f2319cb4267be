import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Border as BorderName, Layout } from '../../desk/layout.ts';
import { t } from '../../i18n/text.ts';

const KEY_STEP = 2;

export interface BorderProps {
  readonly layout: Layout;
  readonly name: BorderName;
  /** The part before the border, whose share of the whole it sets. */
  readonly measure: () => { readonly part: number; readonly whole: number } | undefined;
}

/** A border between zones, to be dragged or moved with the arrow keys; double click and Home put it back. */
export function Border({ layout, name, measure }: BorderProps) {
  const start = useRef<{ readonly at: number; readonly part: number; readonly whole: number } | undefined>(
    undefined,
  );
  const isAcross = name === 'panel';
  const shareNow = (): number => {
    const size = measure();
    return size ? (100 * size.part) / size.whole : 0;
  };
  const border = useRef<HTMLDivElement>(null);
  // Measured when the zones have been laid out: to ask while they are being drawn lays all of them out once more.
  const measured = useSignal(0);
  useEffect(() => {
    const zones = border.current?.parentElement;
    if (!zones) return undefined;
    const watch = new ResizeObserver(() => {
      measured.value = Math.round(shareNow());
    });
    for (const zone of [zones, ...zones.children]) watch.observe(zone);
    return () => watch.disconnect();
  }, []);
  const at = (event: PointerEvent): number => (isAcross ? event.clientY : event.clientX);
  return (
    <div
      ref={border}
      class={`zone-border ${isAcross ? 'is-across' : ''}`}
      role="separator"
      tabIndex={0}
      aria-orientation={isAcross ? 'horizontal' : 'vertical'}
      aria-label={t(`border.${name}`)}
      title={t('border.hint')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(layout.shares.value[name] ?? measured.value)}
      data-testid={`border-${name}`}
      onDblClick={() => layout.set(name, undefined)}
      onPointerDown={(event) => {
        const size = measure();
        if (!size) return;
        start.current = { at: at(event), ...size };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        const from = start.current;
        if (from) layout.set(name, (100 * (from.part + at(event) - from.at)) / from.whole);
      }}
      onPointerUp={() => (start.current = undefined)}
      onPointerCancel={() => (start.current = undefined)}
      onKeyDown={(event) => {
        const [less, more] = isAcross ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
        if (event.key === less) layout.set(name, shareNow() - KEY_STEP);
        else if (event.key === more) layout.set(name, shareNow() + KEY_STEP);
        else if (event.key === 'Home') layout.set(name, undefined);
        else return;
        event.preventDefault();
      }}
    />
  );
}
