// Free ports of the loopback interface, remembered between starts so that bookmarks and open pages stay valid.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Tries to bind; `port` 0 asks the system for any free one. Resolves to the port, or undefined when it is taken. */
export function tryPort(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address.port));
    });
  });
}

/** The remembered port if it is free, else any free one, which is remembered. */
export async function takePort(file, name) {
  const remembered = readPorts(file);
  const free = (remembered[name] && (await tryPort(remembered[name]))) || (await tryPort(0));
  if (!free) throw new Error('No free port on 127.0.0.1');
  rememberPort(file, name, free);
  return free;
}

export function rememberPort(file, name, port) {
  const remembered = readPorts(file);
  if (remembered[name] === port) return;
  writeFileSync(file, JSON.stringify({ ...remembered, [name]: port }, null, 2));
}

function readPorts(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  } catch {
    return {};
  }
}
