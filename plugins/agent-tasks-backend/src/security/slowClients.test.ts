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

import { connect, type Socket } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createStage } from '../__testUtils__/createStage';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

/** More than browsers and programs have open, less than a portal's limit of files. */
const MANY = 100;

describe('slow clients', () => {
  const stage = createStage();
  let sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    sockets = [];
  });

  /** Begins a POST, and sends of its body what it is told to. */
  const trickle = async (port: number, token: string) => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let text = '';
    let isClosed = false;
    socket.on('data', chunk => (text += chunk));
    socket.on('close', () => (isClosed = true));
    socket.on('error', () => {});
    await new Promise(resolve => socket.once('connect', resolve));
    socket.write(
      [
        'POST /api/agent-tasks/v1/tasks HTTP/1.1',
        'Host: portal',
        `Authorization: ${mockCredentials.user.header('user:default/slow')}`,
        `X-GitHub-Token: ${token}`,
        'Content-Type: application/json',
        'Content-Length: 1000',
        '',
        '{"prompt":"',
      ].join('\r\n'),
    );
    return { socket, answer: () => text, isClosed: () => isClosed };
  };

  it('hold up nobody else, and keep nothing but their connections', async () => {
    const portal = await stage.start({
      intervalMs: 600_000,
      slowIntervalMs: 600_000,
    });
    const token = await stage.mint('ben-larsen');
    const slow = await Promise.all(
      Array.from({ length: MANY }, () => trickle(portal.server.port(), token)),
    );
    const ada = await stage.signIn(portal);
    const { id } = await ada.start({});
    await ada.get(`/tasks/${id}`).expect(200);
    await ada.get('/health').expect(200);
    for (const { socket, answer } of slow) {
      socket.write('x');
      expect(answer()).toBe('');
    }
    // Of those who never came to the end of their bodies GitHub heard nothing.
    expect(
      await stage.simulator.control.requests({ login: 'ben-larsen' }),
    ).toEqual([]);

    for (const { socket } of slow) socket.destroy();
    await waitFor(
      () =>
        new Promise<boolean>(resolve => {
          portal.server.getConnections((_error, open) => resolve(open < MANY));
        }),
    );
    // Each was one refused start, with its event of the audit.
    await waitFor(
      () =>
        portal.logs.filter(line =>
          /task-create.*user:default\/slow.*"failed"/.test(line),
        ).length >= MANY,
    );
    expect(await stage.posts()).toHaveLength(1);
    await ada.start({});
  });

  it('are ended by the server, whose time-outs are those of Node.js', async () => {
    const portal = await stage.start();
    const { server } = portal;
    // Backstage leaves them as they are: five minutes for a request, one for its headers.
    expect(server).toMatchObject({
      requestTimeout: 300_000,
      headersTimeout: 60_000,
    });
    // The same stop, sooner: what Node.js looks for twice a minute is here, and
    // the connection ends without an answer of the portal.
    server.requestTimeout = 1;
    server.headersTimeout = 1;
    const slow = await trickle(server.port(), await stage.mint());
    await new Promise<void>(resolve => {
      slow.socket.once('close', resolve);
    });
    expect(slow.answer()).toMatch(/^HTTP\/1.1 408 /);
    expect(await stage.posts()).toEqual([]);
  });
});
