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

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type RunningSimulator } from '../startSimulator';
import { sign } from './sign';

type Received = { headers: IncomingHttpHeaders; body: string };

const SECRET = 'a secret of two';

describe('webhooks', () => {
  let simulator: RunningSimulator;
  let control: RunningSimulator['control'];
  let server: Server;
  let url: string;
  let received: Received[];
  let status: number;

  beforeEach(async () => {
    simulator = await startSimulator({ frozen: true, history: false });
    ({ control } = simulator);
    received = [];
    status = 202;
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });

  afterEach(async () => {
    await simulator.stop();
    server.close();
    server.closeAllConnections();
  });

  /** Every delivery has ended, one way or the other. */
  const settledDeliveries = async (atLeast = 0) => {
    for (;;) {
      const deliveries = await control.deliveries();
      const settled = deliveries.filter(one => one.status ?? one.error);
      if (settled.length === Math.max(deliveries.length, atLeast)) {
        return deliveries;
      }
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
  };
  const startTask = () =>
    control.startTask({
      repository: 'acme/services',
      by: 'ada-nwosu',
      prompt: 'Add a health check',
    });
  const payloads = () => received.map(({ body }) => JSON.parse(body));

  it('announces the life of a pull request, signed, as GitHub does', async () => {
    await control.setWebhook({ url, secret: SECRET });
    await startTask();
    await control.advance(60_000);
    const [pull] = await control.pullRequests({ repository: 'acme/services' });
    await control.updatePullRequest(pull, { draft: false });
    await control.updatePullRequest(pull, {
      review: { state: 'APPROVED', by: 'priya-raman' },
    });
    await control.updatePullRequest(pull, { action: 'merge' });

    const deliveries = await settledDeliveries();
    expect(deliveries.map(({ event, action }) => `${event} ${action}`)).toEqual(
      [
        'pull_request opened',
        'pull_request synchronize',
        'workflow_run requested',
        'workflow_run completed',
        'check_suite completed',
        'pull_request edited',
        'pull_request review_requested',
        'pull_request ready_for_review',
        'pull_request_review submitted',
        'pull_request closed',
      ],
    );
    expect(deliveries[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: expect.any(String),
      event: 'pull_request',
      action: 'opened',
      repository: 'acme/services',
      pullRequestNumber: pull.number,
      status: 202,
    });
    // The steps of one long `advance` have their own times.
    const times = deliveries.slice(0, 7).map(({ at }) => Date.parse(at));
    expect(new Set(times).size).toBeGreaterThan(3);

    expect(received).toHaveLength(deliveries.length);
    for (const { headers, body } of received) {
      const delivery = deliveries.find(
        ({ id }) => id === headers['x-github-delivery'],
      );
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'user-agent': expect.stringMatching(/^GitHub-Hookshot\//),
        'x-github-event': delivery?.event,
        'x-hub-signature-256': sign(body, SECRET),
      });
      expect(JSON.parse(body)).toMatchObject({
        action: delivery?.action,
        repository: { id: 811200101, full_name: 'acme/services' },
        organization: { login: 'acme' },
        sender: { login: expect.any(String) },
      });
      expect(body).not.toContain(SECRET);
    }
  });

  it('carries what GitHub carries', async () => {
    await control.setWebhook({ url, secret: SECRET });
    await startTask();
    await control.advance(60_000);
    const [pull] = await control.pullRequests({ repository: 'acme/services' });
    await control.updatePullRequest(pull, {
      review: { state: 'CHANGES_REQUESTED', by: 'priya-raman' },
    });
    await control.updatePullRequest(pull, { action: 'merge' });
    await settledDeliveries();
    const find = (key: string, action: string) =>
      payloads().find(payload => payload[key] && payload.action === action);

    const shown = {
      id: pull.id,
      number: pull.number,
      node_id: pull.nodeId,
      head: { ref: pull.headRef, repo: { id: 811200101 } },
    };
    expect(find('pull_request', 'opened')).toMatchObject({
      number: pull.number,
      pull_request: { ...shown, draft: true, state: 'open', merged: false },
      sender: { login: 'Copilot' },
    });
    expect(find('pull_request', 'edited').changes.title.from).toMatch(
      /^\[WIP\]/,
    );
    expect(find('pull_request', 'review_requested')).toMatchObject({
      requested_reviewer: { login: 'ada-nwosu' },
    });
    expect(find('review', 'submitted')).toMatchObject({
      pull_request: shown,
      review: { state: 'changes_requested', user: { login: 'priya-raman' } },
      sender: { login: 'priya-raman' },
    });
    expect(find('pull_request', 'closed')).toMatchObject({
      pull_request: { state: 'closed', merged: true },
      sender: { login: 'priya-raman' },
    });
    const inCi = [{ id: pull.id, number: pull.number }];
    expect(find('workflow_run', 'requested').workflow_run).toMatchObject({
      status: 'queued',
      conclusion: null,
      head_branch: pull.headRef,
      pull_requests: inCi,
    });
    expect(find('workflow_run', 'completed').workflow_run).toMatchObject({
      status: 'completed',
      conclusion: 'success',
    });
    expect(find('check_suite', 'completed').check_suite).toMatchObject({
      conclusion: 'success',
      head_branch: pull.headRef,
      pull_requests: inCi,
    });
  });

  it('announces what is done through the API, too', async () => {
    await startTask();
    await control.advance(60_000);
    const [pull] = await control.pullRequests({ repository: 'acme/services' });
    await control.setWebhook({ url, secret: SECRET });
    const { token } = await control.createToken({ login: 'ada-nwosu' });
    const answer = await fetch(
      `${simulator.apiBaseUrl}/repos/acme/services/contents/notes.md`,
      {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'user-agent': 'test' },
        body: JSON.stringify({
          message: 'Add notes',
          content: Buffer.from('Notes').toString('base64'),
          branch: pull.headRef,
        }),
      },
    );
    const { commit } = await answer.json();
    expect(await settledDeliveries(1)).toMatchObject([
      { action: 'synchronize', pullRequestNumber: pull.number },
    ]);
    expect(payloads()).toMatchObject([{ after: commit.sha }]);
  });

  it('announces only what is asked for, and nothing after it is cleared', async () => {
    await control.setWebhook({ url, secret: SECRET, events: ['check_suite'] });
    await startTask();
    await control.advance(60_000);
    await control.clearWebhook();
    await startTask();
    await control.advance(60_000);
    expect(await settledDeliveries()).toMatchObject([
      { event: 'check_suite', action: 'completed' },
    ]);
  });

  it('does not try again, and says what came of it', async () => {
    await control.setWebhook({ url, secret: SECRET, events: ['check_suite'] });
    status = 503;
    await startTask();
    await control.advance(60_000);
    expect(await settledDeliveries()).toMatchObject([{ status: 503 }]);

    server.close();
    server.closeAllConnections();
    await startTask();
    await control.advance(60_000);
    const [, refused] = await settledDeliveries();
    expect(refused).toMatchObject({ error: 'ECONNREFUSED' });
    expect(refused.status).toBeUndefined();
    expect(received).toHaveLength(1);
  });

  it.each([
    'https://example.com/hook',
    'http://10.0.0.1/hook',
    'http://localhost.example.com/',
    'http://localhost@example.com/',
    'file:///etc/passwd',
    'nonsense',
  ])('sends nothing to %s', async target => {
    await expect(
      control.setWebhook({ url: target, secret: SECRET }),
    ).rejects.toThrow('on this machine');
  });
});
