import preact from '@preact/preset-vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precompress } from '../../libs/ui/build/precompress.ts';
import { trimLeafletCss } from '../../libs/ui/build/trim-leaflet-css.ts';
import { installable } from './build/installable.ts';

/** What the map of the desk leaves out of its libraries, the tablet's does too. */
const inMapBuild = (name: string): string =>
  fileURLToPath(new URL(`../dispatcher/build/${name}`, import.meta.url));
const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Served by the api under /tablet/. Nothing is inlined, so that a strict content security policy holds. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/tablet/',
  plugins: [preact(), trimLeafletCss(), installable(), precompress()],
  resolve: {
    alias: [
      { find: /^installed:/, replacement: `${projectRoot}node_modules/` },
      { find: /^\.\/(Canvas|SVG\.VML)$/, replacement: inMapBuild('unused-by-leaflet.mjs') },
      { find: /^leaflet$/, replacement: inMapBuild('leaflet-parts.mjs') },
      { find: /^protomaps-leaflet$/, replacement: inMapBuild('basemap-parts.mjs') },
      {
        find: /^(@protomaps\/basemaps|pmtiles|\.\.\/default_style\/style)$/,
        replacement: inMapBuild('unused-by-map.ts'),
      },
      {
        find: /^\.\/transports\/(index|polling-xhr)(\.node)?\.js$/,
        replacement: fileURLToPath(new URL('../../libs/ui/build/live-transports.mjs', import.meta.url)),
      },
    ],
  },
  build: {
    outDir: `${projectRoot}/dist/web/tablet`,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    manifest: true,
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      treeshake: {
        // Our own libraries only define things: what a page does not use of them stays out of its first load.
        moduleSideEffects: [{ test: /\/libs\/\w+\/src\/[^?]*\.tsx?$/, sideEffects: false }],
      },
    },
  },
});
