/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * Measures what the portal costs GitHub and its users, each figure beside its
 * naive twin, and writes `docs/benchmarks.md`.
 *
 *   npm run bench [-- --minutes 10 --seconds 10 --print]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { measureCalls } from './calls/measureCalls';
import { measureProxy } from './proxy/measureProxy';
import { renderReport } from './report';
import { startSetup } from './setup/startSetup';
import { keepSection } from './simulator/renderLists';

// eslint-disable-next-line no-restricted-syntax -- this only ever runs from its source
const REPORT = resolve(__dirname, '../../docs/benchmarks.md');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      /** How long calls are counted; what is remembered expires after five minutes. */
      minutes: { type: 'string', default: '10' },
      /** How long each figure of the proxy is measured. */
      seconds: { type: 'string', default: '10' },
      /** Print the report instead of writing it. */
      print: { type: 'boolean', default: false },
    },
  });
  const minutes = positive('--minutes', values.minutes);
  const seconds = positive('--seconds', values.seconds);
  say('Starting a simulated GitHub and a portal …');
  const setup = await startSetup();
  try {
    say(`Counting calls to GitHub for ${minutes} minutes …`);
    const calls = await measureCalls(setup, {
      tasks: 50,
      viewers: 20,
      minutes,
    });
    say('Measuring the proxy …');
    const proxy = await measureProxy(setup, { seconds });
    const report = format(renderReport({ calls, proxy, seconds }), {
      parser: 'markdown',
    });
    if (values.print) say(report);
    else {
      const older = existsSync(REPORT) ? readFileSync(REPORT, 'utf8') : '';
      writeFileSync(REPORT, keepSection(report, older));
    }
  } finally {
    await setup.stop();
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${name} takes a number greater than 0.`);
  return value;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exit(1);
  },
);
