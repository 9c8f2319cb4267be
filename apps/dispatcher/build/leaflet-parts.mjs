// The parts of Leaflet that the desk's map stands on, from the library's own source files. Its ready-made bundle adds
// itself up while it loads, so nothing of it could be left out: markers, popups, pictures, GeoJSON and controls, which we do
// not use, were 15 kB of the first load.
import { Map } from 'leaflet/src/map/Map.js';
import { Drag } from 'leaflet/src/map/handler/Map.Drag.js';
import { ScrollWheelZoom } from 'leaflet/src/map/handler/Map.ScrollWheelZoom.js';
import { TapHold } from 'leaflet/src/map/handler/Map.TapHold.js';
import { TouchZoom } from 'leaflet/src/map/handler/Map.TouchZoom.js';
import 'leaflet/src/layer/vector/Renderer.getRenderer.js';

Object.assign(Map, { Drag, ScrollWheelZoom, TapHold, TouchZoom });

export * as DomUtil from 'leaflet/src/dom/DomUtil.js';
export { toLatLng as latLng } from 'leaflet/src/geo/LatLng.js';
export { Layer } from 'leaflet/src/layer/Layer.js';
export { LayerGroup, layerGroup } from 'leaflet/src/layer/LayerGroup.js';
export { GridLayer } from 'leaflet/src/layer/tile/GridLayer.js';
export { circleMarker } from 'leaflet/src/layer/vector/CircleMarker.js';
export { polygon } from 'leaflet/src/layer/vector/Polygon.js';
export { polyline } from 'leaflet/src/layer/vector/Polyline.js';
export { rectangle } from 'leaflet/src/layer/vector/Rectangle.js';
export { Map, createMap as map } from 'leaflet/src/map/Map.js';
