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

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exchange } from './exchange';
import { OctokitGitHubClient } from './OctokitGitHubClient';

type Reply = {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
};

const TOKEN = 'gho_secret';

describe('where a token goes', () => {
  const servers: Server[] = [];

  /** A GitHub of a few lines, for what the simulator is too well-behaved to do. */
  const serve = async (answer: (request: IncomingMessage) => Reply) => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      const { authorization = 'nothing' } = request.headers;
      seen.push(`${request.method} ${request.url} with ${authorization}`);
      const { status = 200, headers = {}, body = {} } = answer(request);
      response.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
      });
      response.end(JSON.stringify(body));
    });
    servers.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, seen };
  };

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  const clientOf = (apiBaseUrl: string) =>
    OctokitGitHubClient.create({
      settings: {
        host: 'here',
        apiBaseUrl,
        graphqlUrl: `${apiBaseUrl}/graphql`,
        apiVersion: '2026-03-10',
        requestTimeoutMs: 10_000,
      },
      retryBaseMs: 1,
    });

  const task = { id: 't', state: 'queued', created_at: '2026-11-22T12:00:00Z' };

  it.each([301, 302, 307, 308])(
    'follows a %d on the same host',
    async status => {
      const github = await serve(({ url }) =>
        url === '/agents/repos/acme/old-name/tasks/t'
          ? { status, headers: { location: '/repositories/7/tasks/t' } }
          : { body: task },
      );
      expect(
        await clientOf(github.url).getTask(TOKEN, 'acme/old-name', 't'),
      ).toEqual(expect.objectContaining({ id: 't' }));
      expect(github.seen).toEqual([
        `GET /agents/repos/acme/old-name/tasks/t with Bearer ${TOKEN}`,
        `GET /repositories/7/tasks/t with Bearer ${TOKEN}`,
      ]);
    },
  );

  it('does not follow to another host', async () => {
    const elsewhere = await serve(() => ({ body: task }));
    const github = await serve(() => ({
      status: 301,
      headers: { location: `${elsewhere.url}/repositories/7` },
    }));
    await expect(
      clientOf(github.url).getTask(TOKEN, 'acme/old-name', 't'),
    ).rejects.toMatchObject({ code: 'github_rejected' });
    expect(elsewhere.seen).toEqual([]);
  });

  it('does not follow for ever', async () => {
    const github = await serve(() => ({
      status: 301,
      headers: { location: '/agents/repos/acme/old-name/tasks/t' },
    }));
    await expect(
      clientOf(github.url).getTask(TOKEN, 'acme/old-name', 't'),
    ).rejects.toMatchObject({ code: 'github_rejected' });
    expect(github.seen).toHaveLength(4);
  });

  it.each([301, 307])('never sends a POST on, not even by %d', async status => {
    const github = await serve(() => ({
      status,
      headers: { location: '/repositories/7/tasks' },
    }));
    expect(
      await clientOf(github.url).createTask({
        token: TOKEN,
        repository: 'acme/old-name',
        body: '{}',
      }),
    ).toMatchObject({ kind: 'refused', error: { code: 'github_rejected' } });
    expect(github.seen).toHaveLength(1);
  });

  it('reads page after page from the same place, each task once', async () => {
    const elsewhere = await serve(() => ({ body: { tasks: [] } }));
    const pages = [['a', 'b'], ['b', 'c'], ['d']];
    const github = await serve(({ url }) => {
      const page = Number(
        new URL(url!, 'http://x').searchParams.get('page') ?? 1,
      );
      const next = `<${elsewhere.url}/stolen?page=${page + 1}>; rel="next", `;
      return {
        body: { tasks: pages[page - 1].map(id => ({ id })) },
        headers: {
          link: `${page < 3 ? next : ''}<${github.url}>; rel="first"`,
        },
      };
    });
    const { tasks } = await clientOf(github.url).listTasks(TOKEN);
    expect(tasks.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(elsewhere.seen).toEqual([]);
    expect(github.seen).toHaveLength(3);
  });

  it('stops after ten pages', async () => {
    const github = await serve(() => ({
      body: [],
      headers: { link: '<https://x/?page=9>; rel="next"' },
    }));
    await clientOf(github.url).listTasks(TOKEN);
    expect(github.seen).toHaveLength(10);
  });

  it('sends the query as it is, and keeps a body byte for byte', async () => {
    const odd = '{ "a" : 1.0, "b":"\u00e4" }\n';
    const github = await serve(() => ({}));
    const answer = await exchange(
      `${github.url}/x?q={owner}&r=a%2Fb&r=%20`,
      { method: 'GET', headers: {} },
      10_000,
    );
    expect(answer.body).toBe('{}');
    expect(github.seen[0]).toContain('/x?q={owner}&r=a%2Fb&r=%20');

    const echo = createServer((_request, response) => response.end(odd));
    servers.push(echo);
    await new Promise<void>(resolve => {
      echo.listen(0, '127.0.0.1', resolve);
    });
    const { port } = echo.address() as AddressInfo;
    const client = clientOf(`http://127.0.0.1:${port}`);
    expect(
      await client.relay({
        token: TOKEN,
        path: '/x',
        query: 'q={owner}',
      }),
    ).toMatchObject({ status: 200, body: odd });
  });

  it('knows that nothing was sent to a closed port or an unknown host', async () => {
    const closed = await serve(() => ({}));
    const server = servers.pop()!;
    await new Promise(resolve => {
      server.close(resolve);
    });
    for (const url of [closed.url, 'http://name.invalid']) {
      await expect(
        exchange(url, { method: 'POST', headers: {}, body: '{}' }, 10_000),
      ).rejects.toMatchObject({ reason: 'unsent' });
    }
  });
});
