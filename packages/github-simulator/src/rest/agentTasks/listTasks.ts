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

import type { Request, Response } from 'express';
import { paginate, pageRequest } from '../../http/pagination';
import type { Account, Repository, Task } from '../../state';
import type { World } from '../../World';
import { answer } from '../answer';
import type { ResponseBody } from '../openapi';
import { presentTask } from '../present/presentTask';
import { requestUrl } from '../repositories';
import { taskFilter, taskSelection } from './taskFilter';

/** Answers with one page of the tasks that a caller may see. */
export function listTasks(
  world: World,
  request: Request,
  response: Response,
  options: {
    operation: 'agent-tasks/list-tasks' | 'agent-tasks/list-tasks-for-repo';
    of: { repository: Repository } | { creator: Account };
    isVisible?: (task: Task) => boolean;
    filtersCreators: boolean;
  },
): void {
  const { state, clock } = world;
  const { switches } = state;
  const now = clock.now();
  const selection = taskSelection(request);
  const { isVisible = () => true } = options;
  const isSelected = taskFilter({
    ...selection,
    // Behaviour 40: the account-wide list ignores `creator_id`.
    creatorIds: options.filtersCreators ? selection.creatorIds : [],
  });
  const { selected, active, archived } = state.orderOf(options.of).reduce(
    selection.sort,
    () => ({ selected: [] as Task[], active: 0, archived: 0 }),
    (result, task) => {
      const isHidden = task.hiddenUntil !== undefined && task.hiddenUntil > now;
      if (isHidden || !isVisible(task)) return;
      if (task.archivedAt === undefined) result.active += 1;
      else result.archived += 1;
      if (isSelected(task)) result.selected.push(task);
    },
  );
  const page = paginate(
    selection.direction === 'asc' ? selected.reverse() : selected,
    pageRequest(request, switches.pageSizeOutOfRange),
    { url: requestUrl(world, request), links: 'agent-tasks' },
  );
  const body: ResponseBody<'agent-tasks/list-tasks', 200> = {
    tasks: page.items.map(task => presentTask(task, world)),
    ...(switches.totals && {
      total_active_count: active,
      total_archived_count: archived,
    }),
  };
  if (page.link) response.set('Link', page.link);
  answer(options.operation, request, response, 200, body, {
    etag: switches.taskEtags,
  });
}
