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

import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { FaultRule } from 'github-agent-tasks-simulator';
import { prove, waitFor, type Cluster, type Person } from './harness';

/** Simulated seconds per second. */
const SPEED = 10;
const HIDDEN_MS = 30_000;

async function strikeNextPost(
  { github }: Cluster,
  fault: FaultRule['fault'],
): Promise<void> {
  await github.control.addFault({ method: 'POST', path: '/tasks$', fault });
}

/** The requests that asked GitHub to start a task. */
async function countPosts({ github }: Cluster): Promise<number> {
  const posts = await github.control.requests({
    method: 'POST',
    path: '/agents/repos/[^/]+/[^/]+/tasks$',
  });
  return posts.length;
}

/** What became of a request that GitHub or the portal may refuse. */
async function outcomeOf(started: ReturnType<Person['start']>) {
  try {
    return { task: (await started).task };
  } catch (error) {
    if (error instanceof AgentTasksError) return { code: error.code };
    throw error;
  }
}

const stateFolder = mkdtempSync(join(tmpdir(), 'agent-tasks-github-'));
process.once('exit', () => rmSync(stateFolder, { recursive: true }));

prove(
  'answers of GitHub that are lost, and requests that it refuses for certain',
  {
    replicas: 2,
    github: { speed: SPEED, stateFile: join(stateFolder, 'github.json') },
  },
  async (cluster, { part }) => {
    for (const kind of [
      'created-then-reset',
      'created-then-502',
      'truncated',
    ] as const) {
      await part(
        `${kind}, hidden for 30 simulated seconds: one task, found`,
        () => proveFound(cluster, kind),
      );
    }
    for (const kind of ['reset-before', 'bad-gateway'] as const) {
      await part(
        `${kind}: no task, and nobody but a person sends it again`,
        () => proveNotRepeated(cluster, kind),
      );
    }
    await part('connection refused: the key may be used again', () =>
      proveKeyIsFree(cluster, 'refused', ask => cluster.withoutGitHub(ask)),
    );
    await part('too many requests: the key may be used again', () =>
      proveKeyIsFree(cluster, 'limited', async ask => {
        await strikeNextPost(cluster, {
          kind: 'secondary-rate-limit',
          status: 429,
          retryAfter: 1,
        });
        await ask();
      }),
    );
  },
);

async function proveFound(
  cluster: Cluster,
  kind: 'created-then-reset' | 'created-then-502' | 'truncated',
): Promise<void> {
  const { replicas, github, database } = cluster;
  const ada = await cluster.person('ada-nwosu');
  const prompt = `Add a check against ${kind}`;
  await github.control.hideNewTasksFor(HIDDEN_MS);
  await strikeNextPost(cluster, { kind });
  const posts = await countPosts(cluster);

  const first = await ada.start(replicas[0], { prompt }, kind);
  assert.equal((await cluster.tasksOnGitHub(prompt)).length, 1);
  // A person who does not wait presses the button again, elsewhere.
  const second = await ada.start(replicas[1], { prompt }, kind);
  assert.equal(second.task.id, first.task.id);

  const row = await waitFor('the lost task is found', async () => {
    const found = await database.task(first.task.id);
    return found.dispatch_status === 'accepted' && found;
  });
  const [onGitHub, ...others] = await cluster.tasksOnGitHub(prompt);
  assert.equal(row.github_task_id, onGitHub.id);
  assert.deepEqual(others, []);
  assert.equal(await countPosts(cluster), posts + 1);
  assert.deepEqual(await dispatchesOf(cluster, row.id), [
    'pending',
    'unknown',
    'accepted',
  ]);
  await waitFor('it is followed to its end', async () => {
    const { state } = await database.task(row.id);
    return state === 'completed';
  });
  await github.control.hideNewTasksFor(0);
}

async function proveNotRepeated(
  cluster: Cluster,
  kind: 'reset-before' | 'bad-gateway',
): Promise<void> {
  const { replicas, github } = cluster;
  const ada = await cluster.person('ada-nwosu');
  const prompt = `Add a check that ${kind} keeps from starting`;
  const posts = await countPosts(cluster);
  await strikeNextPost(cluster, { kind });

  const { task } = await ada.start(replicas[0], { prompt }, kind);
  assert.equal(task.dispatch.status, 'unknown');
  // The same request again, on either replica, sends nothing.
  for (const replica of replicas) {
    const again = await ada.start(replica, { prompt }, kind);
    assert.equal(again.task.id, task.id);
    assert.equal(again.task.dispatch.status, 'unknown');
  }
  // Nor does the tracker, however often it looks.
  const since = (await github.control.requests()).at(-1)!.id;
  await waitFor('the tracker has looked for it five times', async () => {
    const looks = await github.control.requests({
      method: 'GET',
      path: '/agents/repos/acme/services/tasks\\?.*is_archived=true',
    });
    return looks.filter(({ id }) => id > since).length >= 5;
  });
  const checked = await ada.check(replicas[1], task.id);
  assert.equal(checked.dispatch.status, 'unknown');
  assert.equal(await countPosts(cluster), posts + 1);
  assert.deepEqual(await cluster.tasksOnGitHub(prompt), []);

  // A person's word: it never started. Then the key is free.
  const abandoned = await ada.abandon(replicas[1], task.id);
  assert.equal(abandoned.tracking.status, 'ended');
  assert.equal(abandoned.tracking.reason, 'abandoned');
  assert.deepEqual(await dispatchesOf(cluster, task.id), [
    'pending',
    'unknown',
    'abandoned',
  ]);
  const anew = await ada.start(replicas[0], { prompt }, kind);
  assert.notEqual(anew.task.id, task.id);
  assert.equal(anew.task.dispatch.status, 'accepted');
  assert.equal((await cluster.tasksOnGitHub(prompt)).length, 1);
  assert.equal(await countPosts(cluster), posts + 2);
}

async function proveKeyIsFree(
  cluster: Cluster,
  key: string,
  refuse: (ask: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { replicas } = cluster;
  const ada = await cluster.person('ada-nwosu');
  // Who she is on GitHub is known then; otherwise not even an intent is written.
  for (const replica of replicas) {
    await ada.start(replica, { prompt: `Say hello to ${replica.url}` });
  }
  const prompt = `Add a check for when GitHub is ${key}`;
  await refuse(async () => {
    const refused = await outcomeOf(ada.start(replicas[0], { prompt }, key));
    assert.match(
      String(refused.code),
      /^github_(unavailable|rate_limited)$/,
      JSON.stringify(refused),
    );
  });
  assert.deepEqual(await cluster.tasksOnGitHub(prompt), []);
  const rows = await cluster.database.tasks();
  const rejected = rows.filter(row => row.prompt === prompt);
  assert.deepEqual(
    rejected.map(row => row.dispatch_status),
    ['rejected'],
  );

  const started = await waitFor('the same key starts it', async () => {
    const { task } = await outcomeOf(ada.start(replicas[1], { prompt }, key));
    return task;
  });
  assert.equal(started.dispatch.status, 'accepted');
  assert.notEqual(started.id, rejected[0].id);
  assert.equal((await cluster.tasksOnGitHub(prompt)).length, 1);
}

async function dispatchesOf({ database }: Cluster, id: string) {
  const transitions = await database.transitions(id);
  return transitions
    .filter(({ kind }) => kind === 'dispatch')
    .map(({ to }) => to);
}
