// Finds the Chromium that drives the end-to-end tests.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function onPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap(directory => NAMES.map(name => join(directory, name)));
}

/**
 * The path of a Chromium or Chrome: the one named by CHROMIUM_PATH, an
 * installed one, Playwright's own, or one that Playwright downloads now.
 * Undefined where there is none.
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;

  const installed = [...onPath(), ...APPLICATIONS].find(existsSync);
  if (installed) return installed;

  const require = createRequire(import.meta.url);
  const own = require('playwright-core').chromium.executablePath();
  if (existsSync(own)) return own;
  console.log('No Chromium was found; Playwright downloads one.');
  spawnSync(
    process.execPath,
    [require.resolve('playwright-core/cli'), 'install', 'chromium'],
    { stdio: 'inherit' },
  );
  return existsSync(own) ? own : undefined;
}
