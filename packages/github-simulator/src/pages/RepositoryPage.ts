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

import { compareFiles, mergeBase } from '../git';
import type { Branch, Repository } from '../state';
import type { World } from '../World';
import { FileDiff } from './FileDiff';
import { h } from './html';
import { Layout } from './Layout';
import { Crumbs, List, PullRequestRow, TaskRow, pathOf } from './parts';

/** Files, pull requests and agent tasks of a repository, on one branch. */
export function RepositoryPage(options: {
  repository: Repository;
  branch?: Branch;
  world: World;
}) {
  const { repository, branch, world } = options;
  const { state } = world;
  const { objects } = repository;
  const files = branch ? objects.filesOfCommit(branch.sha) : undefined;
  const readme = branch && objects.text(branch.sha, 'README.md');
  const isDefault = branch?.name === repository.defaultBranch;
  return Layout({
    title: `${repository.ownerLogin}/${repository.name}`,
    children: [
      h(Crumbs, {
        key: 'crumbs',
        repository,
        here: branch && !isDefault ? branch.name : undefined,
      }),
      h('h1', { key: 'title' }, repository.name),
      h(
        'p',
        { key: 'description' },
        repository.description,
        repository.agentEnabled ? null : ' (agent disabled)',
      ),
      h('h2', { key: 'p' }, 'Pull requests'),
      h(List, {
        key: 'pulls',
        empty: 'No pull request.',
        items: state
          .pullRequestsOf(repository)
          .sort((a, b) => b.number - a.number)
          .map(pull => PullRequestRow({ pull, world })),
      }),
      h('h2', { key: 't' }, 'Agent tasks'),
      h(List, {
        key: 'tasks',
        empty: 'No agent task.',
        items: state
          .tasksOf(repository)
          .sort((a, b) => b.updatedAt - a.updatedAt)
          .map(task => TaskRow({ task, world })),
      }),
      h('h2', { key: 'f' }, branch ? `Files on ${branch.name}` : 'Files'),
      h(List, {
        key: 'files',
        empty: 'This repository is empty.',
        items: [...(files?.keys() ?? [])].sort().map(path =>
          h(
            'li',
            { key: path },
            h(
              'a',
              {
                className: 'mono',
                href: `${pathOf(repository)}/blob/${branch!.name}/${path}`,
              },
              path,
            ),
          ),
        ),
      }),
      readme ? h('pre', { key: 'readme' }, readme) : null,
    ],
  });
}

/** One file. */
export function FilePage(options: {
  repository: Repository;
  branch: Branch;
  path: string;
}) {
  const { repository, branch, path } = options;
  return Layout({
    title: path,
    children: [
      h(Crumbs, {
        key: 'crumbs',
        repository,
        here: `${branch.name} / ${path}`,
      }),
      h('h1', { key: 'title' }, path),
      h('pre', { key: 'content' }, repository.objects.text(branch.sha, path)),
    ],
  });
}

/** What one branch has that another has not. */
export function ComparePage(options: {
  repository: Repository;
  base: Branch;
  head: Branch;
}) {
  const { repository, base, head } = options;
  const { objects } = repository;
  const began = mergeBase(objects, base.sha, head.sha) ?? base.sha;
  const changed = compareFiles(
    objects,
    objects.filesOfCommit(began),
    objects.filesOfCommit(head.sha),
  );
  return Layout({
    title: `${base.name}…${head.name}`,
    children: [
      h(Crumbs, { key: 'crumbs', repository, here: 'compare' }),
      h('h1', { key: 'title' }, `${base.name} … ${head.name}`),
      h(
        'p',
        { key: 'text' },
        changed.length === 0
          ? 'There is nothing to compare.'
          : 'On GitHub you would open a pull request from here.',
      ),
      ...changed.map(file => h(FileDiff, { key: file.path, file })),
    ],
  });
}
