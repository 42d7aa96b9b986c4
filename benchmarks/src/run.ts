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
 * Measures what the portal costs GitHub, its users and its machine, each figure
 * beside its naive twin, and writes `docs/benchmarks.md`.
 *
 *   npm run bench [-- --part lists --part lag --print]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { PARTS, type Part } from './parts';
import { describeRun } from './report/describeRun';
import { mergeSections } from './report/mergeSections';

// eslint-disable-next-line no-restricted-syntax -- this only ever runs from its source
const REPORT = resolve(__dirname, '../../docs/benchmarks.md');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      /** Measure only these; the other sections of the report stay. */
      part: { type: 'string', multiple: true },
      /** Print the sections instead of writing them. */
      print: { type: 'boolean', default: false },
    },
  });
  const measured = new Map<string, string>();
  for (const { name, title, measure } of choose(values.part)) {
    say(`Measuring ${name} …`);
    const begun = Date.now();
    const [loadBefore] = loadavg();
    const body = await measure();
    measured.set(title, `${body}\n\n${describeRun(loadBefore)}`);
    say(`… took ${Math.round((Date.now() - begun) / 1_000)} s.`);
    if (values.print) say(toMarkdown(`## ${title}\n\n${measured.get(title)}`));
    // After each: what is measured is not lost to a failure of the next.
    else write(measured);
  }
}

function choose(names: string[] | undefined): Part[] {
  const unknown = names?.find(name => !PARTS.some(part => part.name === name));
  if (unknown !== undefined) {
    const known = PARTS.map(({ name }) => name).join(', ');
    throw new Error(`There is no part ${unknown}. Choose from ${known}.`);
  }
  return PARTS.filter(({ name }) => !names || names.includes(name));
}

function write(measured: Map<string, string>): void {
  const older = existsSync(REPORT) ? readFileSync(REPORT, 'utf8') : '';
  const titles = PARTS.map(({ title }) => title);
  writeFileSync(REPORT, toMarkdown(mergeSections(older, titles, measured)));
}

function toMarkdown(text: string): string {
  return format(text, { parser: 'markdown' });
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
