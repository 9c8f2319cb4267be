import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';

/** What the shading means; only while it is shown. */
export function CoverageLegend() {
  const { coverage } = useDesk();
  if (!coverage.isShown.value) return null;
  const view = coverage.view.value;
  if (view?.state !== 'ready') return <p class="dim coverage-legend">{view ? t('map.coverageWaits') : ''}</p>;
  return (
    <ul class="coverage-legend" data-testid="coverage-legend">
      <li>
        <i class="swatch is-well" /> {t('map.legend.well')}
      </li>
      <li>
        <i class="swatch is-thin" /> {t('map.legend.thin')}
      </li>
      {view.figures?.coveredShareAfter !== null && (
        <li>
          <i class="swatch is-worse" /> {t('map.legend.worse')}
        </li>
      )}
    </ul>
  );
}
