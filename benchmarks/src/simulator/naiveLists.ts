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

import { Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatedTask } from 'github-agent-tasks-simulator';

/** The naive twin: for every request all tasks are filtered and sorted. It checks no token. */
export async function startNaiveLists(tasks: SimulatedTask[]) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(
      request.url ?? '',
      'http://localhost',
    );
    const [, owner, name] =
      /^\/agents\/repos\/([^/]+)\/([^/]+)\/tasks$/.exec(pathname) ?? [];
    const states = searchParams.get('state')?.split(',');
    const since = Date.parse(searchParams.get('since') ?? '') || -Infinity;
    const sort =
      searchParams.get('sort') === 'created_at' ? 'createdAt' : 'updatedAt';
    const sign = searchParams.get('direction') === 'asc' ? 1 : -1;
    const page = Number(searchParams.get('page') ?? 1);
    const perPage = Number(searchParams.get('per_page') ?? 30);
    const selected = tasks
      .filter(
        task =>
          (owner
            ? task.repository === `${owner}/${name}`
            : task.creator === 'ada-nwosu') &&
          !task.isArchived &&
          (!states || states.includes(task.state)) &&
          Date.parse(task.updatedAt) >= since,
      )
      .sort((a, b) => (Date.parse(a[sort]) - Date.parse(b[sort])) * sign);
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify({
        tasks: selected.slice((page - 1) * perPage, page * perPage),
      }),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => stop(server),
  };
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
