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
  AgentTasksError,
  type AgentTasksErrorCode,
} from 'backstage-plugin-agent-tasks-common';
import { RepositoryVisibility } from './RepositoryVisibility';

const ada = { token: 'gho_ada', githubUserId: 1 };
const ben = { token: 'gho_ben', githubUserId: 2 };

function setUp(shown: string[]) {
  const findShownRepositories = jest.fn(
    async (_token: string, repositories: string[]) =>
      new Set(repositories.filter(name => shown.includes(name))),
  );
  const refuseOnce = (code: AgentTasksErrorCode) =>
    findShownRepositories.mockRejectedValueOnce(
      new AgentTasksError(code, 'No'),
    );
  const visibility = RepositoryVisibility.create({
    client: { findShownRepositories },
  });
  return { visibility, refuseOnce, asked: findShownRepositories.mock.calls };
}

describe('RepositoryVisibility', () => {
  it('asks about those that are not remembered, in one go, once for each account', async () => {
    const { visibility, asked } = setUp(['acme/a', 'acme/c']);
    await visibility.areVisible(ada, ['acme/A', 'acme/b', 'acme/a']);
    expect(
      await visibility.areVisible(ada, [
        'acme/a',
        'acme/b',
        'Acme/C',
        'acme/d',
      ]),
    ).toEqual(
      new Map([
        ['acme/a', true],
        ['acme/b', false],
        ['acme/c', true],
        ['acme/d', false],
      ]),
    );
    const newToken = { ...ada, token: 'gho_newer' };
    expect(await visibility.isVisible(newToken, 'acme/a')).toBe(true);
    expect(await visibility.isVisible(ben, 'acme/a')).toBe(true);
    expect(visibility.isKnown(ada, 'ACME/b')).toBe(true);
    expect(visibility.isKnown(ben, 'acme/b')).toBe(false);
    expect(asked).toEqual([
      ['gho_ada', ['acme/a', 'acme/b']],
      ['gho_ada', ['acme/c', 'acme/d']],
      ['gho_ben', ['acme/a']],
    ]);
  });

  it('asks once for all who ask at the same time', async () => {
    const { visibility, asked } = setUp(['acme/a']);
    expect(
      await Promise.all([
        visibility.isVisible(ada, 'acme/a'),
        visibility.areVisible(ada, ['acme/a', 'acme/b']),
      ]),
    ).toEqual([
      true,
      new Map([
        ['acme/a', true],
        ['acme/b', false],
      ]),
    ]);
    expect(asked.map(([, repositories]) => repositories)).toEqual([
      ['acme/a'],
      ['acme/b'],
    ]);
  });

  it.each<AgentTasksErrorCode>([
    'github_sign_in_required',
    'github_rate_limited',
    'github_unavailable',
    'github_timeout',
  ])('tells %s and remembers nothing of it', async code => {
    const { visibility, refuseOnce } = setUp(['acme/a']);
    refuseOnce(code);
    await expect(visibility.isVisible(ada, 'acme/a')).rejects.toMatchObject({
      code,
    });
    expect(await visibility.isVisible(ada, 'acme/a')).toBe(true);
  });

  it('hides what a refusal is about, and remembers it', async () => {
    const { visibility, refuseOnce, asked } = setUp(['acme/a']);
    refuseOnce('permission_denied');
    expect(await visibility.isVisible(ada, 'acme/a')).toBe(false);
    expect(await visibility.isVisible(ada, 'acme/a')).toBe(false);
    expect(asked).toHaveLength(1);
  });
});
