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
import { randomUUID } from 'node:crypto';
import {
  leaseTimeMs,
  prove,
  waitFor,
  type Cluster,
  type TaskRow,
  type TransitionRow,
} from './harness';

/** Simulated seconds per second: a task takes about four real ones. */
const SPEED = 8;

type Moment = {
  cluster: Cluster;
  /** Asks the replica that is going to die to start the task. */
  ask(): void;
  row(): Promise<TaskRow | undefined>;
};

type Outcome = { row: TaskRow; transitions: TransitionRow[]; killedAt: string };

type Death = {
  when: string;
  /** Resolves at that moment. */
  wait(moment: Moment): Promise<void>;
  /** What has to be put right after the kill. */
  undo?(): Promise<void>;
  /** How long another replica took to take over, by times of the database. */
  takeOverMs(outcome: Outcome): number;
};

/** Holds the replica right before it makes a change that `condition` names. */
function before(condition: string): Pick<Death, 'wait' | 'undo'> {
  let open: (() => Promise<void>) | undefined;
  return {
    async wait({ cluster, ask }) {
      const gate = await cluster.database.holdBefore(condition);
      open = gate.open;
      ask();
      await gate.reached();
    },
    undo: async () => open?.(),
  };
}

const msBetween = (from: string, to: string) =>
  Date.parse(to) - Date.parse(from);

/** From the POST to the first thing that was learnt of it. */
function msUntilLearnt({ row, transitions }: Outcome): number {
  const learnt = transitions.find(({ kind }) => kind === 'dispatch');
  return msBetween(row.sent_at!, learnt!.at);
}

const deaths: Death[] = [
  {
    when: 'before the POST',
    ...before('old.sent_at is null and new.sent_at is not null'),
    takeOverMs: ({ row }) => msBetween(row.created_at, row.sent_at!),
  },
  {
    when: 'between the POST and its record',
    ...before(
      "old.dispatch_status = 'pending' and new.dispatch_status = 'accepted'",
    ),
    takeOverMs: msUntilLearnt,
  },
  {
    when: 'after the record',
    async wait({ ask, row }) {
      ask();
      await waitFor(
        'the task is accepted',
        async () => (await row())?.dispatch_status === 'accepted',
      );
    },
    takeOverMs: ({ transitions, killedAt }) =>
      msBetween(killedAt, transitions.find(({ at }) => at > killedAt)!.at),
  },
];

prove(
  'whenever a replica is killed, another one goes on within two lease times',
  { replicas: 1, github: { speed: SPEED } },
  async (cluster, { part }) => {
    for (const death of deaths) {
      await part(`${death.when}: one task, followed to its end`, () =>
        proveTakenOver(cluster, death),
      );
    }
    await part(
      'on the way to a GitHub that never carries the POST out: unknown, and nobody but a person sends it again',
      () => proveLeftToAPerson(cluster),
    );
  },
);

async function proveTakenOver(
  cluster: Cluster,
  { when, wait, undo, takeOverMs }: Death,
): Promise<void> {
  const { database, timing, github } = cluster;
  const [survivor] = cluster.replicas;
  const victim = await cluster.startReplica();
  const ada = await cluster.person('ada-nwosu');
  await ada.signIn(victim);
  await github.control.clearRequests();

  const request = { prompt: `Add a check that outlives a replica: ${when}` };
  const key = randomUUID();
  let asked: Promise<unknown> | undefined;
  let killedAt: string;
  try {
    await wait({
      cluster,
      ask() {
        asked = ada.start(victim, request, key).catch(error => error);
      },
      row: () => database.taskOf(request.prompt),
    });
  } finally {
    await victim.kill();
    killedAt = new Date().toISOString();
    await undo?.();
    await asked;
  }

  const row = await waitFor(
    'another replica has followed the task to its end',
    async () => {
      const found = await database.taskOf(request.prompt);
      return found?.state === 'completed' && found;
    },
  );
  const transitions = await database.transitions(row.id);
  const tookMs = takeOverMs({ row, transitions, killedAt });
  assert.ok(
    tookMs <= 2 * leaseTimeMs(timing),
    `It was taken over after ${tookMs} ms`,
  );
  const posts = await github.control.requests({
    method: 'POST',
    path: '/agents/repos/acme/services/tasks$',
  });
  assert.equal(posts.length, 1);
  const [task, ...others] = await cluster.tasksOnGitHub(request.prompt);
  assert.equal(row.github_task_id, task.id);
  assert.deepEqual(others, []);

  // Whoever asked the dead replica asks again, and gets the same task.
  const again = await ada.start(survivor, request, key);
  assert.ok(again.replayed);
  assert.equal(again.task.id, row.id);
  assert.equal((await cluster.tasksOnGitHub(request.prompt)).length, 1);
}

async function proveLeftToAPerson(cluster: Cluster): Promise<void> {
  const { database, github } = cluster;
  const [survivor] = cluster.replicas;
  const victim = await cluster.startReplica();
  const ada = await cluster.person('ada-nwosu');
  await ada.signIn(victim);
  await github.control.clearRequests();
  const countPosts = async () =>
    (await github.control.requests({ method: 'POST', path: '/tasks$' })).length;

  const request = { prompt: 'Add a check that GitHub never hears of' };
  // GitHub has not read the request when the connection ends.
  await github.control.addFault({
    method: 'POST',
    path: '/tasks$',
    fault: { kind: 'delay', milliseconds: 1_000 },
  });
  const asked = ada.start(victim, request, 'never').catch(error => error);
  await waitFor('the POST is on its way', async () => (await countPosts()) > 0);
  await victim.kill();
  await asked;

  const row = await waitFor('another replica takes it for lost', async () => {
    const found = await database.taskOf(request.prompt);
    return found?.dispatch_status === 'unknown' && found;
  });
  const again = await ada.start(survivor, request, 'never');
  assert.equal(again.task.id, row.id);
  assert.equal(again.task.dispatch.status, 'unknown');
  assert.equal(await countPosts(), 1);

  await ada.abandon(survivor, row.id);
  const anew = await ada.start(survivor, request, 'never');
  assert.equal(anew.task.dispatch.status, 'accepted');
  assert.equal((await cluster.tasksOnGitHub(request.prompt)).length, 1);
  assert.equal(await countPosts(), 2);
}
