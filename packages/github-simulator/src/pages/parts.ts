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

/** Small pieces that several pages share. */
import type { ReactNode } from 'react';
import type { PullRequest, Repository, Task } from '../state';
import type { World } from '../World';
import { h } from './html';

const TASK_BADGES: Record<string, [tone: string, text: string]> = {
  queued: ['quiet', '◌ Queued'],
  in_progress: ['warn', '◐ In progress'],
  idle: ['quiet', '⏸ Idle'],
  waiting_for_user: ['warn', '? Waiting for an answer'],
  completed: ['good', '✓ Completed'],
  failed: ['bad', '✕ Failed'],
  timed_out: ['bad', '⏱ Timed out'],
  cancelled: ['quiet', '⊘ Cancelled'],
};

/** A task's state as symbol and word, never as colour alone. */
export function TaskBadge({ state }: { state: string }) {
  const [tone, text] = TASK_BADGES[state] ?? ['warn', `• ${state}`];
  return h('span', { className: `badge ${tone}` }, text);
}

export function PullRequestBadge({ pull }: { pull: PullRequest }) {
  if (pull.mergedAt !== undefined) {
    return h('span', { className: 'badge merged' }, '⛙ Merged');
  }
  if (pull.state === 'closed') {
    return h('span', { className: 'badge bad' }, '✕ Closed');
  }
  return pull.draft
    ? h('span', { className: 'badge quiet' }, '◌ Draft')
    : h('span', { className: 'badge good' }, '● Open');
}

/** A time in words that need no calculation. */
export function Time(options: { at: number; world: World }) {
  const { at, world } = options;
  const iso = world.clock.timestamp(at);
  return h(
    'time',
    { dateTime: iso },
    iso.replace('T', ' ').replace('Z', ' UTC'),
  );
}

/** A button that runs an operation of the control and comes back. */
export function ActionButton(options: {
  operation: string;
  input: Record<string, unknown>;
  label: string;
  isPrimary?: boolean;
}) {
  const { operation, input, label, isPrimary } = options;
  return h(
    'form',
    {
      key: label,
      className: 'inline',
      method: 'post',
      action: `/_simulator/form/${operation}`,
    },
    h('input', { type: 'hidden', name: 'input', value: JSON.stringify(input) }),
    h(
      'button',
      { type: 'submit', className: isPrimary ? 'primary' : '' },
      label,
    ),
  );
}

/** A choice that runs an operation; each option carries the whole input. */
export function SelectForm(form: {
  operation: string;
  label: string;
  isLabelHidden?: boolean;
  options: {
    text: string;
    input: Record<string, unknown>;
    isChosen?: boolean;
  }[];
}) {
  const { operation, label, isLabelHidden, options } = form;
  const chosen = options.find(({ isChosen }) => isChosen);
  return h(
    'form',
    {
      key: label,
      className: 'inline',
      method: 'post',
      action: `/_simulator/form/${operation}`,
    },
    isLabelHidden ? null : h('label', { htmlFor: label }, label),
    h(
      'select',
      {
        id: label,
        name: 'input',
        'aria-label': isLabelHidden ? label : null,
        defaultValue: chosen && JSON.stringify(chosen.input),
      },
      ...options.map(({ text, input }) => {
        const value = JSON.stringify(input);
        return h('option', { key: value, value }, text);
      }),
    ),
    h('button', { type: 'submit' }, 'Set'),
  );
}

export function pathOf({ ownerLogin, name }: Repository): string {
  return `/${ownerLogin}/${name}`;
}

/** Where one is, from the owner down. */
export function Crumbs(options: { repository: Repository; here?: ReactNode }) {
  const { repository, here } = options;
  const path = pathOf(repository);
  return h(
    'nav',
    { className: 'crumbs', 'aria-label': 'Breadcrumb' },
    h('a', { href: `/${repository.ownerLogin}` }, repository.ownerLogin),
    ' / ',
    here ? h('a', { href: path }, repository.name) : repository.name,
    here ? [' / ', h('span', { key: 'here' }, here)] : null,
    repository.private ? ' · private' : null,
  );
}

export function TaskRow(options: { task: Task; world: World }) {
  const { task, world } = options;
  const repository =
    task.repositoryId === undefined
      ? undefined
      : world.state.repository(task.repositoryId);
  const href = repository
    ? `${pathOf(repository)}/tasks/${task.id}`
    : `/copilot/tasks/${task.id}`;
  return h(
    'li',
    { key: task.id },
    h(
      'div',
      { className: 'row' },
      h(
        'div',
        null,
        h('a', { href }, task.name),
        h(
          'div',
          { className: 'meta' },
          `${world.state.account(task.creatorId).login} in ${
            repository ? repository.name : 'no repository'
          } · `,
          h(Time, { at: task.updatedAt, world }),
        ),
      ),
      h(TaskBadge, { state: task.state }),
    ),
  );
}

export function PullRequestRow(options: { pull: PullRequest; world: World }) {
  const { pull, world } = options;
  const repository = world.state.repository(pull.repositoryId);
  return h(
    'li',
    { key: pull.id },
    h(
      'div',
      { className: 'row' },
      h(
        'div',
        null,
        h(
          'a',
          { href: `${pathOf(repository)}/pull/${pull.number}` },
          pull.title,
        ),
        h('div', { className: 'meta' }, `#${pull.number} · ${pull.headRef}`),
      ),
      h(PullRequestBadge, { pull }),
    ),
  );
}

/** A list in a card, or a sentence when there is nothing to list. */
export function List(options: { items: ReactNode[]; empty: string }) {
  const { items, empty } = options;
  return items.length === 0
    ? h('p', { className: 'soft' }, empty)
    : h('ul', { className: 'card rows' }, ...items);
}
