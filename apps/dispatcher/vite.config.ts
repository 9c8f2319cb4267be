import preact from '@preact/preset-vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precompress } from '../../libs/ui/build/precompress.ts';
import { trimLeafletCss } from '../../libs/ui/build/trim-leaflet-css.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const inBuild = (name: string): string => fileURLToPath(new URL(`./build/${name}`, import.meta.url));

/** Served by the api under /desk/. Nothing is inlined, so that a strict content security policy holds. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/desk/',
  plugins: [preact(), trimLeafletCss(), precompress()],
  resolve: {
    alias: [
      // Files that packages do not offer to importers.
      { find: /^installed:/, replacement: `${projectRoot}node_modules/` },
      {
        find: /^\.\/(Canvas|SVG\.VML)$/,
        replacement: inBuild('unused-by-leaflet.mjs'),
      },
      { find: /^leaflet$/, replacement: inBuild('leaflet-parts.mjs') },
      { find: /^protomaps-leaflet$/, replacement: inBuild('basemap-parts.mjs') },
      {
        find: /^\.\/transports\/(index|polling-xhr)(\.node)?\.js$/,
        replacement: fileURLToPath(new URL('../../libs/ui/build/live-transports.mjs', import.meta.url)),
      },
      {
        find: /^(@protomaps\/basemaps|pmtiles|\.\.\/default_style\/style)$/,
        replacement: inBuild('unused-by-map.ts'),
      },
    ],
  },
  build: {
    outDir: `${projectRoot}/dist/web/dispatcher`,
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
