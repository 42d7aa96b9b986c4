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

import type { World } from '../World';
import { h } from './html';
import { Layout } from './Layout';
import { ActionButton, List, PullRequestRow, TaskRow } from './parts';
import { PullRequestActions } from './PullRequestPage';
import { TaskActions } from './TaskPage';

const SHOWN = 15;

/** Where a person plays everybody else: answers, reviews, merges, breaks things. */
export function ControlPage({ world }: { world: World }) {
  const { state, clock, faults, scenarios } = world;
  const tasks = [...state.tasks.values()].sort(
    (a, b) => b.createdAt - a.createdAt,
  );
  const pulls = [...state.pullRequests.values()]
    .filter(pull => pull.state === 'open')
    .sort((a, b) => b.createdAt - a.createdAt);
  return Layout({
    title: 'Control',
    refreshSeconds: 5,
    children: [
      h('h1', { key: 'title' }, 'Control page'),
      h(
        'p',
        { key: 'text' },
        'Here you do what people, the agent and bad luck do on the real GitHub. The same is possible by ',
        h('code', null, 'POST /_simulator/api/{operation}'),
        '.',
      ),
      h('h2', { key: 'c' }, 'Time'),
      h(
        'div',
        { key: 'clock', className: 'card' },
        h(
          'p',
          null,
          `${clock.timestamp()} · ${
            clock.frozen ? 'standing still' : `speed ${clock.speed}`
          }`,
        ),
        clock.frozen
          ? ActionButton({ operation: 'resume', label: 'Resume', input: {} })
          : ActionButton({ operation: 'freeze', label: 'Freeze', input: {} }),
        ' ',
        ActionButton({
          operation: 'advance',
          label: 'Forward 10 s',
          input: { milliseconds: 10_000 },
        }),
        ' ',
        ActionButton({
          operation: 'advance',
          label: 'Forward 1 h',
          input: { milliseconds: 3_600_000 },
        }),
      ),
      h('h2', { key: 't' }, 'Agent tasks'),
      h(List, {
        key: 'tasks',
        empty: 'No task yet. Start one in the portal.',
        items: tasks
          .slice(0, SHOWN)
          .map(task =>
            withActions(
              TaskRow({ task, world }),
              h(TaskActions, { task }),
              task.id,
            ),
          ),
      }),
      h('h2', { key: 'p' }, 'Open pull requests'),
      h(List, {
        key: 'pulls',
        empty: 'No open pull request.',
        items: pulls
          .slice(0, SHOWN)
          .map(pull =>
            withActions(
              PullRequestRow({ pull, world }),
              h(PullRequestActions, { pull, world }),
              String(pull.id),
            ),
          ),
      }),
      h('h2', { key: 'f' }, 'Bad luck'),
      h(
        'div',
        { key: 'faults', className: 'card' },
        h(
          'p',
          null,
          faults.list().length === 0
            ? 'No fault is armed.'
            : faults
                .list()
                .map(rule => `${rule.fault.kind} × ${rule.remaining}`)
                .join(', '),
        ),
        faultButton('Lose the next start’s answer', {
          method: 'POST',
          path: '/agents/repos/',
          fault: { kind: 'created-then-502' },
        }),
        ' ',
        faultButton('Secondary rate limit × 3', {
          path: '/agents/',
          times: 3,
          fault: { kind: 'secondary-rate-limit', retryAfter: 30 },
        }),
        ' ',
        faultButton('Server error × 3', {
          path: '/api/',
          times: 3,
          fault: { kind: 'server-error' },
        }),
        ' ',
        ActionButton({ operation: 'clearFaults', label: 'Clear', input: {} }),
      ),
      h('h2', { key: 's' }, 'Scenarios'),
      h(
        'p',
        { key: 'scenarios-text' },
        'Write ',
        h('code', null, '[simulate: NAME]'),
        ' into a prompt to choose one.',
      ),
      h(
        'dl',
        { key: 'scenarios', className: 'card' },
        ...scenarios
          .list()
          .map(({ name, description }) => [
            h('dt', { key: `${name}-t` }, h('code', null, name)),
            h('dd', { key: `${name}-d` }, description),
          ]),
      ),
    ],
  });
}

function withActions(
  row: ReturnType<typeof TaskRow>,
  actions: ReturnType<typeof h>,
  key: string,
) {
  return h('li', { key }, ...[row.props.children].flat(), actions);
}

function faultButton(label: string, input: Record<string, unknown>) {
  return ActionButton({ operation: 'addFault', label, input });
}
