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

import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '../__testUtils__/waitFor';
import { NoAnswerError } from './exchange';
import { Sender, type SenderOptions } from './Sender';
import type { GitHubCall } from './types';

describe('Sender', () => {
  let server: Server;
  let url: string;
  /** Requests that GitHub has not answered yet. */
  let held: { request: IncomingMessage; response: ServerResponse }[];
  let isHolding: boolean;
  let status: number;

  beforeEach(async () => {
    held = [];
    isHolding = false;
    status = 200;
    server = createServer((request, response) => {
      if (isHolding) held.push({ request, response });
      else response.writeHead(status).end('{}');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const createSender = (options: Partial<SenderOptions> = {}) =>
    Sender.create({
      apiBaseUrl: url,
      graphqlUrl: `${url}/graphql`,
      requestTimeoutMs: 20_000,
      retryBaseMs: 1,
      ...options,
    });

  const heldOf = (token: string) =>
    held.filter(
      ({ request }) => request.headers.authorization === `Bearer ${token}`,
    );

  it('has ten reads of a person under way, and lets others pass', async () => {
    const sender = createSender();
    isHolding = true;
    const read = (token: string) =>
      sender.send({ token, kind: 'read', url: `${url}/user` });
    const many = Array.from({ length: 25 }, () => read('gho_busy'));
    const other = read('gho_other');
    await waitFor(() => heldOf('gho_other').length === 1);
    await waitFor(() => heldOf('gho_busy').length === 10);
    heldOf('gho_other')[0].response.writeHead(200).end('{}');
    expect((await other).status).toBe(200);
    expect(heldOf('gho_busy')).toHaveLength(10);

    isHolding = false;
    for (const { response } of heldOf('gho_busy')) {
      response.writeHead(200).end('{}');
    }
    const answers = await Promise.all(many);
    expect(answers.map(answer => answer.status)).toEqual(Array(25).fill(200));
  });

  it('reads of two hundred people wait for nobody', async () => {
    const sender = createSender();
    isHolding = true;
    const reads = Array.from({ length: 200 }, (_, index) =>
      sender.send({ token: `gho_${index}`, kind: 'read', url: `${url}/user` }),
    );
    await waitFor(() => held.length === 200);
    for (const { response } of held) response.writeHead(200).end('{}');
    expect(await Promise.all(reads)).toHaveLength(200);
  });

  it('writes go on when the clock goes back by an hour', async () => {
    const sender = createSender();
    const write = () =>
      sender.send({ token: 'gho_any', kind: 'write', url, body: '{}' });
    await write();
    const realNow = Date.now;
    const clock = jest
      .spyOn(Date, 'now')
      .mockImplementation(() => realNow() - 3_600_000);
    try {
      expect((await write()).status).toBe(200);
    } finally {
      clock.mockRestore();
    }
  });

  describe('with an observer', () => {
    let calls: (GitHubCall & { came: number | string })[];
    let sender: Sender;

    beforeEach(() => {
      calls = [];
      sender = createSender({
        observer: {
          async observe(call, run) {
            try {
              const answer = await run();
              calls.push({ ...call, came: answer.status });
              return answer;
            } catch (error) {
              calls.push({ ...call, came: (error as NoAnswerError).reason });
              throw error;
            }
          },
        },
      });
    });

    const token = 'gho_secret';

    it('shows every attempt', async () => {
      status = 502;
      const repository = `${url}/repos/acme/services`;
      await sender.send({ token, kind: 'read', url: repository });
      const route = '/repos/{owner}/{repo}';
      expect(calls).toEqual(Array(3).fill({ method: 'GET', route, came: 502 }));
    });

    it('shows writes, queries and what is passed on', async () => {
      await sender.send({
        token,
        kind: 'write',
        url: `${url}/agents/repos/acme/services/tasks`,
        body: '{"prompt":"secret"}',
      });
      await sender.send({ token, kind: 'query', url: `${url}/graphql` });
      await sender.relay({
        token,
        url: `${url}/agents/tasks`,
        query: 'page=2',
      });
      expect(calls).toEqual([
        {
          method: 'POST',
          route: '/agents/repos/{owner}/{repo}/tasks',
          came: 200,
        },
        { method: 'POST', route: '/graphql', came: 200 },
        { method: 'GET', route: '/agents/tasks', came: 200 },
      ]);
    });

    it('shows that no answer came, and nothing that was not sent', async () => {
      server.close();
      server.closeAllConnections();
      const write = { token, kind: 'write', url: `${url}/user` } as const;
      await expect(sender.send(write)).rejects.toMatchObject({
        reason: 'unsent',
      });
      expect(calls).toEqual([
        { method: 'POST', route: '/user', came: 'unsent' },
      ]);
      await expect(
        sender.send({ ...write, token: 'gho_2', mayLeave: async () => false }),
      ).rejects.toBeInstanceOf(NoAnswerError);
      expect(calls).toHaveLength(1);
    });
  });
});
