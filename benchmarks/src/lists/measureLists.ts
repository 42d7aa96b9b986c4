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

import { load, type Load, type Route } from '../load';
import { createDatabase, type DatabaseKind } from '../setup/BenchDatabase';
import { insertRows } from '../setup/insertRows';
import { OWNER, startSetup, type Setup } from '../setup/startSetup';
import { NAIVE_LISTS_PLUGIN_ID } from './naiveListsPlugin';
import {
  companyTasks,
  createNaiveTable,
  entityRef,
  personRef,
  REPOSITORIES,
  repositoryName,
} from './seedLists';

/** A list that is asked for,. */
interface List {
  name: string;
  query: Record<string, string>;
  /** The part of all rows that lies before the page. */
  depth?: number;
}

const LISTS: List[] = [
  { name: 'all', query: {} },
  { name: 'all, deep', query: {}, depth: 0.9 },
  { name: 'repository', query: { repository: repositoryName(7) } },
  { name: 'busy repository', query: { repository: repositoryName(0) } },
  {
    name: 'busy repository, deep',
    query: { repository: repositoryName(0) },
    depth: 0.9,
  },
  { name: 'entity', query: { entityRef: entityRef(7) } },
  { name: 'requester', query: { requestedBy: personRef(7) } },
  { name: 'unfinished', query: { state: 'queued,in_progress' } },
  { name: 'waiting (20 in all)', query: { state: 'waiting_for_user' } },
  {
    name: 'busy repository, failed',
    query: { repository: repositoryName(0), state: 'failed' },
  },
];

/** Per latency; the naive twin takes long for each. */
export const REQUESTS = 200;
export const NAIVE_REQUESTS = 10;

/** Per count of requests per second. */
const SECONDS = 2;

/** Browsers that ask at the same time when requests per second are counted. */
export const CONNECTIONS = 20;

export const SIZES = { few: 1_000, many: 100_000 };

export interface ListFigures {
  name: string;
  few: Load;
  many: Load;
  manyPerSecond: number;
  naive: Load;
}

/** Measures the list API at two sizes, and its naive twin at the larger one. */
export async function measureLists(kind: DatabaseKind): Promise<ListFigures[]> {
  const database = createDatabase(kind);
  const setup = await startSetup({
    database: database.config,
    github: { seed: { tasks: 0, repositories: REPOSITORIES } },
  });
  const tasks = database.open('agent-tasks');
  const naiveTasks = database.open(NAIVE_LISTS_PLUGIN_ID);
  const now = Date.now();
  const company = (count: number) =>
    companyTasks({ host: 'github.com', from: 0, to: count, now });
  const refill = async (count: number) => {
    await tasks('tasks').delete();
    await insertRows(tasks, 'tasks', company(count));
    // As PostgreSQL does by itself before long; SQLite never does.
    if (kind === 'PostgreSQL') await tasks.raw('analyze');
  };
  try {
    const ask = await createRoutes(setup, now);
    const measureAt = async (count: number) => {
      await refill(count);
      await warmUp(ask.portal(LISTS[0], count));
      return measureEach(list => inTurn(ask.portal(list, count), REQUESTS));
    };
    // Once for nothing, so that both sizes meet code that has run before.
    await measureAt(SIZES.few);
    const few = await measureAt(SIZES.few);
    const many = await measureAt(SIZES.many);
    const throughput = await measureEach(list =>
      load(ask.portal(list, SIZES.many), {
        connections: CONNECTIONS,
        seconds: SECONDS,
      }),
    );
    await createNaiveTable(naiveTasks);
    await insertRows(naiveTasks, 'tasks', company(SIZES.many));
    const naive = await measureEach(list =>
      inTurn(ask.naive(list, SIZES.many), NAIVE_REQUESTS),
    );
    return LISTS.map(({ name }, index) => ({
      name,
      few: few[index],
      many: many[index],
      manyPerSecond: throughput[index].requestsPerSecond,
      naive: naive[index],
    }));
  } finally {
    await tasks.destroy();
    await naiveTasks.destroy();
    await setup.stop();
    database.remove();
  }
}

async function createRoutes(setup: Setup, now: number) {
  const headers = {
    authorization: `Bearer ${await setup.signIn(OWNER)}`,
    'x-github-token': setup.ownerToken,
  };
  const toRoute = (api: string, list: List, page: Record<string, string>) => {
    const query = new URLSearchParams({ ...list.query, ...page });
    const url = `${setup.portal.url}/api/${api}/tasks?${query}`;
    return { name: list.name, url, headers };
  };
  return {
    portal(list: List, count: number): Route {
      const { depth } = list;
      if (depth === undefined) return toRoute('agent-tasks/v1', list, {});
      const age = depth * count * 5 * 60_000;
      const cursor = encodeCursor(new Date(now - age).toISOString());
      return toRoute('agent-tasks/v1', list, { cursor });
    },
    naive(list: List, count: number): Route {
      const { depth } = list;
      if (depth === undefined) return toRoute(NAIVE_LISTS_PLUGIN_ID, list, {});
      const rows = list.query.repository ? count / 5 : count;
      const offset = String(Math.floor(depth * rows));
      return toRoute(NAIVE_LISTS_PLUGIN_ID, list, { offset });
    },
  };
}

/** A place in the middle of nowhere; the portal gives such a cursor with each page. */
function encodeCursor(createdAt: string): string {
  const position = [createdAt, '00000000-0000-4000-8000-000000000000'];
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The portal asks GitHub about twenty repositories per request at most, and then remembers. */
async function warmUp({ url, headers }: Route): Promise<void> {
  for (let index = 0; index < REPOSITORIES; index++) {
    const repository = repositoryName(index);
    const address = new URL(url);
    address.searchParams.set('repository', repository);
    const answer = await fetch(address, { headers });
    const { items, error } = await answer.json();
    if (items?.length !== 20) {
      throw new Error(
        `${address} showed ${items?.length} tasks, not 20. ${error?.message}`,
      );
    }
  }
}

async function measureEach(
  measure: (list: List) => Promise<Load>,
): Promise<Load[]> {
  const loads = [];
  for (const list of LISTS) loads.push(await measure(list));
  return loads;
}

/** One request at a time; the first answers do not count. */
async function inTurn(route: Route, amount: number): Promise<Load> {
  await load(route, { connections: 1, amount: Math.ceil(amount / 10) });
  return load(route, { connections: 1, amount });
}
