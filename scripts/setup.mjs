// Makes a fresh clone ready: checks Node.js, then installs the dependencies with
// the Yarn that package.json pins, fetched as an npm package. Does nothing while
// the lock file and Node.js are those of the last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.agent-tasks-setup');

function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || major === 22 || major === 24;
}

/** What the installed dependencies depend on: the lock file and, for native modules, Node.js. */
function currentStamp() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'yarn.lock')))
    .digest('hex');
  return `${lock} ${process.version} ${process.platform} ${process.arch}\n`;
}

function pinnedYarn() {
  const { packageManager } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return packageManager.split('@')[1].split('+')[0];
}

/** npm as a command: the one that runs this script where there is one. */
function npmCommand() {
  const npm = process.env.npm_execpath;
  return npm && /npm-cli\.c?js$/.test(npm)
    ? { command: process.execPath, args: [npm], shell: false }
    : { command: 'npm', args: [], shell: process.platform === 'win32' };
}

if (!isSupported(process.versions.node)) {
  console.error(
    `This project runs on Node.js 20.19 or newer of 20, 22 or 24, and this is ${process.version}: install one of those and try again.`,
  );
  process.exit(1);
}

const stamp = currentStamp();
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
  process.exit(0);
}

console.log(
  'Installing the dependencies. The first time this takes a few minutes.\n',
);
const { command, args, shell } = npmCommand();
const { status, error } = spawnSync(
  command,
  [
    ...args,
    'exec',
    '--yes',
    `--package=@yarnpkg/cli-dist@${pinnedYarn()}`,
    '--',
    'yarn',
    'install',
    '--immutable',
  ],
  { cwd: root, stdio: 'inherit', shell },
);
if (error || status !== 0) {
  console.error(
    `\nThe dependencies could not be installed${
      error ? `: ${error.message}` : ''
    }. The lines above say why. Mend that and run the same command again; it goes on where it stopped.`,
  );
  process.exit(1);
}
writeFileSync(stampFile, stamp);
