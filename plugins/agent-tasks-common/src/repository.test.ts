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

import { repositorySchema, splitRepository } from './repository';

describe('repositorySchema', () => {
  it.each([
    'acme/billing',
    'Acme/Billing.js',
    'a/b',
    'acme/.github',
    'acme/..hidden',
    `acme/${'r'.repeat(100)}`,
    'acme/snake_case-1.0',
  ])('takes %s', repository => {
    expect(repositorySchema.parse(repository)).toBe(repository);
  });

  it.each([
    ['', 'nothing'],
    ['acme', 'no name'],
    ['acme/', 'an empty name'],
    ['/billing', 'an empty owner'],
    ['acme/..', 'the parent folder'],
    ['acme/.', 'the same folder'],
    ['../billing', 'a path as owner'],
    ['acme/billing/tasks', 'a third part'],
    ['acme/bill ing', 'a space'],
    ['acme/billing\n', 'a line break'],
    ['acmé/billing', 'a letter outside ASCII'],
    ['acme/%2e%2e', 'an escape'],
    ['-acme/billing', 'an owner that starts with a hyphen'],
    [`acme/${'r'.repeat(300)}`, '300 characters'],
  ])('refuses %j: %s', repository => {
    const { error } = repositorySchema.safeParse(repository);
    expect(error?.issues[0].message).toMatch(/owner\/name/);
  });

  it('can be split', () => {
    expect(splitRepository('acme/billing')).toEqual({
      owner: 'acme',
      repo: 'billing',
    });
  });
});
