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

import type { World } from '../../World';
import { h } from '../html';
import { List, PullRequestRow, TaskRow } from '../parts';
import { PullRequestActions } from '../PullRequestPage';
import { TaskActions } from '../TaskPage';
import { ControlFrame } from './ControlFrame';

const SHOWN = 15;
const REFRESH_SECONDS = 4;
const MOVING = ['queued', 'in_progress'];

/** Tasks and pull requests, with everything that can be done to them. */
export function ActivityPage({ world }: { world: World }) {
  const { state, clock } = world;
  const tasks = [...state.tasks.values()]
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, SHOWN);
  const pulls = [...state.pullRequests.values()]
    .filter(pull => pull.state === 'open')
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, SHOWN);
  const isMoving =
    !clock.frozen && tasks.some(task => MOVING.includes(task.state));
  return ControlFrame({
    path: '/_simulator',
    world,
    refreshSeconds: isMoving ? REFRESH_SECONDS : undefined,
    children: [
      h('h2', { key: 't' }, 'Agent tasks'),
      h(List, {
        key: 'tasks',
        empty: 'No task yet. Start one in the portal.',
        items: tasks.map(task =>
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
        items: pulls.map(pull =>
          withActions(
            PullRequestRow({ pull, world }),
            h(PullRequestActions, { pull, world }),
            String(pull.id),
          ),
        ),
      }),
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
