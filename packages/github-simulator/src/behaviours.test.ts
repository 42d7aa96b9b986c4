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

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defaultSwitches } from './state';
import { builtInScenarios } from './lifecycle/scenarios';

/** Numbered behaviours of the facts, 1 to 72. */
const NUMBERS = Array.from({ length: 72 }, (_, index) => index + 1);
/** A title that begins with numbers, e.g. `12:` or `61, 52:`. */
const TITLE = /['"`](\d+(?:, \d+)*): /g;
/** A row of the table in the README: number, behaviour, switch, test. */
const ROW = /^\| (\d+) +\| (.+?) +\| (.*?) *\| (.+?) +\|$/gm;

const testFiles = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.test\.ts$/.test(file))
  .map(file => ({
    file: relative(__dirname, join(__dirname, file)),
    text: readFileSync(join(__dirname, file), 'utf8'),
  }));
const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

/** Which test files name which number in a title. */
const filesByNumber = new Map<number, Set<string>>();
for (const { file, text } of testFiles) {
  for (const [, list] of text.matchAll(TITLE)) {
    for (const number of list.split(', ').map(Number)) {
      const files = filesByNumber.get(number) ?? new Set();
      filesByNumber.set(number, files.add(file.replace('.test.ts', '')));
    }
  }
}
const rows = [...readme.matchAll(ROW)].map(
  ([, number, text, names, tests]) => ({
    number: Number(number),
    text,
    switches: [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  }),
);

describe('the numbered behaviours', () => {
  it.each(NUMBERS)('%i has a test that names it', number => {
    expect([...(filesByNumber.get(number) ?? [])]).not.toEqual([]);
  });

  it('are all in the table of the README, with tests that exist', () => {
    expect(rows.map(({ number }) => number)).toEqual(NUMBERS);
    for (const { number, tests } of rows) {
      const named = [...(filesByNumber.get(number) ?? [])];
      expect({ number, named }).toEqual({
        number,
        named: expect.arrayContaining(tests),
      });
      expect(tests).not.toEqual([]);
    }
  });

  it('name every switch, and both sides of each are tested', () => {
    const inTable = new Set(rows.flatMap(({ switches }) => switches));
    expect([...inTable].sort()).toEqual(Object.keys(defaultSwitches).sort());
    for (const [name, usual] of Object.entries(defaultSwitches)) {
      const values = testFiles.flatMap(({ text }) =>
        [...text.matchAll(new RegExp(`\\b${name}: ('?[\\w-]+'?)`, 'g'))].map(
          ([, value]) => value.replaceAll("'", ''),
        ),
      );
      const others = values.filter(value => value !== String(usual));
      expect({ name, others }).not.toEqual({ name, others: [] });
    }
  });

  it('list every scenario in the README', () => {
    for (const { name } of builtInScenarios) {
      expect(readme).toContain(`\`${name}\``);
    }
  });
});
