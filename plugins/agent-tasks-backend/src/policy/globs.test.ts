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

import { repositorySchema } from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { matchesRepository } from './globs';

/** A piece of a glob, and the regular expression that says what it stands for. */
type Piece = [glob: string, meaning: string];

const name = fc.string({
  unit: fc.constantFrom('a', 'b', '-', '.', '_'),
  minLength: 1,
  maxLength: 3,
});
const escape = (text: string) => text.replace(/[.]/g, '\\.');
const anyPiece: fc.Arbitrary<Piece> = fc.oneof(
  name.map((text): Piece => [text, escape(text)]),
  fc.constantFrom<Piece>(
    ['*', '[^/]*'],
    ['**', '[^/]*'],
    ['?', '[^/]'],
    ['[ab]', '[ab]'],
    ['[a-c]', '[a-c]'],
  ),
  fc
    .array(
      name.filter(text => !text.includes('..')),
      { minLength: 2, maxLength: 3 },
    )
    .map(
      (names): Piece => [`{${names}}`, `(?:${names.map(escape).join('|')})`],
    ),
);
const anySide = fc
  .array(anyPiece, { minLength: 1, maxLength: 4 })
  .map(
    (pieces): Piece => [
      pieces.map(([glob]) => glob).join(''),
      pieces.map(([, meaning]) => meaning).join(''),
    ],
  );
const anyRepository = fc
  .tuple(name, name)
  .map(parts => parts.join('/'))
  .filter(repository => repositorySchema.safeParse(repository).success);

describe('matchesRepository', () => {
  it('matches what its pieces stand for, and nothing else', () => {
    fc.assert(
      fc.property(
        anySide,
        anySide,
        fc.array(anyRepository, { minLength: 20, maxLength: 20 }),
        ([owner, ownerMeaning], [repo, repoMeaning], repositories) => {
          const meaning = new RegExp(`^${ownerMeaning}/${repoMeaning}$`, 'i');
          const matched = repositories.filter(repository =>
            matchesRepository(`${owner}/${repo}`, repository),
          );
          expect(matched).toEqual(
            repositories.filter(repository => meaning.test(repository)),
          );
        },
      ),
      {
        seed: 1,
        numRuns: 500,
        examples: [
          // Many stars, which picomatch lets cross the slash.
          [
            ['***', '[^/]*'],
            ['b.*', 'b\\.[^/]*'],
            ['b/b_', 'b/ba', 'b/b.a'],
          ],
        ],
      },
    );
  });
});
