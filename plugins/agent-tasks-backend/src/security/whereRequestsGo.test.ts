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

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStage } from '../__testUtils__/createStage';
import type { Portal, PortalUser } from '../__testUtils__/startPortal';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

describe('where the portal can be made to send requests', () => {
  const stage = createStage();
  /** A server of somebody else; whoever gets here was led astray. */
  let trap: Server;
  let trapped: string[];
  let trapUrl: string;
  let portal: Portal;
  let ada: PortalUser;

  beforeEach(async () => {
    trapped = [];
    trap = createServer((incoming, answer) => {
      trapped.push(`${incoming.method} ${incoming.url}`);
      answer.end('{}');
    });
    await new Promise<void>(resolve => {
      trap.listen(0, '127.0.0.1', resolve);
    });
    trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
    portal = await stage.start();
    ada = await stage.signIn(portal);
  });
  afterEach(() => new Promise(resolve => trap.close(resolve)));

  it.each([
    ['a URL', (url: string) => url],
    ['a host and a path', (url: string) => `${url.slice(7)}/x`],
    ['an authority', (url: string) => `acme@${url.slice(7)}`],
    ['a way up', () => '../../user'],
    ['an encoded slash', () => 'acme/services%2f..%2f..'],
    ['a query', () => 'acme/services?x=1'],
    ['a fragment', () => 'acme/services#x'],
    ['a backslash', () => 'acme\\services'],
    ['a line break', () => 'acme/services\r\nHost: evil'],
  ])('not by %s in place of owner/name', async (_name, repositoryOf) => {
    const before = (await stage.simulator.control.requests()).length;
    const repository = repositoryOf(trapUrl);
    const { status, body } = await ada.post({ repository, prompt: 'Go' });
    expect([status, body.error.code]).toEqual([400, 'validation_failed']);
    const list = await ada.get(
      `/tasks?repository=${encodeURIComponent(repository)}`,
    );
    expect(list.status).toBe(400);
    expect((await stage.simulator.control.requests()).length).toBe(before);
    expect(trapped).toEqual([]);
  });

  it('not by URLs in what GitHub says of a task', async () => {
    const { id, github } = await ada.start({});
    const { control } = stage.simulator;
    await control.updateTask(github.taskId!, {
      state: 'completed',
      extraFields: {
        html_url: `${trapUrl}/html`,
        url: `${trapUrl}/url`,
        repository_url: `${trapUrl}/repository`,
        host: trapUrl.slice(7),
      },
    });
    const task = await ada.taskWhen(id, ({ state }) => state === 'completed');
    expect(task.host).toBe(stage.simulator.host);
    expect(trapped).toEqual([]);
  });

  it.each(['GET', 'POST'])(
    'not by a redirect to another host, of a %s',
    async method => {
      const { control } = stage.simulator;
      await ada.start({});
      await control.clearRequests();
      await control.addFault({
        method,
        path: '/tasks',
        fault: { kind: 'moved', location: `${trapUrl}/elsewhere` },
        times: 50,
      });
      await ada.post({ repository: 'acme/services', prompt: 'Go' });
      await waitFor(async () =>
        (
          await control.requests({ method, path: '/tasks' })
        ).some(({ status = 0 }) => status >= 300 && status < 400),
      );
      expect(trapped).toEqual([]);
    },
  );

  it('not by headers about hosts', async () => {
    const { body, status } = await ada
      .get('/openapi.json')
      .set('X-Forwarded-Host', 'evil.example')
      .set('Host', 'evil.example');
    expect(status).toBe(200);
    expect(JSON.stringify(body.servers)).not.toContain('evil');
  });

  it('lets no link through that is not of the web', async () => {
    const { id, github } = await ada.start({});
    await stage.simulator.control.updateTask(github.taskId!, {
      state: 'completed',
      extraFields: {
        // eslint-disable-next-line no-script-url
        html_url: 'javascript:alert(document.cookie)',
      },
    });
    const task = await ada.taskWhen(id, ({ state }) => state === 'completed');
    expect(JSON.stringify(task)).not.toMatch(/javascript:/);
  });
});
