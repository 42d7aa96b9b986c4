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
 * Measures the lists of a large simulated company beside a naive twin, and puts
 * the figures at the end of `docs/benchmarks.md`.
 *
 *   npm run bench:simulator [-- --rounds 50 --print]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { measureLists } from './measureLists';
import { renderLists, withSection } from './renderLists';

// eslint-disable-next-line no-restricted-syntax -- this only ever runs from its source
const REPORT = resolve(__dirname, '../../../docs/benchmarks.md');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '50' },
      /** Print the section instead of writing it. */
      print: { type: 'boolean', default: false },
    },
  });
  const figures = await measureLists({
    tasks: 100_000,
    repositories: 5_000,
    rounds: Number(values.rounds),
  });
  const section = format(renderLists(figures), { parser: 'markdown' });
  if (values.print) process.stdout.write(section);
  else {
    writeFileSync(REPORT, withSection(readFileSync(REPORT, 'utf8'), section));
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exit(1);
  },
);
