import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ImportError } from '../import-error.ts';

/**
 * Fetches `url` into `file`; a part of it never bears its name.
 * @param note told how much has come
 * @throws ImportError when the server can't be reached or refuses
 */
export async function download(url: string, file: string, note: (text: string) => void): Promise<void> {
  const part = `${file}.part`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3 * 3600_000) });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    let got = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        got += chunk.length;
        note(`${(got / 1e6).toFixed(0)} MB${total > 0 ? ` of ${(total / 1e6).toFixed(0)} MB` : ''}`);
        done(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(response.body), meter, createWriteStream(part));
    if (total > 0 && (await stat(part)).size !== total) throw new Error('the connection ended too early');
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    const cause = (error as { cause?: Error }).cause?.message ?? (error as Error).message;
    throw new ImportError(
      `${url} could not be fetched (${cause}): check the connection, name another server with --extract-base-url, ` +
        'or fetch the file yourself and give it instead of the preset',
    );
  }
}
