import { useEffect, useRef, useState } from 'preact/hooks';
import { MapController, type MapInputs } from './map-controller.ts';
import { MapNotice } from './map-notice.tsx';
import './map.css';
import { mt } from './text.ts';

export type TabletMapProps = MapInputs;

const ICONS = {
  follow: 'M12 2L19 21L12 17L5 21Z',
  north: 'M12 3V21M12 3L7 9M12 3L17 9',
  run: 'M4 20C4 12 20 14 20 4M4 20H4.1M20 4H20.1',
  closer: 'M12 5V19M5 12H19',
  further: 'M5 12H19',
} as const;

function Key(props: {
  readonly icon: keyof typeof ICONS;
  readonly label: string;
  readonly isOn?: boolean;
  readonly onPress: () => void;
}) {
  const { icon, label, isOn, onPress } = props;
  return (
    <button
      type="button"
      class="map-key"
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      onClick={onPress}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" class={icon === 'follow' ? 'is-solid' : undefined}>
        <path d={ICONS[icon]} />
      </svg>
    </button>
  );
}

/** The region's map from this tablet's own storage, with the vehicle, where it goes and the way there. */
export function TabletMap(inputs: TabletMapProps) {
  const [frame, holder] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const [controller, setController] = useState<MapController>();
  const { region, packs } = inputs;
  useEffect(() => {
    const made = new MapController(frame.current!, holder.current!, inputs);
    setController(made);
    return () => made.destroy();
  }, [region.mapName, region.mapVersion, packs]);
  return (
    <section class="tablet-map" aria-label={mt('map.name')}>
      <div class="map-frame" ref={frame}>
        <div class="map-holder" ref={holder} />
      </div>
      {controller && <Keys controller={controller} />}
      <div class="map-foot">
        <MapNotice packs={packs} position={inputs.position.value} nowMs={inputs.now.value} />
        <p class="map-attribution">{region.attribution}</p>
      </div>
    </section>
  );
}

function Keys({ controller }: { readonly controller: MapController }) {
  const isCourseUp = controller.isCourseUp.value;
  return (
    <div class="map-keys">
      <Key icon="closer" label={mt('map.zoomIn')} onPress={() => controller.zoomBy(1)} />
      <Key icon="further" label={mt('map.zoomOut')} onPress={() => controller.zoomBy(-1)} />
      <Key icon="run" label={mt('map.run')} onPress={() => controller.showRun()} />
      <Key
        icon="north"
        label={isCourseUp ? mt('map.northUp') : mt('map.courseUp')}
        isOn={isCourseUp}
        onPress={() => controller.toggleCourseUp()}
      />
      <Key
        icon="follow"
        label={mt('map.follow')}
        isOn={controller.isFollowing.value}
        onPress={() => controller.follow()}
      />
    </div>
  );
}

export default TabletMap;
