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

import type { Account, Repository } from '../state';
import type { World } from '../World';
import { h } from './html';
import { Layout } from './Layout';
import { List, TaskRow, pathOf } from './parts';

/** What there is to see. */
export function HomePage({ world }: { world: World }) {
  const { state } = world;
  return Layout({
    title: 'Home',
    children: [
      h('h1', { key: 'title' }, 'Acme on a simulated GitHub'),
      h('h2', { key: 'r' }, 'Repositories'),
      RepositoryList([...state.repositories.values()]),
      h('h2', { key: 'p' }, 'People'),
      h(List, {
        key: 'people',
        empty: 'Nobody.',
        items: state
          .people()
          .map(person =>
            h(
              'li',
              { key: person.id },
              h('a', { href: `/${person.login}` }, person.name),
              h('div', { className: 'meta' }, person.bio),
            ),
          ),
      }),
    ],
  });
}

/** A person, the organization, or the agent. */
export function AccountPage(options: { account: Account; world: World }) {
  const { account, world } = options;
  const { state } = world;
  const tasks = [...state.tasks.values()]
    .filter(task => task.creatorId === account.id)
    .sort((a, b) => b.updatedAt - a.updatedAt);
  const repositories = [...state.repositories.values()].filter(
    repository =>
      repository.ownerId === account.id || repository.roles.has(account.login),
  );
  return Layout({
    title: account.name,
    children: [
      h(
        'div',
        { key: 'head', className: 'row' },
        h('h1', null, account.name),
        h('img', {
          className: 'avatar',
          src: `/avatars/${account.login}`,
          width: 72,
          height: 72,
          alt: '',
        }),
      ),
      h(
        'p',
        { key: 'bio' },
        account.bio,
        ' ',
        h('span', { className: 'meta' }, `${account.login} · id ${account.id}`),
      ),
      h('h2', { key: 'r' }, 'Repositories'),
      RepositoryList(repositories),
      ...(account.type === 'User'
        ? [
            h('h2', { key: 't' }, 'Agent tasks'),
            h(List, {
              key: 'tasks',
              empty: 'No task yet.',
              items: tasks.map(task => TaskRow({ task, world })),
            }),
          ]
        : []),
    ],
  });
}

function RepositoryList(repositories: Repository[]) {
  return h(List, {
    key: 'repositories',
    empty: 'No repository.',
    items: repositories.map(repository =>
      h(
        'li',
        { key: repository.id },
        h(
          'div',
          { className: 'row' },
          h(
            'div',
            null,
            h('a', { href: pathOf(repository) }, repository.name),
            h('div', { className: 'meta' }, repository.description),
          ),
          h(
            'span',
            { className: 'badge quiet' },
            repository.private ? 'Private' : 'Public',
          ),
        ),
      ),
    ),
  });
}
