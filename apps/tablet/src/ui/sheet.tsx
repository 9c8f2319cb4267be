import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';

interface SheetProps {
  readonly title: string;
  readonly onBack?: () => void;
  readonly testId?: string;
  readonly children: ComponentChildren;
}

/** A view of its own with a heading and a way back. */
export function Sheet({ title, onBack, testId, children }: SheetProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="sheet" data-testid={testId} aria-label={title}>
      <header class="sheet-head">
        {onBack && (
          <button type="button" class="key sheet-back" data-testid="back" onClick={onBack}>
            ← {t('back')}
          </button>
        )}
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
      </header>
      <div class="sheet-body">{children}</div>
    </section>
  );
}
