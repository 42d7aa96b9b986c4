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

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const DOCUMENT = resolve(__dirname, '../../../../docs/security.md');

/** A link to a test, and the names of tests that follow it, in “quotes”. */
const REFERENCE =
  /\[[^\]]*\]\(([^)]+\.(?:test|spec)\.tsx?)\):\s*((?:“[^”]+”(?:,\s*)?)+)/g;

interface Reference {
  file: string;
  name: string;
}

function referencesOf(text: string): Reference[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, path, names]) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name]) => ({
      file: resolve(dirname(DOCUMENT), path),
      name,
    })),
  );
}

/** As it is written between quotes in code. */
function isIn({ file, name }: Reference): boolean {
  if (!existsSync(file)) return false;
  const code = readFileSync(file, 'utf8').replace(/\\'/g, "'");
  return [`'${name}`, `"${name}`, `\`${name}`].some(each =>
    code.includes(each),
  );
}

/** The rows of the tables of threats, by cells. */
function threatsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter(line => line.startsWith('|') && !/^\|\s*(?:-|:)/.test(line))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
    .filter(cells => cells.length === 4 && cells[0] !== 'threat');
}

describe('the threat model', () => {
  const text = readFileSync(DOCUMENT, 'utf8');

  it('names tests that exist', () => {
    const references = referencesOf(text);
    expect(references.length).toBeGreaterThan(60);
    expect(references.filter(each => !isIn(each))).toEqual([]);
  });

  it('notices a test that does not', () => {
    const [made] = referencesOf(
      '[x](../plugins/agent-tasks-backend/src/secrets.test.ts): “lets all out”',
    );
    expect(isIn(made)).toBe(false);
  });

  it('has for every threat what stops it, a test, and what remains', () => {
    const threats = threatsOf(text);
    expect(threats.length).toBeGreaterThan(35);
    const without = threats.filter(
      ([, stop, tests, remains]) =>
        !stop || !remains || referencesOf(tests).length === 0,
    );
    expect(without).toEqual([]);
  });
});
