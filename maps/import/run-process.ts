import { spawn } from 'node:child_process';
import { ImportError } from './import-error.ts';

export interface ProcessResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

const KEPT_CHARACTERS = 200_000;

/** Runs a program to its end, keeping the last of what it said. Never rejects for a non-zero exit. */
export function runProcess(
  command: string,
  args: readonly string[],
  options: { cwd?: string; signal?: AbortSignal | undefined } = {},
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      signal: options.signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on(
      'data',
      (chunk: Buffer) => (stdout = (stdout + chunk.toString()).slice(-KEPT_CHARACTERS)),
    );
    child.stderr.on(
      'data',
      (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-KEPT_CHARACTERS)),
    );
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') return reject(error);
      reject(new ImportError(`${command} is not installed: apt-get install osm2pgsql osmium-tool`));
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The line of a program's output that tells what went wrong. */
export function findComplaint({ stdout, stderr }: ProcessResult): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const loud = lines.filter((line) => /error|exception|fatal|failed|truncated/i.test(line));
  const line = loud.at(-1) ?? lines.filter(Boolean).at(-1) ?? 'it said nothing';
  return line.replace(/^[\d-]+ [\d:]+\s+/, '').replace(/^ERROR:\s*/i, '');
}
