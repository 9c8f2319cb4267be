// At most one system per `.akut` folder. The lock is a listening socket, so the kernel frees it however its holder dies
// (a lock file would have to be guessed stale, and two starters could both guess so); it answers who holds it.
import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { sleep } from './processes.mjs';

function addressOf(folder, name) {
  const hash = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24);
  // Abstract sockets exist on Linux alone; elsewhere a file that may be left over, see below.
  return process.platform === 'linux' ? `\0akut-${hash}-${name}` : join('/tmp', `akut-${hash}-${name}.sock`);
}

/**
 * Takes the lock `name` of a folder.
 * @param {string} folder
 * @param {string} name
 * @param {() => object} describe what to tell those who come later, asked anew each time
 * @returns {Promise<{ held: true, release: () => Promise<void> } | { held: false, holder: object }>}
 */
export async function takeLock(folder, name, describe) {
  const address = addressOf(folder, name);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(JSON.stringify({ ...describe(), pid: process.pid }));
    });
    if (await listen(server, address)) {
      server.unref();
      return { held: true, release: () => new Promise((resolve) => server.close(() => resolve())) };
    }
    const holder = await findHolder(folder, name);
    if (holder) return { held: false, holder };
    if (!address.startsWith('\0')) rmSync(address, { force: true });
    // Its holder was just ending.
    await sleep(50);
  }
  throw new Error(`The lock "${name}" of ${folder} is neither free nor held by anybody who answers`);
}

/** Who holds a lock; undefined when it is free. */
export function findHolder(folder, name) {
  return new Promise((resolve) => {
    const socket = connect(addressOf(folder, name));
    let text = '';
    socket.setEncoding('utf8').setTimeout(5000, () => socket.destroy());
    socket.on('data', (part) => (text += part));
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => {
      try {
        resolve(JSON.parse(text));
      } catch {
        resolve(undefined);
      }
    });
  });
}

/** Waits for a lock that others hold for minutes at most (building, installing). */
export async function waitForLock(folder, name, { signal, onWait } = {}) {
  for (let told = false; ;) {
    const lock = await takeLock(folder, name, () => ({}));
    if (lock.held) return lock.release;
    if (!told) onWait?.(lock.holder);
    told = true;
    signal?.throwIfAborted();
    await sleep(300);
  }
}

function listen(server, address) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(address, () => resolve(true));
  });
}
