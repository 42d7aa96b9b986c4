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

import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { taskRow, type TaskRow } from '../setup/taskRow';

/** So many, that at 1,000 tasks a page of any of them is full as well. */
export const REPOSITORIES = 30;
const PEOPLE = 30;

const MINUTE_MS = 60_000;

/** The first one has a fifth of the tasks. */
export const repositoryName = (index: number) =>
  `acme/service-${String(index + 1).padStart(5, '0')}`;
export const entityRef = (index: number) =>
  `component:default/service-${index + 1}`;
export const personRef = (index: number) => `user:default/person-${index + 1}`;

/**
 * Tasks number `from` to `to` of a company, oldest first, the last one now. One
 * in 25 is under way, one in ten has failed, and twenty in all wait for somebody,
 * however many there are.
 */
export function* companyTasks(options: {
  host: string;
  from: number;
  to: number;
  now: number;
}): Generator<TaskRow> {
  const { host, from, to, now } = options;
  for (let index = from; index < to; index++) {
    const isBusy = index % 5 === 0;
    const repository = isBusy
      ? 0
      : 1 + Math.floor(spread(index, 0.819173) * (REPOSITORIES - 1));
    const person = Math.floor(spread(index, 0.754878) * PEOPLE);
    const state = stateOf(index, to);
    yield taskRow(host, {
      id: uuid(index),
      githubTaskId: uuid(-1 - index),
      repository: repositoryName(repository),
      entityRef: entityRef(repository),
      requestedBy: personRef(person),
      login: `person-${person}`,
      githubUserId: 1_000 + person,
      state,
      tracking: 'ended',
      createdAt: new Date(now - (to - index) * 5 * MINUTE_MS).toISOString(),
    });
  }
}

function stateOf(index: number, count: number): string {
  if (index % Math.floor(count / 20) === 7) return 'waiting_for_user';
  const share = spread(index, 0.618034);
  if (share < 0.02) return 'queued';
  if (share < 0.04) return 'in_progress';
  return share < 0.14 ? 'failed' : 'completed';
}

/** Evenly between 0 and 1, in step with nothing else, the same each time. */
function spread(index: number, irrational: number): number {
  return (index * irrational) % 1;
}

/** A table for them without any index. */
export async function createNaiveTable(db: Knex): Promise<void> {
  const [row] = companyTasks({ host: 'github.com', from: 0, to: 20, now: 0 });
  await db.schema.createTable('tasks', table => {
    for (const [name, value] of Object.entries(row)) {
      if (typeof value === 'number') table.bigInteger(name);
      else if (typeof value === 'boolean') table.boolean(name);
      else table.text(name);
    }
  });
}

/** The same for the same number. */
function uuid(index: number): string {
  const hex = createHash('sha256').update(String(index)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(
    13,
    16,
  )}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
