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

import type { PullRequest } from '../state';
import type { World } from '../World';
import { FileDiff } from './FileDiff';
import { h } from './html';
import { Layout } from './Layout';
import { ActionButton, Crumbs, List, PullRequestBadge, TaskRow } from './parts';

/** A pull request: state, text, checks, reviews, files, and the tasks behind it. */
export function PullRequestPage(options: { pull: PullRequest; world: World }) {
  const { pull, world } = options;
  const { state } = world;
  const repository = state.repository(pull.repositoryId);
  const author = state.account(pull.authorId);
  return Layout({
    title: `${pull.title} #${pull.number}`,
    refreshSeconds: pull.title.startsWith('[WIP]') ? 5 : undefined,
    children: [
      h(Crumbs, {
        key: 'crumbs',
        repository,
        here: `pull request ${pull.number}`,
      }),
      h(
        'h1',
        { key: 'title' },
        pull.title,
        ' ',
        h('span', { className: 'soft' }, `#${pull.number}`),
      ),
      h(
        'p',
        { key: 'state' },
        h(PullRequestBadge, { pull }),
        ' ',
        h(
          'span',
          { className: 'meta' },
          `${author.login} wants to merge ${pull.commits.length} commit${
            pull.commits.length === 1 ? '' : 's'
          } from `,
          h('code', null, pull.headRef),
          ' into ',
          h('code', null, pull.baseRef),
        ),
      ),
      h(PullRequestActions, { key: 'actions', pull, world }),
      h('pre', { key: 'body' }, pull.body),
      h('h2', { key: 'c' }, 'Checks'),
      h(Checks, { key: 'checks', pull }),
      h('h2', { key: 'r' }, 'Review'),
      h(
        'p',
        { key: 'reviews' },
        pull.requestedReviewerIds.length > 0
          ? `Requested from ${pull.requestedReviewerIds
              .map(id => state.account(id).login)
              .join(', ')}. `
          : 'Nobody has been asked yet. ',
        ...pull.reviews.map(
          review =>
            `${state.account(review.userId).login}: ${review.state
              .toLowerCase()
              .replace('_', ' ')}. `,
        ),
      ),
      h('h2', { key: 'f' }, `Files changed (${pull.files.length})`),
      pull.files.length === 0
        ? h(
            'p',
            { key: 'none', className: 'soft' },
            'No commits with changes yet.',
          )
        : pull.files.map(file => h(FileDiff, { key: file.path, file })),
      h('h2', { key: 't' }, 'Agent tasks'),
      h(List, {
        key: 'tasks',
        empty: 'No agent task works on this pull request.',
        items: state
          .tasksOfPullRequest(pull)
          .map(task => TaskRow({ task, world })),
      }),
    ],
  });
}

/** What people can do with a pull request. */
export function PullRequestActions(options: {
  pull: PullRequest;
  world: World;
}) {
  const { pull, world } = options;
  const { ownerLogin, name } = world.state.repository(pull.repositoryId);
  const ref = { repository: `${ownerLogin}/${name}`, number: pull.number };
  const button = (label: string, change: Record<string, unknown>) =>
    ActionButton({
      operation: 'updatePullRequest',
      label,
      input: { ...ref, ...change },
    });
  if (pull.mergedAt !== undefined) return null;
  return h(
    'div',
    { className: 'actions buttons' },
    ...(pull.state === 'closed'
      ? [button('Reopen', { action: 'reopen' })]
      : [
          pull.checksAwaitApproval
            ? button('Approve and run workflows', { action: 'approve-checks' })
            : null,
          pull.draft ? button('Ready for review', { draft: false }) : null,
          button('Approve', { review: { state: 'APPROVED' } }),
          button('Request changes', { review: { state: 'CHANGES_REQUESTED' } }),
          ActionButton({
            operation: 'commentOnPullRequest',
            label: 'Ask @copilot for more',
            input: {
              ...ref,
              by: 'priya-raman',
              body: '@copilot Please add another test.',
            },
          }),
          button('Merge', { action: 'merge' }),
          button('Close', { action: 'close' }),
        ]),
  );
}

function Checks({ pull }: { pull: PullRequest }) {
  if (pull.checksAwaitApproval) {
    return h(
      'p',
      null,
      'One workflow waits for approval and has not run: first-time contributors need “Approve and run workflows”.',
    );
  }
  return h(List, {
    empty: 'No checks.',
    items: pull.checks.map(check => {
      const [tone, text] =
        {
          success: ['good', '✓ Successful'],
          failure: ['bad', '✕ Failing'],
          pending: ['warn', '◐ Running'],
        }[check.conclusion ?? 'pending'] ?? [];
      return h(
        'li',
        { key: check.id, className: 'row' },
        h('span', null, check.name),
        h('span', { className: `badge ${tone}` }, text),
      );
    }),
  });
}
