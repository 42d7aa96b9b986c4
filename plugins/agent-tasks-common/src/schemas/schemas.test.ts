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

import {
  idempotencyKeySchema,
  listTasksQuerySchema,
  startTaskRequestSchema,
} from '.';

const valid = { repository: 'acme/billing', prompt: 'Add a health endpoint' };

function pathsOf(body: unknown): string[] {
  const { error } = startTaskRequestSchema.safeParse(body);
  return (error?.issues ?? []).map(issue => issue.path.join('.'));
}

describe('startTaskRequestSchema', () => {
  it('opens a pull request unless told otherwise', () => {
    expect(startTaskRequestSchema.parse(valid)).toEqual({
      ...valid,
      createPullRequest: true,
    });
  });

  it('keeps the prompt as it is', () => {
    const prompt = '  Fix\n\n\tthis 🙂  ';
    expect(startTaskRequestSchema.parse({ ...valid, prompt }).prompt).toBe(
      prompt,
    );
  });

  it.each([
    ['a missing prompt', { repository: 'acme/billing' }, 'prompt'],
    ['an empty prompt', { ...valid, prompt: '' }, 'prompt'],
    ['a blank prompt', { ...valid, prompt: ' \n\t ' }, 'prompt'],
    [
      'a prompt that shows as nothing',
      { ...valid, prompt: '\u200b' },
      'prompt',
    ],
    ['a prompt of 300 kB', { ...valid, prompt: 'x'.repeat(3e5) }, 'prompt'],
    ['a prompt that is no string', { ...valid, prompt: 1 }, 'prompt'],
    [
      'a repository with a path',
      { ...valid, repository: '../x' },
      'repository',
    ],
    ['a branch with a space', { ...valid, baseRef: 'my branch' }, 'baseRef'],
    ['a branch with two dots', { ...valid, baseRef: 'a..b' }, 'baseRef'],
    ['a branch that is a flag', { ...valid, headRef: '-x' }, 'headRef'],
    ['a model with a line break', { ...valid, model: 'gpt\n' }, 'model'],
    [
      'a custom agent with a path',
      { ...valid, customAgent: '../a' },
      'customAgent',
    ],
    [
      'a flag that is no boolean',
      { ...valid, createPullRequest: 'no' },
      'createPullRequest',
    ],
    ['a short entity ref', { ...valid, entityRef: 'billing' }, 'entityRef'],
    ['an unknown field', { ...valid, repo: 'acme/billing' }, ''],
    ['no object', 'acme/billing', ''],
  ])('refuses %s', (_, body, path) => {
    expect(pathsOf(body)).toEqual([path]);
  });

  it.each(['main', 'copilot/fix-1', 'release/1.2.x', 'ünïcode'])(
    'takes %s as a branch',
    baseRef => {
      expect(pathsOf({ ...valid, baseRef })).toEqual([]);
    },
  );
});

describe('listTasksQuerySchema', () => {
  it('reads what a URL gives', () => {
    expect(
      listTasksQuerySchema.parse({ state: 'queued,in_progress', limit: '5' }),
    ).toEqual({ state: ['queued', 'in_progress'], limit: 5 });
  });

  it('has a limit of 20 by default', () => {
    expect(listTasksQuerySchema.parse({}).limit).toBe(20);
  });

  it.each([
    { limit: '0' },
    { limit: '101' },
    { limit: '1.5' },
    { limit: 'all' },
    { limit: '' },
    { state: 'queued,pondering' },
    { state: '' },
    { repository: 'acme' },
    { requestedBy: 'you' },
    { page: '2' },
  ])('refuses %j', query => {
    expect(listTasksQuerySchema.safeParse(query).success).toBe(false);
  });
});

describe('idempotencyKeySchema', () => {
  it.each(['a', '!~', 'k'.repeat(255)])('takes %s', key => {
    expect(idempotencyKeySchema.safeParse(key).success).toBe(true);
  });

  it.each(['', ' ', 'a b', 'ké', 'a\nb', 'k'.repeat(256)])(
    'refuses %j',
    key => {
      expect(idempotencyKeySchema.safeParse(key).success).toBe(false);
    },
  );
});
