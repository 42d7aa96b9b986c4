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

/** Unmodified Octokit against the simulator: what works here must work on github.com. */
import { Octokit } from '@octokit/core';
import { graphql } from '@octokit/graphql';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { useSimulator } from './testing/useSimulator';

const github = useSimulator({ history: false });
const OWNER = { owner: 'acme', repo: 'services' };
const LIST = 'GET /agents/repos/{owner}/{repo}/tasks';
/** The clock of the simulator may stand still; waiting is not what is tested. */
const AT_ONCE = {
  minimumTime: 0,
  retryAfterBaseValue: 1,
  fallbackSecondaryRateRetryAfter: 1,
};

async function token(login = 'ada-nwosu') {
  return (await github.control.createToken({ login })).token;
}

/** Octokit with all plugins, as applications put it together. */
async function createOctokit(onLimit: () => boolean = () => true) {
  const limits = { primary: 0, secondary: 0 };
  const Full = Octokit.plugin(paginateRest, throttling, retry);
  const octokit = new Full({
    auth: await token(),
    baseUrl: `${github.url}/api/v3`,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    retry: { retryAfterBaseValue: 1 },
    throttle: {
      ...AT_ONCE,
      onRateLimit: () => {
        limits.primary += 1;
        return onLimit();
      },
      onSecondaryRateLimit: () => {
        limits.secondary += 1;
        return onLimit();
      },
    },
  });
  return { octokit, limits };
}

const requestCount = async () =>
  (await github.control.requests({ path: '/agents/' })).length;

beforeEach(() => github.control.clearRequests());

describe('Octokit', () => {
  it('35: pages through all tasks by the Link header', async () => {
    for (let count = 0; count < 7; count += 1)
      await github.start(`Task ${count}`);
    const { octokit } = await createOctokit();
    // Octokit unwraps lists that have a `total_count`; this one has none, here as on GitHub.
    const pages = await octokit.paginate<{ tasks: { id: string }[] }>(
      LIST as string,
      {
        ...OWNER,
        per_page: 3,
        headers: { 'x-github-api-version': '2026-03-10' },
      },
    );
    expect(pages).toHaveLength(3);
    const tasks = pages.flatMap(page => page.tasks);
    expect(tasks).toHaveLength(7);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(7);
    expect(
      (await github.control.requests({ path: 'tasks' })).map(
        ({ operation, apiVersion }) => [operation, apiVersion],
      ),
    ).toContainEqual(['agent-tasks/list-tasks-for-repo', '2026-03-10']);
  });

  it('55: waits and repeats after a secondary limit, with and without retry-after', async () => {
    const { octokit, limits } = await createOctokit();
    for (const retryAfter of [0, undefined]) {
      await github.control.addFault({
        path: '/agents/',
        fault: { kind: 'secondary-rate-limit', retryAfter },
      });
      expect((await octokit.request(LIST, OWNER)).status).toBe(200);
    }
    expect(limits).toEqual({ primary: 0, secondary: 2 });
  });

  it('54: tells primary from secondary limits, and gives up when told to', async () => {
    const { octokit, limits } = await createOctokit(() => false);
    await github.control.addFault({
      path: '/agents/',
      fault: { kind: 'primary-rate-limit' },
    });
    await expect(octokit.request(LIST, OWNER)).rejects.toMatchObject({
      status: 403,
    });
    expect(limits).toEqual({ primary: 1, secondary: 0 });
  });

  it('56: understands a limit that was counted', async () => {
    const { octokit, limits } = await createOctokit(() => false);
    await github.control.advance(60_000);
    // Octokit itself leaves a second between writes; the others are in a hurry.
    for (let count = 0; count < 80; count += 1) await github.start('Again');
    await expect(
      octokit.request('POST /agents/repos/{owner}/{repo}/tasks', {
        ...OWNER,
        prompt: 'And again',
      }),
    ).rejects.toMatchObject({ status: 403 });
    expect(limits.secondary).toBe(1);
    await github.control.advance(60_000);
  });

  it('58: repeats reading after 500 and 502, and does not read HTML as JSON', async () => {
    const { octokit } = await createOctokit();
    await github.control.addFault({
      path: '/agents/',
      fault: { kind: 'server-error' },
    });
    await github.control.addFault({
      path: '/agents/',
      fault: { kind: 'bad-gateway' },
    });
    expect((await octokit.request(LIST, OWNER)).status).toBe(200);
    expect(await requestCount()).toBe(3);
  });

  it('62: reads data and errors of GraphQL', async () => {
    const { id } = await github.start('Ask GraphQL');
    await github.control.advance(40_000);
    const { pullRequestNumber } = await github.control.task(id);
    const [pull] = (await github.control.pullRequests()).filter(
      ({ number }) => number === pullRequestNumber,
    );
    const ask = graphql.defaults({
      baseUrl: `${github.url}/api`,
      headers: { authorization: `token ${await token()}` },
    });
    const query =
      'query($ids: [ID!]!) { nodes(ids: $ids) { ... on PullRequest { number } } }';
    expect(await ask(query, { ids: [pull.nodeId] })).toEqual({
      nodes: [{ number: pull.number }],
    });
    await expect(
      ask(query, { ids: [pull.nodeId, 'PR_nothing'] }),
    ).rejects.toMatchObject({
      errors: [{ type: 'NOT_FOUND', path: ['nodes', 1] }],
      data: { nodes: [{ number: pull.number }, null] },
    });
  });

  it('71: follows a renamed repository', async () => {
    const { octokit } = await createOctokit();
    await github.control.renameRepository('acme/billing', 'invoicing');
    const { data } = await octokit.request('GET /repos/{owner}/{repo}', {
      owner: 'acme',
      repo: 'billing',
    });
    expect(data.full_name).toBe('acme/invoicing');
  });
});
