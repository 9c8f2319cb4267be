import './navigation.css';
import type { TabletClosure } from '#contracts';
import type { LonLat } from '#domain';
import { locale, type Locale } from '#ui';
import { effect, signal, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { GuidedLineView } from './guided-line-view.ts';
import type { RunStore } from './kept-run.ts';
import { ManeuverArrow } from './maneuver-arrow.tsx';
import { describePanel, type PanelView } from './panel-view.ts';
import { RouteGuide, type GuideParts, type NavigationFix } from './route-guide.ts';
import { BrowserSpeaker, type Speaker } from './speaker.ts';
import { t } from './texts/text.ts';

export interface NavigationPanelProps extends Omit<
  GuideParts,
  'language' | 'isMuted' | 'speaker' | 'store' | 'now'
> {
  readonly fix: ReadonlySignal<NavigationFix | undefined>;
  readonly store: RunStore;
  /** IANA zone of the region, for arrival times. */
  readonly timeZone: string;
  /** What the target is called in the hand-off to the maps app; the address or the facility. */
  readonly targetName: string | undefined;
  /** Told the line to draw whenever it is another. */
  readonly onLine?: (line: GuidedLineView | undefined) => void;
  /** Told the closed roads near the way whenever they are others. */
  readonly onClosures?: (closures: readonly TabletClosure[]) => void;
  /** The crew wants no more guidance to the place of its own choice. */
  readonly onTargetEnd?: () => void;
  /** The screen's own, for tests and looks. */
  readonly speaker?: Speaker;
}

const MUTED_KEY = 'akut.navigation.muted';

/** `geo:` of RFC 5870; the query names the pin, as map apps of Android understand it. */
export function geoLink([lon, lat]: LonLat, name: string): string {
  const place = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  return `geo:${place}?q=${place}(${encodeURIComponent(name)})`;
}

function useNow(): number {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now.value;
}

const isMuted = signal(false);
/** By the tablet's own place: another screen goes on with what was told on the one before. */
const guides = new WeakMap<object, RouteGuide>();

function findGuide(props: NavigationPanelProps): RouteGuide {
  let guide = guides.get(props.fix);
  if (!guide) {
    isMuted.value = localStorage.getItem(MUTED_KEY) === '1';
    const speaker = props.speaker ?? new BrowserSpeaker();
    const language = locale as ReadonlySignal<Locale>;
    guide = new RouteGuide({ ...props, speaker, language, isMuted, now: () => Date.now() });
    guides.set(props.fix, guide);
  }
  return guide;
}

function useGuide(props: NavigationPanelProps) {
  const guide = useMemo(() => findGuide(props), []);
  useEffect(() => {
    void guide.start();
    const stopTelling = effect(() => {
      const route = guide.route.value;
      const isKept = guide.hasAnswer.value === false || !guide.parts.isOnline.value;
      props.onLine?.(route && { coordinates: route.coordinates, isKept });
    });
    const stopClosures = effect(() => props.onClosures?.(guide.closures.value));
    return () => {
      stopTelling();
      stopClosures();
      props.onLine?.(undefined);
      props.onClosures?.([]);
      guide.stop();
    };
  }, []);
  const toggle = (): void => {
    isMuted.value = !isMuted.peek();
    localStorage.setItem(MUTED_KEY, isMuted.peek() ? '1' : '0');
    if (isMuted.peek()) guide.parts.speaker.stop();
  };
  return { guide, isMuted: isMuted.value, toggle };
}

function Words({ view, exit }: { view: PanelView; exit: number | null | undefined }) {
  const { arrow, title, facts, following } = view;
  const sign = arrow && ('kind' in arrow ? { kind: arrow.kind } : { degrees: arrow.degrees });
  return (
    <>
      {sign && <ManeuverArrow {...sign} exit={exit} />}
      <div class="navigation-words">
        <p class="navigation-title">{title}</p>
        {facts.length > 0 && <p class="navigation-facts">{facts.join(' · ')}</p>}
        {following && (
          <p class="navigation-following">
            {t('then')} <ManeuverArrow kind={following.kind} class="is-small" /> {following.text}
          </p>
        )}
      </div>
    </>
  );
}

/** The next thing to do, large, above the map; arrival, what is left, and how old the route is. */
export function NavigationPanel(props: NavigationPanelProps) {
  const { guide, isMuted, toggle } = useGuide(props);
  const now = useNow();
  const news = guide.news.value;
  const target = props.target.value;
  const to = target?.coordinates ?? guide.kept.value?.run.to;
  const name = target?.name ?? props.targetName ?? t('target.nameless');
  const view = describePanel(guide, now, { timeZone: props.timeZone, targetName: name });
  const guidance = guide.guidance.value;
  const maneuver = guidance && guide.route.value?.maneuvers[guidance.next];
  const closures = guide.closures.value.length;
  return (
    <section class={`navigation-panel is-${view.tone}`} aria-label={t('panel.label')}>
      <Words view={view} exit={maneuver?.roundaboutExit} />
      <div class="navigation-keys">
        {target && props.onTargetEnd && (
          <button type="button" class="navigation-key" onClick={props.onTargetEnd}>
            <span>{t('key.endTarget')}</span>
          </button>
        )}
        <button type="button" class="navigation-key" aria-pressed={!isMuted} onClick={toggle}>
          <VoiceSign isOn={!isMuted} />
          <span>{t(isMuted ? 'key.unmute' : 'key.mute')}</span>
        </button>
        {to && (
          <a class="navigation-key" href={geoLink(to, name)} title={t('key.mapsAppTitle', { name })}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M12 21s-7-6.5-7-11.5a7 7 0 0 1 14 0C19 14.5 12 21 12 21zM12 7a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5" />
            </svg>
            <span>{t('key.mapsApp')}</span>
          </a>
        )}
      </div>
      {(news !== undefined || closures > 0) && (
        <p class={`navigation-news ${news ? 'is-new' : ''}`} role="status">
          {news ? t(NEWS[news]) : t('closures', { count: closures })}
        </p>
      )}
    </section>
  );
}

const NEWS = {
  assigned: 'news.new',
  target: 'news.target',
  offRoute: 'news.new',
  closure: 'news.closure',
  faster: 'news.faster',
  map: 'news.new',
} as const;

function VoiceSign({ isOn }: { isOn: boolean }) {
  const waves = isOn ? 'M15 9q2 3 0 6M18 6q4 6 0 12' : 'm15 9 6 6m0-6-6 6';
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 10v4h3l5 4V6l-5 4z" />
      <path d={waves} />
    </svg>
  );
}

export default NavigationPanel;
