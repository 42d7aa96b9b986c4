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
import { setTimeout as sleep } from 'node:timers/promises';
import { followMembers } from '../company/followMembers';
import { startCompany } from '../company/startCompany';
import type { RunningProcess } from '../setup/startProcess';

const LOOKED_AT_WITHIN_MS = 120_000;

/** A look that is under way at one moment is over at another. */
const MOMENTS = 5;

/** Bytes of objects once garbage is collected. */
export interface MemoryFigures {
  tasks: number;
  replicaBytes: number;
  /** Of a Map of all tasks. */
  naiveBytes: number;
}

/** Measures what a replica remembers of the tasks that it follows, each looked at in full. */
export async function measureMemory(options: {
  users: number;
  tasksPerUser: number;
}): Promise<MemoryFigures[]> {
  const { users, tasksPerUser } = options;
  const { setup, db, members, stop } = await startCompany(options);
  try {
    const measure = async (count: number): Promise<MemoryFigures> => ({
      tasks: count * tasksPerUser,
      replicaBytes: await leastHeap(setup.portal),
      naiveBytes: await heapOfAll(db),
    });
    const figures = [await measure(0)];
    let followed = 0;
    for (const count of [users / 5, users]) {
      await followMembers(setup, db, members.slice(followed, count));
      followed = count;
      await untilLookedAt(db);
      figures.push(await measure(count));
    }
    return figures;
  } finally {
    await stop();
  }
}

async function untilLookedAt(db: Knex): Promise<void> {
  const deadline = Date.now() + LOOKED_AT_WITHIN_MS;
  for (;;) {
    const [{ count }] = await db('followed_users')
      .whereNull('last_checked_at')
      .count();
    if (Number(count) === 0) return;
    if (Date.now() > deadline) {
      throw new Error(`${count} users were not looked at in two minutes.`);
    }
    await sleep(1_000);
  }
}

async function leastHeap(replica: RunningProcess): Promise<number> {
  let least = Infinity;
  for (let moment = 0; moment < MOMENTS; moment++) {
    await sleep(1_000);
    least = Math.min(least, await replica.heapBytes());
  }
  return least;
}

/** The naive twin: all tasks that are followed, in memory. */
async function heapOfAll(db: Knex): Promise<number> {
  const before = heapBytes();
  const all = new Map<string, object>();
  for (const row of await db('tasks')) all.set(row.id, row);
  const bytes = heapBytes() - before;
  return all.size === 0 ? 0 : bytes;
}

function heapBytes(): number {
  global.gc!();
  return process.memoryUsage().heapUsed;
}
