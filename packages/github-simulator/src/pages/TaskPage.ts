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

import type { Session, Task } from '../state';
import type { World } from '../World';
import { h } from './html';
import { Layout } from './Layout';
import {
  ActionButton,
  Crumbs,
  List,
  PullRequestRow,
  TaskBadge,
  Time,
} from './parts';

const RUNNING = ['queued', 'in_progress'];
const ANSWERABLE = ['waiting_for_user', 'idle'];

/** A task: where it stands, its prompt, its sessions and what came out of it. */
export function TaskPage(options: { task: Task; world: World }) {
  const { task, world } = options;
  const { state } = world;
  const repository =
    task.repositoryId === undefined
      ? undefined
      : state.repository(task.repositoryId);
  const pull = state.pullRequests.get(task.pullRequestId ?? -1);
  return Layout({
    title: task.name,
    refreshSeconds: RUNNING.includes(task.state) ? 3 : undefined,
    children: [
      repository
        ? h(Crumbs, { key: 'crumbs', repository, here: 'agent task' })
        : h(
            'p',
            { key: 'crumbs', className: 'crumbs' },
            'Chat without a repository',
          ),
      h('h1', { key: 'title' }, task.name),
      h(
        'p',
        { key: 'state' },
        h(TaskBadge, { state: task.state }),
        ' ',
        h(
          'span',
          { className: 'meta' },
          `started by ${state.account(task.creatorId).login}, `,
          h(Time, { at: task.createdAt, world }),
        ),
      ),
      h(TaskActions, { key: 'actions', task }),
      h('h2', { key: 'p' }, 'Prompt'),
      h('pre', { key: 'prompt' }, task.prompt),
      pull
        ? [
            h('h2', { key: 'pr' }, 'Pull request'),
            h(List, {
              key: 'pull',
              empty: '',
              items: [PullRequestRow({ pull, world })],
            }),
          ]
        : null,
      h('h2', { key: 's' }, 'Sessions'),
      h(List, {
        key: 'sessions',
        empty: 'No session yet: the task waits for a runner.',
        items: task.sessions.map(session => SessionRow(session, world)),
      }),
    ],
  });
}

/** What people can do with a task. */
export function TaskActions({ task }: { task: Task }) {
  if (task.repositoryId === undefined) return null;
  const isOver =
    !RUNNING.includes(task.state) && !ANSWERABLE.includes(task.state);
  const { id } = task;
  return h(
    'div',
    { className: 'actions buttons' },
    ...(isOver
      ? [
          ActionButton({
            operation: 'followUpTask',
            label: 'Follow up',
            input: { id, prompt: 'Please add another test.' },
          }),
        ]
      : [
          ANSWERABLE.includes(task.state)
            ? ActionButton({
                operation: 'answerTask',
                label: 'Answer',
                input: { id },
                isPrimary: true,
              })
            : null,
          ActionButton({
            operation: 'completeTask',
            label: 'Complete',
            input: { id },
          }),
          ActionButton({ operation: 'failTask', label: 'Fail', input: { id } }),
          ActionButton({
            operation: 'cancelTask',
            label: 'Stop session',
            input: { id },
          }),
        ]),
    BreakTask({ id }),
  );
}

/** Lets the next look at this task go wrong. */
function BreakTask({ id }: { id: string }) {
  const faultButton = (label: string, fault: Record<string, unknown>) =>
    ActionButton({
      operation: 'addFault',
      label,
      input: { path: `/tasks/${id}`, fault },
    });
  return h(
    'details',
    { key: 'break', className: 'break' },
    h('summary', null, 'Break…'),
    h(
      'div',
      { className: 'buttons' },
      faultButton('Next read: 502', { kind: 'bad-gateway' }),
      faultButton('Next read: reset', { kind: 'reset-before' }),
      faultButton('Next read: HTML', { kind: 'html' }),
      ActionButton({
        operation: 'updateTask',
        label: 'Unheard-of state',
        input: { id, state: 'awaiting_capacity' },
      }),
      ActionButton({
        operation: 'updateTask',
        label: 'Archive',
        input: { id, archived: true },
      }),
    ),
  );
}

function SessionRow(session: Session, world: World) {
  const facts: [string, unknown][] = [
    ['Started', h(Time, { at: session.createdAt, world })],
    ['Model', session.model],
    ['Branch', session.headRef && h('code', null, session.headRef)],
    ['Usage', session.usage && `${credits(session)} AI credits`],
    [
      'Error',
      session.error && h('span', { className: 'bad' }, session.error.message),
    ],
  ];
  return h(
    'li',
    { key: session.id },
    h(
      'div',
      { className: 'row' },
      h('span', null, session.name),
      h(TaskBadge, { state: session.state }),
    ),
    h(
      'dl',
      null,
      ...facts
        .filter(([, value]) => Boolean(value))
        .map(([term, value]) => [
          h('dt', { key: `${term}-t` }, term),
          h('dd', { key: `${term}-d` }, value as string),
        ]),
    ),
  );
}

function credits({ usage }: Session): string {
  return ((usage?.amount ?? 0) / 1_000_000_000).toFixed(1);
}
