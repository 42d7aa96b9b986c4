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

import { useSimulator } from '../testing/useSimulator';

const github = useSimulator();

const QUERY = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on PullRequest {
      number url title state isDraft merged mergedAt closedAt headRefName
      headRefOid baseRefName additions deletions changedFiles databaseId
      fullDatabaseId mergeable reviewDecision
      repository { nameWithOwner databaseId }
      commits(last: 1) { nodes { commit { statusCheckRollup { state } } } }
    }
  }
}`;

async function startedPull(prompt: string) {
  const { id } = await github.start(prompt);
  await github.control.advance(60_000);
  const task = await github.detail(id);
  return task.artifacts.find((entry: any) => entry.type === 'pull').data;
}

const rollupOf = ({ json }: any) =>
  json.data.nodes[0].commits.nodes[0].commit.statusCheckRollup;

describe('GraphQL nodes', () => {
  it('62, 63: keeps the order, one error for each id that leads nowhere', async () => {
    const pull = await startedPull('Look it up');
    const { status, json } = await github.graphql(QUERY, {
      ids: ['PR_unknown', pull.global_id],
    });
    expect(status).toBe(200);
    expect(json.data.nodes).toEqual([
      null,
      expect.objectContaining({
        title: 'Look it up',
        state: 'OPEN',
        isDraft: true,
        databaseId: null,
        fullDatabaseId: String(pull.id),
        mergeable: 'UNKNOWN',
        reviewDecision: 'REVIEW_REQUIRED',
        repository: { nameWithOwner: 'acme/services', databaseId: 811200101 },
        commits: {
          nodes: [{ commit: { statusCheckRollup: { state: 'SUCCESS' } } }],
        },
      }),
    ]);
    expect(json.errors).toEqual([
      {
        type: 'NOT_FOUND',
        path: ['nodes', 0],
        locations: expect.any(Array),
        message:
          "Could not resolve to a node with the global id of 'PR_unknown'",
      },
    ]);
  });

  it('62: more than 100 ids cost the whole answer', async () => {
    const { status, json } = await github.graphql(QUERY, {
      ids: Array(101).fill('PR_x'),
    });
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('data');
    expect(json.errors).toMatchObject([
      {
        type: 'ARGUMENT_LIMIT',
        message:
          'You may not provide more than 100 node ids; you provided 101.',
      },
    ]);
  });

  it('shows nothing of private repositories to outsiders', async () => {
    const [pull] = await github.control.pullRequests({
      repository: 'acme/payments-ledger',
    });
    const variables = { ids: [pull.nodeId] };
    const insider = await github.graphql(QUERY, variables);
    expect(insider.json.data.nodes[0].state).toBe('MERGED');
    const outsider = await github.graphql(QUERY, variables, {
      as: 'ben-larsen',
    });
    expect(outsider.json.data.nodes).toEqual([null]);
    expect(outsider.json.errors[0].type).toBe('NOT_FOUND');
  });

  it('64: no rollup while checks await approval; failure shows', async () => {
    const waiting = await startedPull('One [simulate: action-required]');
    const failing = await startedPull('Two [simulate: checks-failing]');
    const ask = (pull: any) => github.graphql(QUERY, { ids: [pull.global_id] });
    expect(rollupOf(await ask(waiting))).toBeNull();
    expect(rollupOf(await ask(failing))).toEqual({ state: 'FAILURE' });
    const suites = await github.graphql(
      `query($ids: [ID!]!) { nodes(ids: $ids) { ... on PullRequest {
        commits(last: 1) { nodes { commit { checkSuites(first: 10) { nodes { conclusion } } } } } } } }`,
      { ids: [waiting.global_id, failing.global_id] },
    );
    expect(
      suites.json.data.nodes.map(
        (node: any) => node.commits.nodes[0].commit.checkSuites.nodes,
      ),
    ).toEqual([
      [{ conclusion: 'ACTION_REQUIRED' }],
      [{ conclusion: 'FAILURE' }],
    ]);
  });
});

describe('GraphQL', () => {
  it('65: knows the viewer and the agent', async () => {
    const query = `{ viewer { login databaseId } repository(owner: "acme", name: "services") {
      suggestedActors(capabilities: [CAN_BE_ASSIGNED], first: 1) { nodes { __typename login } pageInfo { hasNextPage } } } }`;
    const { json } = await github.graphql(query);
    expect(json.data.viewer).toEqual({
      login: 'ada-nwosu',
      databaseId: 90210001,
    });
    expect(json.data.repository.suggestedActors).toEqual({
      nodes: [{ __typename: 'Bot', login: 'copilot-swe-agent' }],
      pageInfo: { hasNextPage: true },
    });
    const chloe = await github.graphql(query, {}, { as: 'chloe-tran' });
    expect(chloe.json.data.repository.suggestedActors.nodes[0].__typename).toBe(
      'User',
    );
  });

  it('answers many repositories in one query, each by itself', async () => {
    const { status, json } = await github.graphql(
      `query($name: String!) {
        open: repository(owner: "acme", name: "services") { id }
        secret: repository(owner: "acme", name: "payroll") { id }
        none: repository(owner: "acme", name: $name) { id }
      }`,
      { name: 'nowhere' },
      { as: 'ben-larsen' },
    );
    expect(status).toBe(200);
    expect(json.data).toEqual({
      open: { id: expect.any(String) },
      secret: null,
      none: null,
    });
    expect(json.errors).toEqual(
      ['payroll', 'nowhere'].map((name, index) => ({
        type: 'NOT_FOUND',
        path: [['secret', 'none'][index]],
        locations: expect.any(Array),
        message: `Could not resolve to a Repository with the name 'acme/${name}'.`,
      })),
    );
  });

  it('explains bad queries with status 200, and refuses strangers', async () => {
    const unknown = await github.graphql('{ viewer { shoeSize } }');
    expect(unknown.status).toBe(200);
    expect(unknown.json.errors[0].message).toContain('shoeSize');
    expect((await github.graphql('{')).json.errors).toHaveLength(1);
    expect(
      (await github.graphql('{ viewer { login } }', {}, { as: null })).status,
    ).toBe(401);
  });

  it('53, 62: counts in a bucket of its own, refuses with status 200', async () => {
    await github.control.setRateLimit('priya-raman', {
      resource: 'graphql',
      remaining: 1,
    });
    const ask = () =>
      github.graphql('{ viewer { login } }', {}, { as: 'priya-raman' });
    expect((await ask()).headers.get('x-ratelimit-resource')).toBe('graphql');
    const refused = await ask();
    expect(refused.status).toBe(200);
    expect(refused.json.errors).toMatchObject([
      { type: 'RATE_LIMIT', code: 'graphql_rate_limit' },
    ]);
    expect((await github.api('/user', { as: 'priya-raman' })).status).toBe(200);
  });
});
