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

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SOURCES = resolve(__dirname, '..');

/** The code that gets into the browser, by its path. */
function shipped(): [path: string, text: string][] {
  return readdirSync(SOURCES, { recursive: true })
    .map(String)
    .filter(
      path =>
        /\.tsx?$/.test(path) &&
        !/\.test\.tsx?$|__testUtils__|^security|^testing|^setupTests/.test(
          path,
        ),
    )
    .map(path => [path, readFileSync(join(SOURCES, path), 'utf8')]);
}

describe('the code of the frontend', () => {
  it('is looked at', () => {
    expect(shipped().length).toBeGreaterThan(100);
  });

  it.each([
    [
      'makes HTML of text',
      /dangerouslySetInnerHTML|\.innerHTML|insertAdjacent/,
    ],
    ['makes Markdown of text', /MarkdownContent|react-markdown/],
    ['runs text', /\beval\(|new Function\(/],
    // Tokens are asked for when they are needed; the address to come back to is all that is kept.
    ['keeps tokens', /(?:local|session)Storage[^;]*[tT]oken|document\.cookie/],
    ['reads keys of the backend', /encryptionKeys|clientSecret/],
  ])('nowhere %s', (_what, pattern) => {
    const found = shipped().filter(([, text]) => pattern.test(text));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  it('checks every address that it did not make itself', () => {
    const unchecked = shipped().filter(
      ([path, text]) =>
        // What is given on, and the router's own links, are checked where they come from.
        /href=\{(?!props\.|rest|toPath)|location\.assign\(/.test(text) &&
        !/isWebUrl\(|actionOf\(|presentError/.test(text) &&
        !/ExternalLink\.tsx$/.test(path),
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});
