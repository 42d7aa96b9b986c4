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

import type { Request } from 'express';
import { validationFailed } from '../../http/GithubError';
import { queryValue, queryValues } from '../../http/query';
import type { Task, TaskTime } from '../../state';

const STATES = [
  'queued',
  'in_progress',
  'completed',
  'failed',
  'idle',
  'waiting_for_user',
  'timed_out',
  'cancelled',
];

/** What the query string of a list asks for, apart from the page. */
export type TaskSelection = {
  sort: TaskTime;
  direction: 'asc' | 'desc';
  states?: string[];
  isArchived: boolean;
  /** Simulated milliseconds since 1970. */
  since?: number;
  creatorIds: number[];
};

/** Reads the query; values that GitHub does not know are refused (behaviours 36 to 39). */
export function taskSelection(request: Request): TaskSelection {
  const states = queryValue(request, 'state')
    ?.split(',')
    .map(state => state.trim())
    .filter(Boolean);
  if (states?.some(state => !STATES.includes(state))) throw invalid('state');
  const since = queryValue(request, 'since');
  const sinceTime = since === undefined ? undefined : Date.parse(since);
  if (Number.isNaN(sinceTime)) throw invalid('since');
  const creatorIds = queryValues(request, 'creator_id').flatMap(value =>
    value.split(',').map(Number),
  );
  if (creatorIds.some(Number.isNaN)) throw invalid('creator_id');
  return {
    sort:
      oneOf(request, 'sort', ['updated_at', 'created_at']) === 'updated_at'
        ? 'updatedAt'
        : 'createdAt',
    direction: oneOf(request, 'direction', ['desc', 'asc']),
    isArchived: oneOf(request, 'is_archived', ['false', 'true']) === 'true',
    states: states?.length ? states : undefined,
    since: sinceTime,
    creatorIds,
  };
}

/** Whether a task is one of those that were asked for. Pure. */
export function taskFilter({
  states,
  creatorIds,
  isArchived,
  since = -Infinity,
}: TaskSelection): (task: Task) => boolean {
  // Times are printed in whole seconds, so they are also compared in whole seconds.
  const earliest = Math.floor(since / 1000) * 1000;
  return task =>
    (task.archivedAt !== undefined) === isArchived &&
    task.updatedAt >= earliest &&
    (!states || states.includes(task.state)) &&
    (creatorIds.length === 0 || creatorIds.includes(task.creatorId));
}

function oneOf<T extends string>(
  request: Request,
  name: string,
  values: [fallback: T, ...others: T[]],
): T {
  const value = queryValue(request, name) ?? values[0];
  const known = values.find(candidate => candidate === value);
  if (known === undefined) throw invalid(name);
  return known;
}

function invalid(name: string) {
  return validationFailed({ code: 'invalid', message: `${name} is not valid` });
}
