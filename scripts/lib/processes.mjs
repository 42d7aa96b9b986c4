// Child processes that end together.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const STOP_TIMEOUT_MS = 8_000;

/** Starts a child in a process group of its own, so that its own children end with it. */
export function startChild({ name, args, cwd, env, onLine }) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => onLine(name, line));
  }
  const ended = new Promise(resolve => {
    child.once('exit', (code, signal) => resolve({ name, code, signal }));
    child.once('error', error => resolve({ name, error }));
  });
  return { name, child, ended };
}

function signalGroup({ child }, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    } else {
      process.kill(-child.pid, signal);
    }
  } catch (error) {
    // ESRCH: nothing of that group is left, which is what was wanted.
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Ends the children and all that they started; the stubborn ones by force. */
export async function stopChildren(children) {
  for (const child of children) signalGroup(child, 'SIGTERM');
  let timer;
  await Promise.race([
    Promise.all(children.map(child => child.ended)),
    new Promise(resolve => {
      timer = setTimeout(resolve, STOP_TIMEOUT_MS);
    }),
  ]);
  clearTimeout(timer);
  // A leader may have gone while one of its children holds on.
  for (const child of children) signalGroup(child, 'SIGKILL');
}
