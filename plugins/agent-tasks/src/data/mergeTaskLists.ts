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

import type {
  ListTasksQuery,
  ListTasksResponse,
  Task,
} from 'backstage-plugin-agent-tasks-common';
import {
  isInGroup,
  statesOfGroup,
  type TaskGroup,
} from '../presentation/taskGroup';

/** Which tasks a list shows. */
export type TaskScope = {
  /** Tasks of this repository, `owner/name`. */
  repository?: string;
  /** Tasks of this entity; together with `repository`: of either. */
  entityRef?: string;
  /** `me`, or the entity ref of a user. */
  requestedBy?: string;
  group?: TaskGroup;
};

/** One question that a list is made of. */
export type TaskSource = {
  query: ListTasksQuery;
  /** Only its newest page matters; it adds to the list but does not bound it. */
  newestOnly?: boolean;
};

/**
 * The questions for a scope. The portal knows "of this repository" and "of this
 * entity" apart, so both are asked. It filters by GitHub's states, which a task
 * that GitHub has not accepted lacks: those come from the newest unfiltered page.
 */
export function sourcesOf(scope: TaskScope): TaskSource[] {
  const { repository, entityRef, requestedBy, group = 'all' } = scope;
  const places: ListTasksQuery[] = [];
  if (repository) places.push({ repository });
  if (entityRef) places.push({ entityRef });
  if (places.length === 0) places.push({});

  const state = statesOfGroup(group);
  return places.flatMap(place => {
    const query = { ...place, requestedBy };
    return state
      ? [{ query: { ...query, state } }, { query, newestOnly: true }]
      : [{ query }];
  });
}

/** The tasks of a list, newest first, and whether there are more to load. */
export type MergedTasks = { tasks: Task[]; hasMore: boolean };

/**
 * Makes one list of the answers to several questions, each asked page by page.
 * Tasks older than the last one loaded of a list with more pages are held back,
 * so that loading more only ever adds at the end.
 *
 * @param answers - per source, its pages so far
 */
export function mergeTaskLists(
  sources: TaskSource[],
  answers: ListTasksResponse[][],
  group: TaskGroup = 'all',
): MergedTasks {
  const byId = new Map<string, Task>();
  let horizon = '';
  let hasMore = false;
  answers.forEach((pages, index) => {
    const items = pages.flatMap(page => page.items);
    for (const task of items) {
      const known = byId.get(task.id);
      if (!known || known.updatedAt < task.updatedAt) byId.set(task.id, task);
    }
    const more = Boolean(pages[pages.length - 1]?.nextCursor);
    if (sources[index]?.newestOnly || !more) return;
    hasMore = true;
    const oldest = items[items.length - 1]?.createdAt ?? '';
    if (oldest > horizon) horizon = oldest;
  });
  const tasks = [...byId.values()]
    .filter(task => task.createdAt >= horizon && isInGroup(task, group))
    .sort((a, b) => compare(b.createdAt, a.createdAt) || compare(b.id, a.id));
  return { tasks, hasMore };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
