import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { drawIcon } from './draw-icon.ts';

const ICON_SIZES = [192, 512] as const;
const iconName = (size: number): string => `icon-${size}.png`;

const webManifest = {
  id: '/tablet/',
  name: 'Akut',
  short_name: 'Akut',
  start_url: '/tablet/',
  scope: '/tablet/',
  display: 'standalone',
  background_color: '#0e1318',
  theme_color: '#141b22',
  icons: ICON_SIZES.flatMap((size) =>
    ['any', 'maskable'].map((purpose) => ({
      src: `/tablet/${iconName(size)}`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    })),
  ),
};

async function bundleServiceWorker(files: readonly string[], version: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/sw/service-worker.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { PRECACHED_FILES: JSON.stringify(files), APP_VERSION: JSON.stringify(version) },
  });
  return outputFiles[0]!.text;
}

/** Adds what makes the app installable and startable without a network: icons, manifest and a service worker that knows every file. */
export function installable(): Plugin {
  return {
    name: 'akut-installable',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const emit = (fileName: string, source: string | Uint8Array): void => {
        this.emitFile({ type: 'asset', fileName, source });
      };
      for (const size of ICON_SIZES) emit(iconName(size), drawIcon(size));
      emit('manifest.webmanifest', JSON.stringify(webManifest));
      const hash = createHash('sha256');
      const assets = Object.values(bundle).filter(
        ({ fileName }) => !/\.map$|^\.vite|^sw\.js$/.test(fileName),
      );
      for (const one of assets)
        hash.update(one.fileName).update(one.type === 'chunk' ? one.code : one.source);
      const names = assets.map(({ fileName }) => fileName);
      const files = [
        ...new Set([...names, 'index.html', 'manifest.webmanifest', ...ICON_SIZES.map(iconName)]),
      ];
      emit('sw.js', await bundleServiceWorker(files.sort(), hash.digest('hex').slice(0, 12)));
    },
  };
}
