import type { Plugin } from 'vite';

/** Parts of Leaflet that the desk's map has none of. */
const UNUSED =
  /leaflet-(popup|tooltip|control|bar|touch(?!-)|marker|div-icon|vml|zoom-box|top|bottom|left|right|layers|retina|oldie|shadow|image|default-icon)/;
const COMMENT = /\/\*[\s\S]*?\*\//g;
const MEDIA_BLOCK = /@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g;
const RULE = /([^{}]+)\{[^{}]*\}/g;

/** Leaves out the rules of Leaflet's style sheet that speak of nothing but what is not used. */
export const trimLeafletCss = (): Plugin => ({
  name: 'trim-leaflet-css',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/leaflet.css')
      ? code
          .replace(COMMENT, '')
          .replace(MEDIA_BLOCK, '')
          .replace(RULE, (rule, selectors: string) =>
            selectors.split(',').every((one) => UNUSED.test(one)) ? '' : rule,
          )
      : undefined,
});
